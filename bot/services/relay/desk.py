"""What a facilitator sees of private requests. Each time it is proven again that a case is with whoever asks.

Whoever it is not with hears the same as for a case that never was: a refusal that differs would tell who is excluded.
"""

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS, RelayCalendar, week_of
from bot.domain.relay.cases import (
    CaseFile,
    CaseLine,
    Head,
    Revealed,
    Said,
    may_ask_to_meet,
    may_open,
    revision_of,
    shown,
)
from bot.domain.relay.door import Desk
from bot.errors import NotYoursError
from bot.services.relay.files import head_of, key_of, revealed_of, said_in
from bot.services.relay.parts import first_card, is_posted_again
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.records import record
from storage.relay.assignments import assignments_of, cases_with
from storage.relay.cases import RelayCase, case_by_id, case_to_change
from storage.relay.messages import messages_of
from storage.relay.sealing import CaseKey
from storage.relay.stubs import RelayStub, stubs_of
from storage.relay.vocabulary import CaseState, Role


@record
class InHand:
    """A case that is proven to be with a facilitator."""

    case: RelayCase
    key: CaseKey = field(repr=False)
    head: Head = field(repr=False)
    is_owner: bool


def my_cases(deps: Deps, *, desk: Desk) -> list[CaseLine]:
    """Return the cases that are with this facilitator now, by their names, the ended ones last."""
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.read() as session:
        rows = cases_with(session, team_id=desk.team_id, facilitator_id=desk.facilitator_id)
        with_them = [
            case for case, role in rows if _may(case, role, stubs_of(session, case_id=case.case_id), slot=slot)
        ]
    lines = [CaseLine(case.case_id, case.label, case.state, case.is_unread_by_facilitators) for case in with_them]
    return sorted(lines, key=lambda line: line.state is CaseState.CLOSED)


def open_case(deps: Deps, *, desk: Desk, case_id: str) -> CaseFile:
    """Return a case that is with this facilitator. Opening it changes nothing that anybody else can see.

    Raises:
        NotYoursError: it is not with them, or there is none: nothing tells the two apart.
    """
    calendar = calendar_of(deps, team_id=desk.team_id)
    slot = calendar.slot_at(deps.clock.now())
    with relay_of(deps).db.read() as session:
        held = proven(deps, session, desk, case_id=case_id, slot=slot)
        said, revealed = seen_now(deps, session, held, slot=slot)
    case = held.case
    return CaseFile(
        case_id=case.case_id,
        label=case.label,
        state=case.state,
        is_owner=held.is_owner,
        head=held.head,
        said=said,
        revealed=revealed,
        outcome=case.outcome if case.state is CaseState.CLOSED else None,
        is_muted=case.is_muted,
        reply_by=due_day(calendar, case, working_days=REPLY_DAYS, done=case.replied_slot),
        options_by=due_day(calendar, case, working_days=OPTION_DAYS, done=case.offered_slot),
        may_ask_to_meet=can_ask_to_meet(held, said, revealed, desk=desk),
        revision=revision_of(said, revealed),
    )


def seen(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Note that the owner has read what was released. The requester is not told.

    Raises:
        NotYoursError: it is not with them.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = proven(deps, session, desk, case_id=case_id, slot=slot, is_to_change=True)
        if held.is_owner and held.case.is_unread_by_facilitators:
            held.case.is_unread_by_facilitators = False
            session.add(held.case)


def slot_now(deps: Deps, *, desk: Desk) -> int:
    """Return the slot that is current in the programme."""
    return calendar_of(deps, team_id=desk.team_id).slot_at(deps.clock.now())


def proven(deps: Deps, session: Session, desk: Desk, *, case_id: str, slot: int, is_to_change: bool = False) -> InHand:
    """Return a case that this facilitator may see now. It takes the same queries whether they may or not.

    Raises:
        NotYoursError: they may not: it is another's, of another workspace, held back, about themselves, or not there.
    """
    find = case_to_change if is_to_change else case_by_id
    case = find(session, team_id=desk.team_id, case_id=case_id)
    parts, stubs = assignments_of(session, case_id=case_id), stubs_of(session, case_id=case_id)
    role = next((part.role for part in parts if part.facilitator_id == desk.facilitator_id), None)
    if case is None or not _may(case, role, stubs, slot=slot):
        raise NotYoursError
    key = key_of(relay_of(deps), case)
    head = head_of(key, case)
    if head.other == desk.facilitator_id:
        raise NotYoursError
    return InHand(case, key, head, role is Role.OWNER)


def seen_now(deps: Deps, session: Session, held: InHand, *, slot: int) -> tuple[tuple[Said, ...], Revealed | None]:
    """Return what has been said in a case and what its author has said of themselves, as far as it is released."""
    messages = messages_of(session, case_id=held.case.case_id)
    said = shown(said_in(held.key, messages, week=week_of(deps.clock.now())), slot=slot)
    revealed = revealed_of(held.key, held.case) if held.is_owner else None
    is_released = revealed is not None and (bool(revealed.name) or revealed.slot <= slot)
    return said, revealed if is_released else None


def can_ask_to_meet(held: InHand, said: Sequence[Said], revealed: Revealed | None, *, desk: Desk) -> bool:
    """Return whether whoever works on a case can ask its author now to talk in person."""
    is_open = held.is_owner and held.case.state is CaseState.CLAIMED and not held.case.is_muted
    return is_open and may_ask_to_meet(said, revealed, facilitator_id=desk.facilitator_id)


def due_day(calendar: RelayCalendar, case: RelayCase, *, working_days: int, done: int | None) -> date | None:
    """Return the day by which something is promised, None once it is done or the case has ended.

    It is the same for its author and for whoever works on it, and does not move when a card goes out late.
    """
    if done is not None or case.released_slot is None or case.state is CaseState.CLOSED:
        return None
    return calendar.by(case.released_slot, working_days=working_days)


def _may(case: RelayCase, role: Role | None, stubs: Sequence[RelayStub], *, slot: int) -> bool:
    since = case.released_slot
    is_released, is_again = since is not None and since <= slot, is_posted_again(stubs, first=first_card(case, stubs))
    return may_open(role, state=case.state, is_released=is_released, is_with_backup=is_again)
