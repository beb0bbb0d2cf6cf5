"""What the author of a private request does with it.

What they say and do reaches facilitators with the next cards, so that nobody can tell when they were here.
"""

from dataclasses import replace
from random import SystemRandom

from bot.deps import Deps
from bot.domain.relay.calendar import RelayCalendar, week_of
from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Door
from bot.domain.relay.mine import DAY, MESSAGES_A_DAY, Hold, answers_something, is_asked_again
from bot.domain.relay.receipts import RECEIPT_BYTES
from bot.domain.relay.slots import has_place, secret_beside, with_case
from bot.errors import NotYoursError, UserError
from bot.services.relay.files import Utterance, aside_of, key_of, message_id_of, said_in, say
from bot.services.relay.finding import asks, locked, mine, open_case_of
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from storage.relay.cases import RelayCase, RelayTag
from storage.relay.messages import messages_of
from storage.relay.sealing import CaseKey
from storage.relay.vocabulary import CaseState, Outcome, Rating, TagKind, Voice


def answer(deps: Deps, *, door: Door, hold: Hold, speech: Speech, key: str) -> None:
    """Say something to the facilitator; it reaches them with the cards of one of the next slots.

    Nothing is kept of an answer to what was never offered, nor of the same answer twice.

    Args:
        deps: the collaborators.
        door: of its author.
        hold: which case.
        speech: what is said.
        key: names the submission: the same one is kept once, however often it comes.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: it is closed or muted, or six things were said today.
    """
    relay, now = relay_of(deps), deps.clock.now()
    calendar = calendar_of(deps, team_id=door.team_id)
    with relay.db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        if case.is_muted:
            raise UserError(deps.catalog.relay_mine.muted)
        message_id, case_key = message_id_of(relay, case_id=case.case_id, key=key), key_of(relay, case)
        messages = messages_of(session, case_id=case.case_id)
        is_there = any(message.message_id == message_id for message in messages)
        if is_there or not answers_something(said_in(case_key, messages, week=week_of(now)), speech):
            return
        if not relay.memory.may(("said", case.case_id), most=MESSAGES_A_DAY, within=DAY, now=now):
            raise UserError(deps.catalog.relay_mine.enough_today)
        slot = max(_held_until(calendar, deps), _first_slot(case_key, case))
        say(session, case, case_key, Utterance(message_id, Voice.REQUESTER, speech, release_slot=slot), now=now)


def withdraw(deps: Deps, *, door: Door, hold: Hold) -> None:
    """Take a case back. What nobody has seen is gone at once; else it ends with the next cards, and its words with it.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: it is closed already.
    """
    calendar = calendar_of(deps, team_id=door.team_id)
    with relay_of(deps).db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        case.outcome = Outcome.WITHDRAWN
        if case.released_slot is None:
            case.state, case.closed_week = CaseState.CLOSED, week_of(deps.clock.now())
        else:
            case.send_slot = _held_until(calendar, deps)
        case.revision += 1
        session.add(case)


def rate(deps: Deps, *, door: Door, hold: Hold, rating: Rating) -> None:
    """Keep whether it was of help, if that is asked now. It is only ever shown as a number among others.

    Raises:
        NotYoursError: this person's secret finds nothing.
    """
    week = week_of(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        case = locked(session, mine(session, relay_of(deps), door, hold)[0])
        if not asks(case, week=week):
            return
        if is_asked_again(case.closed_week, week):
            case.rating_90 = rating
        else:
            case.rating_now = rating
        session.add(case)


def attach(deps: Deps, *, door: Door, hold: Hold, key: str) -> Door:
    """Let a Home carry a case that was found by its receipt; return the door with the slots of the next Home.

    The same `key` within ten minutes makes one slot.

    Raises:
        NotYoursError: this person's secret finds nothing, or all eight slots hold open cases.
        UserError: it is closed.
    """
    relay = relay_of(deps)
    if not has_place(door.slots):
        raise NotYoursError

    def make() -> tuple[bytes, int]:
        secret = secret_beside(hold.secret[:RECEIPT_BYTES])
        kid, tag = next(relay.keys.tags(secret, kind=TagKind.SLOT, bound_to=door.binding))
        with relay.db.begin() as session:
            case = open_case_of(deps, session, door, hold)
            session.add(RelayTag(tag=tag, team_id=case.team_id, case_id=case.case_id, kid=kid, kind=TagKind.SLOT))
        return secret, case.opened_week

    secret, week = relay.memory.once(("attached", key), make, now=deps.clock.now())
    return replace(door, slots=with_case(door.slots, secret=secret, week=week))


def _held_until(calendar: RelayCalendar, deps: Deps) -> int:
    return calendar.release_slot(deps.clock.now(), chance=SystemRandom())


def _first_slot(key: CaseKey, case: RelayCase) -> int:
    """Return the slot before which nothing more is shown: that of the case, or in which it goes to others."""
    handing = aside_of(key, case).handing
    return max(handing.slot if handing else 0, case.send_slot if case.released_slot is None else 0)
