"""What the author of a private request does with it.

What they say and do reaches facilitators with the next cards, so that nobody can tell when they were here.
"""

import secrets
from dataclasses import replace
from random import SystemRandom

from sqlmodel import Session

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import RelayCalendar, week_of
from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Door
from bot.domain.relay.mine import DAY, MESSAGES_A_DAY, Hold, answers_something, is_asked_again
from bot.domain.relay.slots import SECRET_BYTES, has_place, with_case
from bot.errors import NotYoursError, UserError
from bot.services.relay.files import Utterance, head_of, key_of, message_id_of, said_in, say
from bot.services.relay.finding import asks, is_conflicted, locked, mine, open_case_of
from bot.services.relay.parts import part_of, stub_of
from bot.services.relay.programme import calendar_of
from bot.services.relay.routing import Route, facilitators_now, routed
from bot.services.relay.switch import relay_of
from storage.relay.assignments import assign, assignments_of, unassign
from storage.relay.cases import RelayCase, RelayTag
from storage.relay.messages import messages_of
from storage.relay.stubs import plan_stub
from storage.relay.vocabulary import CaseState, Outcome, Rating, Role, StubKind, TagKind, Voice


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
        slot = max(_held_until(calendar, deps), case.send_slot if case.released_slot is None else 0)
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


def draw_again(deps: Deps, *, door: Door, hold: Hold, not_these: frozenset[str]) -> None:
    """Give a case to other facilitators, since somebody who has it must not, or has stepped back.

    Does nothing when all is well with it: it cannot be drawn until somebody suits.

    Args:
        deps: the collaborators.
        door: of its author; whom it excludes is never drawn.
        hold: which case.
        not_these: Slack ids of further facilitators who must not have it; not kept.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: nobody else may have it, it is closed, or Slack did not answer in time.
    """
    calendar, pool = calendar_of(deps, team_id=door.team_id), frozenset(facilitators_now(deps, team_id=door.team_id))
    with relay_of(deps).db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        parts = assignments_of(session, case_id=case.case_id)
        if not is_conflicted(parts, door=door):
            return
        excluded = door.excluded | not_these | _named_in(relay_of(deps), case)
        kept = next((part for part in parts if part.role is Role.OWNER and part.facilitator_id not in excluded), None)
        if kept is None:
            spoken = _spoken_in(session, case)
            _give_away(session, case, routed(pool, excluded=excluded | spoken, chance=SystemRandom()))
            _release_anew(session, case, slot=_held_until(calendar, deps))
            return
        unassign(session, case_id=case.case_id)
        assign(session, part_of(case, kept.facilitator_id, Role.OWNER))


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
        secret = secrets.token_bytes(SECRET_BYTES)
        kid, tag = next(relay.keys.tags(secret, kind=TagKind.SLOT, bound_to=door.binding))
        with relay.db.begin() as session:
            case = open_case_of(deps, session, door, hold)
            session.add(RelayTag(tag=tag, team_id=case.team_id, case_id=case.case_id, kid=kid, kind=TagKind.SLOT))
        return secret, case.opened_week

    secret, week = relay.memory.once(("attached", key), make, now=deps.clock.now())
    return replace(door, slots=with_case(door.slots, secret=secret, week=week))


def _held_until(calendar: RelayCalendar, deps: Deps) -> int:
    return calendar.release_slot(deps.clock.now(), chance=SystemRandom())


def _named_in(relay: Relay, case: RelayCase) -> frozenset[str]:
    """Return the other party whom a case names, if any: they never handle it."""
    other = head_of(key_of(relay, case), case).other
    return frozenset({other} if other else ())


def _spoken_in(session: Session, case: RelayCase) -> frozenset[str]:
    """Return the facilitators who have answered in a case: it is not drawn for them again."""
    messages = messages_of(session, case_id=case.case_id)
    return frozenset(each.facilitator_id for each in messages if each.facilitator_id)


def _give_away(session: Session, case: RelayCase, route: Route) -> None:
    unassign(session, case_id=case.case_id)
    for each, role in ((route.primary, Role.PRIMARY), (route.backup, Role.BACKUP)):
        if each:
            assign(session, part_of(case, each, role))


def _release_anew(session: Session, case: RelayCase, *, slot: int) -> None:
    """Let facilitators learn of a case that has gone to others with a card of its own; what waits goes on waiting."""
    if case.released_slot is not None:
        case.state, case.claimed_slot, case.released_slot = CaseState.NEW, None, slot
        plan_stub(session, stub_of(case, slot=slot, kind=StubKind.CARD))
    case.revision += 1
    session.add(case)
