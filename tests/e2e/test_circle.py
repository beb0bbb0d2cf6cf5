"""A mentor in the real sandbox: into the circle and out of it, a tip that was asked for, a lesson at a promotion."""

from datetime import UTC, datetime, timedelta

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, SAY, Journey
from tests.e2e.stage import OWNER, Stage, eventually
from tests.e2e.test_journey import confirm, pair, set_up

WEEKS = 6


def test_a_mentor_joins_learns_and_leaves(fresh: Stage) -> None:
    trip = Journey(fresh)
    for step in (set_up, pair, confirm):
        step(trip)
    _joins(trip)
    _is_promoted(trip)
    _reads_the_lesson(trip)
    _gets_a_tip(trip)
    _leaves(trip)


def _joins(trip: Journey) -> None:
    say = SAY.circle
    trip.opens(MENTOR, say.title, "--channel", "general", "slash", "/mentor circle")
    trip.does(MENTOR, "click", SAY.tips.on_button)
    _waits_for(trip, SAY.tips.on.split("*")[1])
    trip.opens(MENTOR, say.form_title, "click", say.join_button)
    trip.does(MENTOR, "fill", f"{say.ask_reach}=Mornings, room 4")
    trip.does(MENTOR, "submit")
    _waits_for(trip, "Mornings, room 4")
    trip.does(MENTOR, "close", "all")
    shown = trip.opens(MENTEE, say.title, "--channel", "general", "slash", "/mentor circle")
    assert "Mornings" not in str(shown)
    assert say.mentors_only in str(shown)
    trip.does(MENTEE, "close", "all")


def _is_promoted(trip: Journey) -> None:
    say = SAY.about
    for rank in (say.rank_assistant, say.rank_associate):
        trip.opens(MENTEE, say.title, "--channel", "general", "slash", "/mentor me")
        trip.sends_off(MENTEE, f"{say.ask_rank}={rank}")


def _reads_the_lesson(trip: Journey) -> None:
    for _ in range(4):
        trip.running.act(OWNER, "clock", "tomorrow 9:00")
    eventually(lambda: SAY.tips.lesson_text in _heard(trip, MENTOR), "the lesson")
    assert SAY.tips.lesson_text not in _heard(trip, MENTEE)
    title = SAY.scenarios.to_colleague_title
    trip.opens(MENTOR, title, "--channel", "app", "click", SAY.scenarios.offer_button.format(title=title))
    trip.does(MENTOR, "click", SAY.scenarios.pick_button.format(way="C"))
    _waits_for(trip, SAY.scenarios.to_colleague_note)
    trip.does(MENTOR, "close", "all")


def _gets_a_tip(trip: Journey) -> None:
    """The clock is moved as somebody would who wants to see what six weeks bring."""
    tips = [phrase for key, phrase in SAY.tips if key.startswith("tip_")]
    for _ in range(WEEKS):
        now = datetime.fromtimestamp(trip.running.get("/clock")["now"], UTC)
        trip.moves_clock(to=now + timedelta(weeks=1))
    eventually(lambda: any(tip in _heard(trip, MENTOR) for tip in tips), "a tip")
    assert not any(tip in _heard(trip, MENTEE) for tip in tips)


def _leaves(trip: Journey) -> None:
    say = SAY.circle
    trip.opens(MENTOR, say.title, "--channel", "general", "slash", "/mentor circle")
    trip.does(MENTOR, "click", say.leave_button)
    eventually(lambda: "Mornings" not in _shown(trip), "nothing of the mentor to be left")
    trip.does(MENTOR, "close", "all")


def _heard(trip: Journey, person: str) -> str:
    return " ".join(str(said) for said in inbox(trip.running, person))


def _shown(trip: Journey) -> str:
    return " ".join((trip.does(MENTOR, "show").get("modal") or {"texts": ()})["texts"])


def _waits_for(trip: Journey, words: str) -> str:
    """Return what the modal says as soon as these words stand in it."""
    return eventually(lambda: shown if words in (shown := _shown(trip)) else None, words)
