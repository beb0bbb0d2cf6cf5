"""The relay's own post: cards for the facilitators' channel, and notes to an owner. What stands on them says nothing.

Nothing here is planned as a message of the main database. A post cannot be made exactly once, so one in doubt is not
made again; a case that nobody has claimed is posted once more anyway.
"""

from collections.abc import Iterable
from random import Random, SystemRandom

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.hours import is_open
from bot.domain.relay.calendar import OPTION_DAYS, REPLY_DAYS, TIMES, RelayCalendar, week_of
from bot.services.preferences import hours_of
from bot.services.relay.others import hand_over_due
from bot.services.relay.parts import first_card, is_posted_again, step_back, stub_of
from bot.services.relay.switch import relay_of
from storage.members import members_of
from storage.records import record
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase, cases_in, cases_to_release, label_of, lock_cases
from storage.relay.messages import messages_of
from storage.relay.stubs import RelayStub, claim_stub, due_stubs, plan_stub, settle_stub, stubs_in, stubs_of
from storage.relay.vocabulary import CaseState, Outcome, Role, StubKind, StubState, Voice


@record
class Card:
    """One thing to post: a two-word name, and where to."""

    stub_id: str
    kind: StubKind
    label: str
    case_id: str
    to_facilitator_id: str | None
    """For a note to an owner; None for the channel."""


def recover(deps: Deps, *, team_id: str) -> int:
    """Settle what a crash left half posted; return how many cards are newly in doubt.

    Only for the one process that posts in this workspace now.
    """
    with relay_of(deps).db.read() as session:
        left = stubs_in(session, team_id=team_id, state=StubState.SENDING)
    if left:
        with relay_of(deps).db.begin() as session:
            for stub in left:
                settle_stub(session, stub_id=stub.stub_id, state=StubState.DOUBTFUL)
    return len(left)


def advance(deps: Deps, *, team_id: str, calendar: RelayCalendar, slot: int, present: frozenset[str]) -> None:
    """Plan every card that this slot brings: cases new to somebody, those nobody has claimed, and notes to owners.

    Safe to repeat: each card is planned once. Holds nothing open meanwhile.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        calendar: when its programme works.
        slot: the one that has begun.
        present: who is a facilitator now: a case is not left with somebody who has gone.
    """
    week = week_of(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        lock_cases(session, team_id=team_id)
        hand_over_due(session, relay_of(deps), team_id=team_id, slot=slot)
        _take_from_the_gone(session, team_id=team_id, slot=slot, present=present)
        for case in cases_to_release(session, team_id=team_id, slot=slot):
            case.state, case.released_slot, case.revision = CaseState.NEW, case.send_slot, case.revision + 1
            session.add(case)
            plan_stub(session, stub_of(case, slot=slot, kind=StubKind.CARD))
        for case in cases_in(session, team_id=team_id, state=CaseState.NEW):
            if not _is_ended(session, case, week=week, slot=slot):
                _post_again(session, case, slot=slot)
        for case in cases_in(session, team_id=team_id, state=CaseState.CLAIMED):
            if not _is_ended(session, case, week=week, slot=slot):
                _remind_owner(session, case, calendar=calendar, slot=slot)
        for case in cases_in(session, team_id=team_id, state=CaseState.CLOSED):
            _note_taken_back(session, case, slot=slot)


def due(deps: Deps, *, team_id: str, slot: int) -> list[Card]:
    """Return what is to be posted by this slot, in an order that means nothing."""
    with relay_of(deps).db.read() as session:
        stubs = due_stubs(session, team_id=team_id, slot=slot)
        cards = [_card(session, stub) for stub in stubs]
    return in_no_order(cards, chance=SystemRandom())


def in_no_order(cards: Iterable[Card], *, chance: Random) -> list[Card]:
    """Return cards in an order drawn by lot: in which one they were written must not show."""
    return chance.sample(shuffled := list(cards), k=len(shuffled))


def welcome(deps: Deps, cards: Iterable[Card], *, team_id: str) -> list[Card]:
    """Return the notes among `cards` whose facilitators are at work now, on their own clocks."""
    notes = [card for card in cards if card.to_facilitator_id]
    if not notes:
        return []
    with deps.db.read() as session:
        known = members_of(session, team_id=team_id, user_ids={str(note.to_facilitator_id) for note in notes})
        hours = hours_of(session, list(known.values()))
    now = deps.clock.now()
    at_work = {user_id for user_id, member in known.items() if is_open(hours[member.id], now)}
    return [note for note in notes if note.to_facilitator_id in at_work]


def begin(deps: Deps, card: Card) -> bool:
    """Note, before Slack is called, that this card is being posted; False when somebody else does, or nobody need."""
    with relay_of(deps).db.begin() as session:
        if not claim_stub(session, stub_id=card.stub_id):
            return False
        is_wanted = _is_wanted(session, card)
        if not is_wanted:
            settle_stub(session, stub_id=card.stub_id, state=StubState.GONE)
    return is_wanted


def posted(deps: Deps, card: Card, *, channel_id: str, ts: str) -> None:
    """Note where a card stands, so that it can be taken away with its case."""
    with relay_of(deps).db.begin() as session:
        settle_stub(session, stub_id=card.stub_id, state=StubState.POSTED, channel_id=channel_id, ts=ts)


def failed(deps: Deps, card: Card, *, may_stand: bool) -> None:
    """Note that a card was not posted, or that nobody knows: only the former is tried again."""
    state = StubState.DOUBTFUL if may_stand else StubState.READY
    with relay_of(deps).db.begin() as session:
        settle_stub(session, stub_id=card.stub_id, state=state)


def _take_from_the_gone(session: Session, *, team_id: str, slot: int, present: frozenset[str]) -> None:
    """Let every case go on that is with somebody who is no facilitator any more.

    Backups first: a case must not pass to one who has gone as well, with a card that nobody can open.
    """
    for state in (CaseState.WAITING, CaseState.NEW, CaseState.CLAIMED):
        for case in cases_in(session, team_id=team_id, state=state):
            parts = assignments_of(session, case_id=case.case_id)
            for part in sorted(parts, key=lambda each: each.role is not Role.BACKUP):
                if part.facilitator_id not in present:
                    step_back(session, case, part=part, slot=slot)


def _is_wanted(session: Session, card: Card) -> bool:
    """Return whether there is still a reason to post: a card until its case is claimed, a note while it is owed."""
    case = session.get(RelayCase, card.case_id)
    if case is None or card.to_facilitator_id is None:
        return case is not None and case.state is CaseState.NEW
    owners = {part.facilitator_id for part in assignments_of(session, case_id=case.case_id) if part.role is Role.OWNER}
    is_owed = case.is_unread_by_facilitators or case.replied_slot is None or case.offered_slot is None
    return case.state is CaseState.CLAIMED and owners == {card.to_facilitator_id} and is_owed


def _is_ended(session: Session, case: RelayCase, *, week: int, slot: int) -> bool:
    """End a case that its author has taken back, once its slot has come; return whether it is ending at all."""
    if case.outcome is not Outcome.WITHDRAWN:
        return False
    if case.send_slot <= slot:
        case.state, case.closed_week, case.revision = CaseState.CLOSED, week, case.revision + 1
        session.add(case)
    return True


def _note_taken_back(session: Session, case: RelayCase, *, slot: int) -> None:
    """Let a case end as taken back, in its slot, when its owner has closed it before: its words go then, not sooner.

    Only taking it back gives a case that was released a later slot to be sent in.
    """
    was_released = case.released_slot is not None and case.released_slot < case.send_slot
    if was_released and case.send_slot <= slot and case.outcome is not Outcome.WITHDRAWN:
        case.outcome = Outcome.WITHDRAWN
        session.add(case)


def _post_again(session: Session, case: RelayCase, *, slot: int) -> None:
    """Plan a second card, once, in the slot after the one in which a case was given to whoever has it now."""
    stubs = stubs_of(session, case_id=case.case_id)
    first = first_card(case, stubs)
    if first is None or first >= slot or not assignments_of(session, case_id=case.case_id):
        return
    if not is_posted_again(stubs, first=first):
        plan_stub(session, stub_of(case, slot=slot, kind=StubKind.AGAIN))


def _remind_owner(session: Session, case: RelayCase, *, calendar: RelayCalendar, slot: int) -> None:
    """Plan a note to the owner: once when the requester has said something, and once when something promised is owed.

    What came before it was claimed was there to be read then.
    """
    told = [stub.slot for stub in stubs_of(session, case_id=case.case_id) if stub.kind is StubKind.NUDGE]
    since = max([*told, case.claimed_slot or 0])
    has_spoken = any(since < each <= slot for each in _spoken(session, case))
    if not has_spoken and not any(since < owed <= slot for owed in _owed(case, calendar)):
        return
    if has_spoken:
        case.is_unread_by_facilitators = True
        session.add(case)
    for part in assignments_of(session, case_id=case.case_id):
        if part.role is Role.OWNER:
            note = stub_of(case, slot=slot, kind=StubKind.NUDGE, to_facilitator_id=part.facilitator_id)
            plan_stub(session, note)


def _spoken(session: Session, case: RelayCase) -> list[int]:
    """Return the slots in which something of the requester's is released."""
    said = messages_of(session, case_id=case.case_id)
    return [each.release_slot for each in said if each.voice is Voice.REQUESTER and each.release_slot is not None]


def _owed(case: RelayCase, calendar: RelayCalendar) -> list[int]:
    """Return the slots by which a first reply and options are promised and have not come.

    Whoever has claimed it later than that has one slot more.
    """
    promised = [(case.replied_slot, REPLY_DAYS), (case.offered_slot, OPTION_DAYS)]
    since, claimed = case.released_slot or 0, case.claimed_slot or 0
    return [
        max(calendar.later(since, slots=days * len(TIMES)), calendar.later(claimed, slots=1))
        for done, days in promised
        if done is None
    ]


def _card(session: Session, stub: RelayStub) -> Card:
    label = label_of(session, case_id=stub.case_id)
    return Card(stub.stub_id, stub.kind, label, stub.case_id, stub.to_facilitator_id)
