"""What the author of a private request sees of it."""

from dataclasses import replace

from bot.deps import Deps
from bot.domain.relay import receipts
from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS, week_of
from bot.domain.relay.door import Door
from bot.domain.relay.mine import HOUR, RECEIPT_TRIES, Hold, OwnCase, OwnLine
from bot.domain.relay.slots import Mark, marked
from bot.errors import UserError
from bot.services.relay.desk import due_day
from bot.services.relay.files import key_of, revealed_of, said_in
from bot.services.relay.finding import asks, found, is_ending, is_open, mine, upgrade
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.relay.assignments import assignments_of
from storage.relay.messages import messages_of
from storage.relay.vocabulary import CaseState, TagKind


def own_cases(deps: Deps, *, door: Door) -> list[OwnLine]:
    """Return the cases whose secrets this person carries; the same work whether there are none or eight."""
    holds = [Hold(TagKind.SLOT, slot.secret) for slot in door.slots]
    with relay_of(deps).db.read() as session:
        rows = found(session, relay_of(deps), door, holds)
    week = week_of(deps.clock.now())
    return [
        OwnLine(hold, case.label, case.state, case.is_unread_by_requester, asks(case, week=week))
        for hold, case, _ in rows
    ]


def by_receipt(deps: Deps, *, door: Door, typed: str) -> Hold | None:
    """Return what a receipt holds, None when it finds nothing here: wrong, somebody else's and gone are the same.

    Raises:
        UserError: there have been five tries in an hour.
    """
    relay, now = relay_of(deps), deps.clock.now()
    _, tried = next(relay.keys.tags(b"receipt", kind="tries", bound_to=door.binding))
    if not relay.memory.may(("receipt", tried), most=RECEIPT_TRIES, within=HOUR, now=now):
        raise UserError(deps.catalog.relay_mine.too_many_tries)
    hold = Hold(TagKind.RECEIPT, receipts.secret_of(typed) or b"")
    with relay.db.read() as session:
        rows = found(session, relay, door, [hold])
    return hold if rows else None


def read(deps: Deps, *, door: Door, hold: Hold) -> OwnCase:
    """Return a case to its author, and remember that they have read it. Facilitators cannot see that.

    Raises:
        NotYoursError: this person's secret finds nothing.
    """
    relay, now = relay_of(deps), deps.clock.now()
    with relay.db.begin() as session:
        case, tag = mine(session, relay, door, hold)
        upgrade(session, relay, door, hold, tag)
        case.is_unread_by_requester = False
        session.add(case)
        messages = messages_of(session, case_id=case.case_id)
        owners = {part.facilitator_id for part in assignments_of(session, case_id=case.case_id)}
    calendar = calendar_of(deps, team_id=door.team_id)
    key = key_of(relay, case) if case.state is not CaseState.SHELL else None
    return OwnCase(
        hold=hold,
        label=case.label,
        state=case.state,
        said=said_in(key, messages, week=week_of(now)) if key else (),
        revealed=revealed_of(key, case) if key else None,
        outcome=case.outcome if case.closed_week is not None else None,
        is_ending=is_ending(case),
        is_muted=case.is_muted,
        is_conflicted=is_open(case) and (not owners or bool(owners & door.excluded)),
        reply_by=due_day(calendar, case, working_days=REPLY_DAYS, done=case.replied_slot),
        options_by=due_day(calendar, case, working_days=OPTION_DAYS, done=case.offered_slot),
        asks=asks(case, week=week_of(now)),
    )


def with_marks(deps: Deps, *, door: Door) -> Door:
    """Return the door with what has become of its cases noted in its slots, for the next Home."""
    slots = door.slots
    with relay_of(deps).db.read() as session:
        rows = found(session, relay_of(deps), door, [Hold(TagKind.SLOT, slot.secret) for slot in door.slots])
    for hold, case, _ in rows:
        over = Mark(0) if is_open(case) else Mark.OVER
        slots = marked(slots, secret=hold.secret, marks=over | (Mark.MUTED if case.is_muted else Mark(0)))
    return replace(door, slots=slots)
