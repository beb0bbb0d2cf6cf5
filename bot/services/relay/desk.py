"""What facilitators do with private requests. Every function proves again that the case is with whoever asks.

Whoever it is not with hears the same as for a case that never was: a refusal that differs would tell who is excluded.
"""

from datetime import date

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS, RelayCalendar, week_of
from bot.domain.relay.cases import CaseFile, CaseLine, Revealed, Speech, may_open, shown
from bot.domain.relay.door import Desk
from bot.errors import NotYoursError, UserError
from bot.services.relay.files import Utterance, head_of, key_of, revealed_of, said_in, say
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.relay.assignments import RelayAssignment, assign, assignments_of, cases_with, unassign
from storage.relay.cases import RelayCase, case_by_id, case_to_change
from storage.relay.messages import messages_of
from storage.relay.stubs import RelayStub, plan_stub, stubs_of
from storage.relay.vocabulary import CaseState, Outcome, Role, StubKind, Voice


def my_cases(deps: Deps, *, desk: Desk) -> list[CaseLine]:
    """Return the cases that are with this facilitator now, by their names."""
    with relay_of(deps).db.read() as session:
        rows = cases_with(session, team_id=desk.team_id, facilitator_id=desk.facilitator_id)
        open_to = [case for case, role in rows if _may(session, case, role)]
    return [CaseLine(case.case_id, case.label, case.state, case.is_unread_by_facilitators) for case in open_to]


def open_case(deps: Deps, *, desk: Desk, case_id: str) -> CaseFile:
    """Return a case that is with this facilitator. Opening it changes nothing that anybody else can see.

    Raises:
        NotYoursError: it is not with them, or there is none: nothing tells the two apart.
    """
    relay, calendar = relay_of(deps), calendar_of(deps, team_id=desk.team_id)
    with relay.db.read() as session:
        case, is_owner = _proven(session, desk, case_by_id(session, team_id=desk.team_id, case_id=case_id))
        messages = messages_of(session, case_id=case.case_id)
    now, key = deps.clock.now(), key_of(relay, case)
    head = head_of(key, case)
    if head.other == desk.facilitator_id:
        raise NotYoursError
    slot = calendar.slot_at(now)
    released = {message.seq: message.release_slot is None or message.release_slot <= slot for message in messages}
    return CaseFile(
        case_id=case.case_id,
        label=case.label,
        state=case.state,
        is_owner=is_owner,
        head=head,
        said=shown(said_in(key, messages, week=week_of(now)), released=released),
        revealed=_shown(revealed_of(key, case), slot=slot) if is_owner else None,
        outcome=case.outcome if case.state is CaseState.CLOSED else None,
        is_muted=case.is_muted,
        reply_by=due_day(calendar, case, working_days=REPLY_DAYS, done=case.replied_slot),
        options_by=due_day(calendar, case, working_days=OPTION_DAYS, done=case.offered_slot),
        revision=case.revision,
    )


def claim(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Take a case on; from now on it is with nobody else.

    Raises:
        NotYoursError: it is not with them, or somebody was faster.
    """
    calendar = calendar_of(deps, team_id=desk.team_id)
    with relay_of(deps).db.begin() as session:
        case, is_owner = _proven(session, desk, case_to_change(session, team_id=desk.team_id, case_id=case_id))
        if is_owner:
            return
        case.state, case.claimed_slot = CaseState.CLAIMED, calendar.slot_at(deps.clock.now())
        case.is_unread_by_facilitators = False
        case.revision += 1
        session.add(case)
        assign(session, _part(case, desk.facilitator_id, Role.OWNER))


def speak(deps: Deps, *, desk: Desk, case_id: str, speech: Speech, message_id: str) -> None:
    """Say something to the requester, at once: a reply, an option, or an ending that is proposed.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed.
    """
    calendar, now = calendar_of(deps, team_id=desk.team_id), deps.clock.now()
    with relay_of(deps).db.begin() as session:
        case = _owned(deps, session, desk, case_id)
        utterance = Utterance(message_id, Voice.FACILITATOR, speech, facilitator_id=desk.facilitator_id)
        if not say(session, case, key_of(relay_of(deps), case), utterance, now=now):
            return
        slot = calendar.slot_at(now)
        case.replied_slot = case.replied_slot if case.replied_slot is not None else slot
        if speech.approach:
            case.approach = speech.approach
            case.offered_slot = case.offered_slot if case.offered_slot is not None else slot
        case.is_unread_by_requester, case.is_unread_by_facilitators = True, False


def seen(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Note that the owner has read what was released. The requester is not told."""
    with relay_of(deps).db.begin() as session:
        case, is_owner = _proven(session, desk, case_to_change(session, team_id=desk.team_id, case_id=case_id))
        if is_owner and case.is_unread_by_facilitators:
            case.is_unread_by_facilitators = False
            session.add(case)


def hand_over(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Step back, and let the case go to the backup with a card in the next slot.

    Without a backup it waits for its author's next visit: only then can it be worked out again who may not handle it.

    Raises:
        NotYoursError: it is not with them.
        UserError: it is closed.
    """
    calendar = calendar_of(deps, team_id=desk.team_id)
    slot = calendar.first_from(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        case, _ = _proven(session, desk, case_to_change(session, team_id=desk.team_id, case_id=case_id))
        _refuse_closed(deps, case)
        unassign(session, case_id=case.case_id, facilitator_id=desk.facilitator_id)
        case.state, case.claimed_slot, case.revision = CaseState.NEW, None, case.revision + 1
        case.released_slot = slot
        session.add(case)
        for other in assignments_of(session, case_id=case.case_id):
            assign(session, _part(case, other.facilitator_id, Role.PRIMARY))
            plan_stub(session, _card(case, slot=slot, kind=StubKind.AGAIN))


def mute(deps: Deps, *, desk: Desk, case_id: str, is_muted: bool) -> None:
    """Take nothing more from the requester in this case, or take it again.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed.
    """
    with relay_of(deps).db.begin() as session:
        case = _owned(deps, session, desk, case_id)
        case.is_muted, case.revision = is_muted, case.revision + 1
        session.add(case)


def close(deps: Deps, *, desk: Desk, case_id: str, outcome: Outcome, words: str, message_id: str) -> None:
    """End a case, with a last word to the requester. Nobody is reminded of it any more.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed already.
    """
    now = deps.clock.now()
    with relay_of(deps).db.begin() as session:
        case = _owned(deps, session, desk, case_id)
        utterance = Utterance(
            message_id, Voice.FACILITATOR, Speech(words, outcome=outcome), facilitator_id=desk.facilitator_id
        )
        say(session, case, key_of(relay_of(deps), case), utterance, now=now)
        case.state, case.outcome, case.closed_week = CaseState.CLOSED, outcome, week_of(now)
        case.is_unread_by_requester, case.is_unread_by_facilitators = True, False
        session.add(case)


def _proven(session: Session, desk: Desk, case: RelayCase | None) -> tuple[RelayCase, bool]:
    """Return a case that this facilitator may see, and whether they own it. The same work for every refusal."""
    parts = assignments_of(session, case_id=case.case_id if case else "")
    role = next((part.role for part in parts if part.facilitator_id == desk.facilitator_id), None)
    if case is None or role is None or not _may(session, case, role):
        raise NotYoursError
    return case, role is Role.OWNER


def _may(session: Session, case: RelayCase, role: Role) -> bool:
    posted = stubs_of(session, case_id=case.case_id)
    return may_open(role, state=case.state, is_with_backup=any(stub.kind is StubKind.AGAIN for stub in posted))


def _owned(deps: Deps, session: Session, desk: Desk, case_id: str) -> RelayCase:
    case, is_owner = _proven(session, desk, case_to_change(session, team_id=desk.team_id, case_id=case_id))
    if not is_owner:
        raise NotYoursError
    _refuse_closed(deps, case)
    return case


def _refuse_closed(deps: Deps, case: RelayCase) -> None:
    if case.state is CaseState.CLOSED:
        raise UserError(deps.catalog.relay_desk.closed)


def _shown(revealed: Revealed | None, *, slot: int) -> Revealed | None:
    """Return what the requester has said of themselves, as far as it has been released; a name is shown at once."""
    return revealed if revealed and (revealed.name or revealed.slot <= slot) else None


def _part(case: RelayCase, facilitator_id: str, role: Role) -> RelayAssignment:
    return RelayAssignment(case_id=case.case_id, facilitator_id=facilitator_id, team_id=case.team_id, role=role)


def _card(case: RelayCase, *, slot: int, kind: StubKind) -> RelayStub:
    return RelayStub(team_id=case.team_id, case_id=case.case_id, kind=kind, slot=slot)


def due_day(calendar: RelayCalendar, case: RelayCase, *, working_days: int, done: int | None) -> date | None:
    """Return the day by which something is promised, None once it is done or the case has ended."""
    if done is not None or case.released_slot is None or case.state is CaseState.CLOSED:
        return None
    return calendar.by(case.released_slot, working_days=working_days)
