"""What the author of a private request sees of it."""

from dataclasses import replace
from datetime import date

from bot.deps import Deps
from bot.domain.relay import receipts
from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS, RelayCalendar, week_of
from bot.domain.relay.door import Door
from bot.domain.relay.mine import HOUR, OVER, RECEIPT_TRIES, Hold, OwnCase, OwnLine, is_asked_again
from bot.domain.relay.slots import Mark, Slot, has_place
from bot.errors import NotYoursError, UserError
from bot.services.relay.desk import due_day
from bot.services.relay.files import aside_of, head_of, key_of, revealed_of, said_in
from bot.services.relay.finding import (
    asks,
    found,
    found_in,
    is_conflicted,
    is_ending,
    is_open,
    locked,
    mine,
    upgrade,
)
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.members import members_of
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase
from storage.relay.messages import messages_of
from storage.relay.vocabulary import CaseState, Role, TagKind


def own_cases(deps: Deps, *, door: Door) -> list[OwnLine]:
    """Return the cases whose secrets this person carries; the same work whether there are none or eight."""
    with relay_of(deps).db.read() as session:
        rows = found(session, relay_of(deps), door, _holds(door))
    week = week_of(deps.clock.now())
    places = {slot.secret: place for place, slot in enumerate(door.slots)}
    lines = [
        OwnLine(places[hold.secret], case.label, case.state, case.is_unread_by_requester, asks(case, week=week))
        for hold, case, _ in rows
    ]
    return sorted(lines, key=lambda line: (line.state in OVER, line.label))


def by_slot(door: Door, *, place: str) -> Hold:
    """Return what the slot at a place of the door holds; `place` is chosen by whoever sends it.

    Raises:
        NotYoursError: there is no such place.
    """
    if place not in map(str, range(len(door.slots))):
        raise NotYoursError
    return Hold(TagKind.SLOT, door.slots[int(place)].secret)


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
    relay, week = relay_of(deps), week_of(deps.clock.now())
    with relay.db.begin() as session:
        case = locked(session, mine(session, relay, door, hold)[0])
        upgrade(session, relay, door, hold, mine(session, relay, door, hold)[1])
        case.is_unread_by_requester = False
        session.add(case)
        messages = messages_of(session, case_id=case.case_id)
        parts = assignments_of(session, case_id=case.case_id)
        is_carried = bool(found_in(session, relay, door, case))
    key = key_of(relay, case) if case.state is not CaseState.SHELL else None
    said = said_in(key, messages, week=week) if key else ()
    calendar = calendar_of(deps, team_id=door.team_id)
    is_handed = key is not None and is_open(case) and aside_of(key, case).handing is not None
    worker = next((part.facilitator_id for part in parts if part.role is Role.OWNER), "")
    return OwnCase(
        hold=hold,
        label=case.label,
        state=case.state,
        head=head_of(key, case) if key else None,
        said=said,
        names=_names(deps, door, {worker, *(each.facilitator_id or "" for each in said)}),
        worker=worker,
        revealed=revealed_of(key, case) if key else None,
        outcome=case.outcome if case.closed_week is not None else None,
        is_ending=is_ending(case),
        is_muted=case.is_muted,
        is_conflicted=is_open(case) and not is_handed and is_conflicted(parts, door=door),
        is_handed=is_handed,
        is_attachable=hold.kind is TagKind.RECEIPT and is_open(case) and not is_carried and _may_carry(door),
        reply_by=_reply_day(calendar, case),
        options_by=due_day(calendar, case, working_days=OPTION_DAYS, done=case.offered_slot),
        asks=asks(case, week=week),
        asks_again=is_asked_again(case.closed_week, week),
    )


def with_marks(deps: Deps, *, door: Door) -> Door:
    """Return the door with what has become of its cases noted in its slots, for the next Home.

    What a secret finds no more is over: its owner may ask again.
    """
    relay = relay_of(deps)
    with relay.db.read() as session:
        rows = found(session, relay, door, _holds(door))
    cases = {hold.secret: case for hold, case, _ in rows}
    return replace(door, slots=tuple(_marked(slot, cases.get(slot.secret)) for slot in door.slots))


def _may_carry(door: Door) -> bool:
    """Return whether the Home of whoever asks is at hand and can carry one more case."""
    return door.has_home and has_place(door.slots)


def _holds(door: Door) -> list[Hold]:
    return [Hold(TagKind.SLOT, slot.secret) for slot in door.slots]


def _marked(slot: Slot, case: RelayCase | None) -> Slot:
    if Mark.TAKEN not in slot.marks:
        return slot
    if case is None:
        return replace(slot, marks=slot.marks | Mark.OVER)
    over, muted = Mark(0) if is_open(case) else Mark.OVER, Mark.MUTED if case.is_muted else Mark(0)
    return replace(slot, marks=Mark.TAKEN | over | muted)


def _reply_day(calendar: RelayCalendar, case: RelayCase) -> date | None:
    """Return by when a first answer is promised: from the slot on in which facilitators get it."""
    if case.state is CaseState.WAITING:
        return calendar.by(case.send_slot, working_days=REPLY_DAYS)
    return due_day(calendar, case, working_days=REPLY_DAYS, done=case.replied_slot)


def _names(deps: Deps, door: Door, facilitators: set[str]) -> dict[str, str]:
    with deps.db.read() as session:
        known = members_of(session, team_id=door.team_id, user_ids=facilitators)
    return {each: known[each].name if each in known else each for each in facilitators if each}
