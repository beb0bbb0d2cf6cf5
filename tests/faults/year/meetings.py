"""What couples do: they are brought together, plan, move and call off, and put topics on the agenda."""

from datetime import date, time, timedelta
from functools import partial

from bot.domain.agendas import TopicDraft
from bot.domain.meetings import LENGTHS_MINUTES, Appointment, MeetingDraft
from bot.domain.pairs import Answered, PairDraft
from bot.services import calendar_file, pairing, pairs, topic_changes
from bot.services import meetings as service
from storage.vocabulary import Area, Cadence, Side
from tests.faults.year import life, recaps
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Meeting, World

BETWEEN_DAYS = {
    Cadence.MONTHLY: 30,
    Cadence.TWO_MONTHLY: 61,
    Cadence.QUARTERLY: 91,
    Cadence.THREE_A_YEAR: 122,
    Cadence.TWICE_A_YEAR: 182,
}
FIELDS = {side: side.value for side in Side}
WALLS = (time(9), time(10, 30), time(13), time(14), time(16, 30), time(18), time(2, 30))


def propose(world: World, couple: Couple) -> None:
    """Let the facilitator bring two people together; each answers within a few days."""
    chosen = PairDraft(couple.mentor.member.user_id, couple.mentee.member.user_id, couple.cadence)
    team_id, user_id = world.facilitator.member.team_id, world.facilitator.member.user_id

    def ask() -> None:
        pairing.propose(
            world.deps, team_id=team_id, user_id=user_id, draft=chosen, pair_id=couple.pair_id, fields=FIELDS
        )
        world.couples[couple.pair_id] = couple

    if world.attempt("propose", ask):
        for fellow in couple.two:
            world.after(world.chance.uniform(0.01, 5), partial(_answer, world, couple, fellow))


def _answer(world: World, couple: Couple, fellow: Fellow) -> None:
    if fellow.is_gone:
        return
    is_yes = world.chance.random() > 0.04

    def answer() -> None:
        answered, _ = pairs.answer(world.deps, actor=fellow.member, pair_id=couple.pair_id, is_yes=is_yes)
        couple.answers.add(answered not in {Answered.DECLINED, Answered.LEFT, Answered.OVER})
        couple.is_formed = answered is Answered.FORMED

    world.attempt("answer", answer)
    if couple.is_formed:
        couple.formed_at = world.clock.at
        life.begin(world, couple)
        world.after(world.chance.uniform(0.1, 6), lambda: plan(world, couple, ahead=world.chance.randint(1, 20)))


def plan(world: World, couple: Couple, *, ahead: int) -> None:
    """Plan the next meeting so many days ahead, unless there is one, or one of the two has left."""
    if couple.drifts_until and world.clock.at < couple.drifts_until:
        world.at(couple.drifts_until, lambda: plan(world, couple, ahead=ahead))
        return
    if not couple.is_alive or (couple.ahead and couple.ahead.ends_at > world.clock.at):
        return
    fellow, view_id = world.chance.choice(couple.two), world.new_id()
    draft = some_draft(world, fellow, days=ahead)

    def enter() -> None:
        planned, _ = service.plan(world.deps, actor=fellow.member, pair_id=couple.pair_id, draft=draft, view_id=view_id)
        keep(world, couple, planned)

    world.attempt("plan", enter)


def some_draft(world: World, fellow: Fellow, *, days: int) -> MeetingDraft:
    """Return a meeting that somebody enters for about so many days from now, on their own clock."""
    on: date = fellow.today(world.clock.at) + timedelta(days=days)
    return MeetingDraft(on, world.chance.choice(WALLS), world.chance.choice(LENGTHS_MINUTES), place=None)


def keep(world: World, couple: Couple, planned: Appointment) -> None:
    """Remember a meeting that was planned, and let happen what happens around one."""
    meeting = Meeting(planned.meeting_id, couple, planned.starts_at, planned.ends_at)
    couple.ahead = world.meetings[meeting.meeting_id] = meeting
    _let_happen(world, meeting)
    days = (meeting.starts_at - world.clock.at) / timedelta(days=1)
    chance = world.chance
    for likely, deed in ((0.12, _move), (0.05, _move), (0.06, _cancel)):
        if chance.random() < likely:
            world.after(chance.uniform(0, days), partial(deed, world, meeting))
    if chance.random() < 0.6:
        world.after(chance.uniform(0, days), lambda: _add_topic(world, meeting))
    if chance.random() < 0.2:
        world.after(chance.uniform(0, days), lambda: _ask_for_file(world, meeting))


def _let_happen(world: World, meeting: Meeting) -> None:
    """Let what comes after a meeting come, unless it is moved again."""
    revision = meeting.revision
    for fellow in meeting.couple.two:
        world.after(
            world.chance.uniform(0.02, 6),
            partial(recaps.look_back, world, meeting, fellow, revision=revision),
            since=meeting.ends_at,
        )
    world.after(20, lambda: plan(world, meeting.couple, ahead=_usual(meeting.couple)), since=meeting.ends_at)


def _usual(couple: Couple) -> int:
    return max(BETWEEN_DAYS[couple.cadence] - 20, 5)


def _is_ahead(world: World, meeting: Meeting) -> bool:
    return not meeting.is_cancelled and meeting.starts_at > world.clock.at


def _move(world: World, meeting: Meeting) -> None:
    fellow = _somebody(world, meeting)
    draft = some_draft(world, fellow, days=world.chance.randint(0, 14))

    def move() -> None:
        moved, _ = service.move(
            world.deps, actor=fellow.member, meeting_id=meeting.meeting_id, revision=meeting.revision, draft=draft
        )
        meeting.starts_at, meeting.ends_at, meeting.revision = moved.starts_at, moved.ends_at, moved.revision

    if not fellow.is_gone and _is_ahead(world, meeting) and world.attempt("move", move):
        _let_happen(world, meeting)


def _cancel(world: World, meeting: Meeting) -> None:
    fellow = _somebody(world, meeting)

    def cancel() -> None:
        service.cancel(world.deps, actor=fellow.member, meeting_id=meeting.meeting_id, revision=meeting.revision)
        meeting.is_cancelled, meeting.couple.ahead, meeting.revision = True, None, meeting.revision + 1

    if not fellow.is_gone and _is_ahead(world, meeting) and world.attempt("cancel", cancel):
        world.after(world.chance.uniform(0.1, 9), lambda: plan(world, meeting.couple, ahead=10))


def _add_topic(world: World, meeting: Meeting) -> None:
    couple, view_id = meeting.couple, world.new_id()
    topic = TopicDraft("What next?", None, None, Area.CAREER, None, is_shared=world.chance.random() < 0.3)
    if couple.is_alive:
        world.attempt(
            "add a topic",
            lambda: topic_changes.add(
                world.deps, actor=couple.mentee.member, pair_id=couple.pair_id, draft=topic, view_id=view_id
            ),
        )


def _ask_for_file(world: World, meeting: Meeting) -> None:
    fellow = _somebody(world, meeting)
    if not fellow.is_gone:
        world.attempt(
            "ask for the file",
            lambda: calendar_file.ask_for_file(world.deps, actor=fellow.member, meeting_id=meeting.meeting_id),
        )


def _somebody(world: World, meeting: Meeting) -> Fellow:
    return world.chance.choice(meeting.couple.two)
