"""What facilitators do with private requests. Every function proves again that the case is with whoever acts."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.relay.calendar import week_of
from bot.domain.relay.cases import Speech, revision_of
from bot.domain.relay.door import Desk
from bot.errors import NotYoursError, UserError
from bot.services.relay.desk import InHand, can_ask_to_meet, proven, seen_now, slot_now
from bot.services.relay.files import Utterance, message_id_of, say
from bot.services.relay.parts import part_of, step_back
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.columns import new_id
from storage.relay.assignments import assign, assignments_of
from storage.relay.messages import messages_of
from storage.relay.vocabulary import CaseState, Outcome, Role, Voice


def claim(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Take a case on; from now on it is with nobody else.

    Raises:
        NotYoursError: it is not with them, or somebody was faster.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = proven(deps, session, desk, case_id=case_id, slot=slot, is_to_change=True)
        if held.is_owner:
            return
        case = held.case
        case.state, case.claimed_slot, case.is_unread_by_facilitators = CaseState.CLAIMED, slot, False
        case.reveal_ct = None  # what was said to whoever had it before was said to them alone
        case.revision += 1
        session.add(case)
        assign(session, part_of(case, desk.facilitator_id, Role.OWNER))


def speak(deps: Deps, *, desk: Desk, case_id: str, speech: Speech, key: str, revision: int | None = None) -> None:
    """Say something to the requester, at once: a reply, an option, or an ending that is proposed.

    Args:
        deps: the collaborators.
        desk: whoever speaks.
        case_id: where.
        speech: what.
        key: names the submission: the same one is kept once, however often it comes.
        revision: what they had seen of the case, where it matters that this was all; None where it does not.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed, or something new has come meanwhile.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = _owned(deps, session, desk, case_id=case_id, slot=slot)
        if _is_said(deps, session, held, key=key):
            return
        _refuse_closed(deps, held)
        _refuse_overtaken(deps, session, held, revision=revision, slot=slot)
        _say(deps, session, desk, held, speech=speech, key=key, slot=slot)


def ask_to_meet(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Ask the requester, in one ready sentence, whether they would talk in person. Asked before, nothing happens.

    Raises:
        NotYoursError: they do not own it.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = _owned(deps, session, desk, case_id=case_id, slot=slot)
        if can_ask_to_meet(held, *seen_now(deps, session, held, slot=slot), desk=desk):
            question = Speech(deps.catalog.relay_desk.meet_question, asks_to_meet=True)
            _say(deps, session, desk, held, speech=question, key=new_id(), slot=slot)


def hand_over(deps: Deps, *, desk: Desk, case_id: str) -> None:
    """Step back, claimed or not, and let the case go to the other facilitator with a card in the next slot.

    Raises:
        NotYoursError: it is not with them.
        UserError: it is closed.
    """
    calendar = calendar_of(deps, team_id=desk.team_id)
    slot = calendar.slot_at(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        held = proven(deps, session, desk, case_id=case_id, slot=slot, is_to_change=True)
        _refuse_closed(deps, held)
        for part in assignments_of(session, case_id=case_id):
            if part.facilitator_id == desk.facilitator_id:
                step_back(session, held.case, part=part, slot=calendar.later(slot, slots=1))


def mute(deps: Deps, *, desk: Desk, case_id: str, is_muted: bool) -> None:
    """Take nothing more from the requester in this case, or take it again.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = _owned(deps, session, desk, case_id=case_id, slot=slot)
        _refuse_closed(deps, held)
        held.case.is_muted = is_muted
        held.case.revision += 1
        session.add(held.case)


def close(
    deps: Deps, *, desk: Desk, case_id: str, outcome: Outcome, words: str, key: str, revision: int | None = None
) -> None:
    """End a case, with a last word to the requester. Nobody is reminded of it any more. Arguments as of `speak`.

    Raises:
        NotYoursError: they do not own it.
        UserError: it is closed already, or something new has come meanwhile.
    """
    slot = slot_now(deps, desk=desk)
    with relay_of(deps).db.begin() as session:
        held = _owned(deps, session, desk, case_id=case_id, slot=slot)
        if _is_said(deps, session, held, key=key):
            return
        _refuse_closed(deps, held)
        _refuse_overtaken(deps, session, held, revision=revision, slot=slot)
        _say(deps, session, desk, held, speech=Speech(words, outcome=outcome), key=key, slot=slot)
        case = held.case
        case.outcome = outcome  # its author may have taken it back unseen: `release.advance` says so in its slot
        case.state, case.closed_week = CaseState.CLOSED, week_of(deps.clock.now())


def _owned(deps: Deps, session: Session, desk: Desk, *, case_id: str, slot: int) -> InHand:
    held = proven(deps, session, desk, case_id=case_id, slot=slot, is_to_change=True)
    if not held.is_owner:
        raise NotYoursError
    return held


def _is_said(deps: Deps, session: Session, held: InHand, *, key: str) -> bool:
    """Return whether this submission has come before: then it has done its work."""
    message_id = message_id_of(relay_of(deps), case_id=held.case.case_id, key=key)
    return any(message.message_id == message_id for message in messages_of(session, case_id=held.case.case_id))


def _say(deps: Deps, session: Session, desk: Desk, held: InHand, *, speech: Speech, key: str, slot: int) -> None:
    case = held.case
    message_id = message_id_of(relay_of(deps), case_id=case.case_id, key=key)
    utterance = Utterance(message_id, Voice.FACILITATOR, speech, facilitator_id=desk.facilitator_id, release_slot=slot)
    say(session, case, held.key, utterance, now=deps.clock.now())
    case.replied_slot = case.replied_slot if case.replied_slot is not None else slot
    if speech.approach:
        case.approach = speech.approach
        case.offered_slot = case.offered_slot if case.offered_slot is not None else slot
    case.is_unread_by_requester, case.is_unread_by_facilitators = True, False


def _refuse_closed(deps: Deps, held: InHand) -> None:
    if held.case.state is CaseState.CLOSED:
        raise UserError(deps.catalog.relay_desk.closed)


def _refuse_overtaken(deps: Deps, session: Session, held: InHand, *, revision: int | None, slot: int) -> None:
    if revision is not None and revision_of(*seen_now(deps, session, held, slot=slot)) != revision:
        raise UserError(deps.catalog.relay_desk.overtaken)
