"""The relay's own post: cards for the facilitators' channel, and notes to an owner. What stands on them says nothing.

Nothing here is planned as a message of the main database. A post cannot be made exactly once, so one in doubt is not
made again; a case that nobody has claimed is posted once more anyway.
"""

from dataclasses import dataclass
from random import SystemRandom

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.relay.calendar import REPLY_DAYS, TIMES, RelayCalendar, week_of
from bot.services.relay.switch import relay_of
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase, cases_in, cases_to_release, label_of
from storage.relay.messages import messages_of
from storage.relay.stubs import RelayStub, claim_stub, due_stubs, plan_stub, settle_stub, stubs_in, stubs_of
from storage.relay.vocabulary import CaseState, Outcome, Role, StubKind, StubState, Voice


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to post: a two-word name, and where to."""

    stub_id: str
    kind: StubKind
    label: str
    case_id: str
    to_facilitator_id: str | None
    """For a note to an owner; None for the channel."""


def recover(deps: Deps, *, team_id: str) -> int:
    """Settle what a crash left half posted; return how many cards are in doubt now.

    Only for a start, and for the one process that posts.
    """
    with relay_of(deps).db.begin() as session:
        left = stubs_in(session, team_id=team_id, state=StubState.SENDING)
        for stub in left:
            settle_stub(session, stub_id=stub.stub_id, state=StubState.DOUBTFUL)
    return len(left)


def advance(deps: Deps, *, team_id: str, calendar: RelayCalendar, slot: int) -> None:
    """Plan every card that this slot brings: new cases, those nobody has claimed, and notes to owners.

    Safe to repeat: each card is planned once. Holds nothing open meanwhile.
    """
    week = week_of(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        for case in cases_to_release(session, team_id=team_id, slot=slot):
            case.state, case.released_slot, case.revision = CaseState.NEW, slot, case.revision + 1
            session.add(case)
            plan_stub(session, _stub(case, slot=slot, kind=StubKind.CARD))
        for case in cases_in(session, team_id=team_id, state=CaseState.NEW):
            if not _is_ended(session, case, week=week, slot=slot):
                _post_again(session, case, slot=slot)
        for case in cases_in(session, team_id=team_id, state=CaseState.CLAIMED):
            if not _is_ended(session, case, week=week, slot=slot):
                _remind_owner(session, case, calendar=calendar, slot=slot)


def due(deps: Deps, *, team_id: str, slot: int) -> list[Card]:
    """Return what is to be posted now, in an order that means nothing."""
    with relay_of(deps).db.read() as session:
        stubs = due_stubs(session, team_id=team_id, slot=slot)
        cards = [_card(session, stub) for stub in stubs]
    SystemRandom().shuffle(cards)
    return cards


def begin(deps: Deps, card: Card) -> bool:
    """Note, before Slack is called, that this card is being posted; False when somebody else does."""
    with relay_of(deps).db.begin() as session:
        return claim_stub(session, stub_id=card.stub_id)


def posted(deps: Deps, card: Card, *, channel_id: str, ts: str) -> None:
    """Note where a card stands, so that it can be taken away with its case."""
    with relay_of(deps).db.begin() as session:
        settle_stub(session, stub_id=card.stub_id, state=StubState.POSTED, channel_id=channel_id, ts=ts)


def failed(deps: Deps, card: Card, *, may_stand: bool) -> None:
    """Note that a card was not posted, or that nobody knows: only the former is tried again."""
    state = StubState.DOUBTFUL if may_stand else StubState.READY
    with relay_of(deps).db.begin() as session:
        settle_stub(session, stub_id=card.stub_id, state=state)


def _is_ended(session: Session, case: RelayCase, *, week: int, slot: int) -> bool:
    """End a case that its author has taken back, once its slot has come; return whether it is ending at all."""
    if case.outcome is not Outcome.WITHDRAWN:
        return False
    if case.send_slot <= slot:
        case.state, case.closed_week, case.revision = CaseState.CLOSED, week, case.revision + 1
        session.add(case)
    return True


def _post_again(session: Session, case: RelayCase, *, slot: int) -> None:
    """Plan a second card, once, in the slot after the one in which a case was released."""
    is_posted_again = any(stub.kind is StubKind.AGAIN for stub in stubs_of(session, case_id=case.case_id))
    if case.released_slot is not None and case.released_slot < slot and not is_posted_again:
        plan_stub(session, _stub(case, slot=slot, kind=StubKind.AGAIN))


def _remind_owner(session: Session, case: RelayCase, *, calendar: RelayCalendar, slot: int) -> None:
    """Plan a note to the owner: once when the requester has said something, and once when a first reply is owed."""
    told = [stub.slot for stub in stubs_of(session, case_id=case.case_id) if stub.kind is StubKind.NUDGE]
    since = max(told, default=-1)
    has_spoken = any(since < each <= slot for each in _spoken(session, case))
    if not has_spoken and not since < _owed(case, calendar) <= slot:
        return
    if has_spoken:
        case.is_unread_by_facilitators = True
        session.add(case)
    for part in assignments_of(session, case_id=case.case_id):
        if part.role is Role.OWNER:
            note = _stub(case, slot=slot, kind=StubKind.NUDGE)
            note.to_facilitator_id = part.facilitator_id
            plan_stub(session, note)


def _spoken(session: Session, case: RelayCase) -> list[int]:
    """Return the slots in which something of the requester's is released."""
    said = messages_of(session, case_id=case.case_id)
    return [each.release_slot for each in said if each.voice is Voice.REQUESTER and each.release_slot is not None]


def _owed(case: RelayCase, calendar: RelayCalendar) -> int:
    """Return the slot by which a first reply is promised; -1 when there has been one."""
    if case.replied_slot is not None or case.released_slot is None:
        return -1
    return calendar.later(case.released_slot, slots=REPLY_DAYS * len(TIMES))


def _stub(case: RelayCase, *, slot: int, kind: StubKind) -> RelayStub:
    return RelayStub(team_id=case.team_id, case_id=case.case_id, kind=kind, slot=slot)


def _card(session: Session, stub: RelayStub) -> Card:
    label = label_of(session, case_id=stub.case_id)
    return Card(stub.stub_id, stub.kind, label, stub.case_id, stub.to_facilitator_id)
