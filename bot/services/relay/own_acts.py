"""What the author of a private request does with it.

What they say and do reaches facilitators with the next cards, so that nobody can tell when they were here.
"""

from dataclasses import replace
from random import SystemRandom

from bot.deps import Deps
from bot.domain.relay.calendar import RelayCalendar, week_of
from bot.domain.relay.cases import Revealed, Speech
from bot.domain.relay.door import Door
from bot.domain.relay.mine import DAY, MESSAGES_A_DAY, Hold, asks_for_rating
from bot.errors import NotYoursError, UserError
from bot.services.relay.files import Utterance, key_of, revealed_of, say, seal_revealed
from bot.services.relay.finding import asks, locked, mine, open_case_of
from bot.services.relay.programme import calendar_of
from bot.services.relay.routing import facilitators_now, routed
from bot.services.relay.switch import relay_of
from storage.relay.assignments import RelayAssignment, assign, assignments_of, unassign
from storage.relay.cases import RelayCase
from storage.relay.messages import messages_of
from storage.relay.stubs import RelayStub, plan_stub
from storage.relay.vocabulary import CaseState, Outcome, Rating, Role, StubKind, Voice


def answer(deps: Deps, *, door: Door, hold: Hold, speech: Speech, message_id: str) -> None:
    """Say something to the facilitator; it reaches them with the cards of one of the next slots.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: it is closed or muted, or six things were said today.
    """
    relay, now, say_no = relay_of(deps), deps.clock.now(), deps.catalog.relay_mine
    calendar = calendar_of(deps, team_id=door.team_id)
    with relay.db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        if case.is_muted:
            raise UserError(say_no.muted)
        if any(message.message_id == message_id for message in messages_of(session, case_id=case.case_id)):
            return
        if not relay.memory.may(("said", case.case_id), most=MESSAGES_A_DAY, within=DAY, now=now):
            raise UserError(say_no.enough_today)
        slot = max(_held_until(calendar, deps), case.send_slot if case.released_slot is None else 0)
        utterance = Utterance(message_id, Voice.REQUESTER, speech, release_slot=slot)
        say(session, case, key_of(relay, case), utterance, now=now)


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


def draw_again(deps: Deps, *, door: Door, hold: Hold) -> None:
    """Give a case to two other facilitators, since whoever has it must not, or has stepped back.

    Raises:
        NotYoursError: this person's secret finds nothing.
        TurnedAwayError: nobody else may handle it.
        UserError: it is closed, or Slack did not answer in time.
    """
    relay, calendar = relay_of(deps), calendar_of(deps, team_id=door.team_id)
    pool = frozenset(facilitators_now(deps, team_id=door.team_id))
    with relay.db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        before = {part.facilitator_id for part in assignments_of(session, case_id=case.case_id)}
        route = routed(pool, excluded=door.excluded | before, chance=SystemRandom())
        unassign(session, case_id=case.case_id)
        for each, role in ((route.primary, Role.PRIMARY), (route.backup, Role.BACKUP)):
            if each:
                assign(session, _part(case, each, role))
        if case.released_slot is not None:
            slot = _held_until(calendar, deps)
            case.state, case.claimed_slot, case.released_slot = CaseState.NEW, None, slot
            plan_stub(session, RelayStub(team_id=case.team_id, case_id=case.case_id, kind=StubKind.CARD, slot=slot))
        case.revision += 1
        session.add(case)


def rate(deps: Deps, *, door: Door, hold: Hold, rating: Rating) -> None:
    """Keep whether it was of help: what is asked now. It is only ever shown as a number among others.

    Raises:
        NotYoursError: this person's secret finds nothing, or nothing is asked.
    """
    week = week_of(deps.clock.now())
    with relay_of(deps).db.begin() as session:
        case = locked(session, mine(session, relay_of(deps), door, hold)[0])
        if not asks(case, week=week):
            raise NotYoursError
        is_later = asks_for_rating(
            state=case.state, now=Rating.YES, later=case.rating_90, closed_week=case.closed_week, week=week
        )
        case.rating_now, case.rating_90 = (case.rating_now, rating) if is_later else (rating, case.rating_90)
        session.add(case)


def reveal_stage(deps: Deps, *, door: Door, hold: Hold, stage: str, stream: str) -> None:
    """Say at what stage and in which stream one works, for good; facilitators see it with the next cards.

    Raises:
        NotYoursError: this person's secret finds nothing.
        UserError: it is closed.
    """
    slot = _held_until(calendar_of(deps, team_id=door.team_id), deps)
    with relay_of(deps).db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        key = key_of(relay_of(deps), case)
        if revealed_of(key, case) is None:
            case.reveal_ct = seal_revealed(key, Revealed(stage, stream, slot=slot))
            case.revision += 1
            session.add(case)


def reveal_name(deps: Deps, *, door: Door, hold: Hold) -> None:
    """Say one's name to whoever works on the case, for the whole of it. It cannot be taken back.

    The name is that of the person who acts, as Slack gives it: nobody can be named by somebody else.

    Raises:
        NotYoursError: this person's secret finds nothing, or the step before was not taken.
        UserError: it is closed.
    """
    with relay_of(deps).db.begin() as session:
        case = open_case_of(deps, session, door, hold)
        key = key_of(relay_of(deps), case)
        before = revealed_of(key, case)
        if before is None:
            raise NotYoursError
        case.reveal_ct = seal_revealed(key, replace(before, name=door.identity))
        case.is_unread_by_facilitators = True
        case.revision += 1
        session.add(case)


def _held_until(calendar: RelayCalendar, deps: Deps) -> int:
    return calendar.release_slot(deps.clock.now(), chance=SystemRandom())


def _part(case: RelayCase, facilitator_id: str, role: Role) -> RelayAssignment:
    return RelayAssignment(case_id=case.case_id, facilitator_id=facilitator_id, team_id=case.team_id, role=role)
