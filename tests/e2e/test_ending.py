"""A pair comes to its close in the real sandbox: a note taken back, one that goes out, a hand-over, and a day."""

from datetime import UTC, datetime, timedelta

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, SAY, Journey
from tests.e2e.stage import FACILITATOR, OWNER, Stage, eventually
from tests.e2e.test_journey import set_goal, set_up

THANKS, NEXT = "Thank you for three good years.", "Somebody who knows the registry"
GOAL = "Submit the grant by spring"


def texts(running: Stage, person: str) -> str:
    """Return all that stands in somebody's messages."""
    return "\n".join(str(message["text"]) for message in inbox(running, person))


def test_a_mentee_ends_it_without_a_reason_and_both_part_well(fresh: Stage) -> None:
    trip = Journey(fresh)
    for step in (set_up, _begins, set_goal):
        step(trip)
    _is_taken_back(trip)
    _goes_out(trip)
    _is_handed_over(trip)
    _has_come(trip)


def _begins(trip: Journey) -> None:
    """A facilitator brings two people together, and both say yes."""
    trip.opens(FACILITATOR, SAY.pairs.title, "slash", "/mentor pair")
    trip.sends_off(FACILITATOR, f"{SAY.pairs.ask_mentor}={MENTOR}", f"{SAY.pairs.ask_mentee}={MENTEE}")
    for person in (MENTOR, MENTEE):
        _hears(trip, person, "would like to bring you")
        trip.does(person, "messages")
        trip.does(person, "click", SAY.pairs.yes_button)
    trip.closes_answer(MENTOR)
    for person in (MENTOR, MENTEE):
        _hears(trip, person, "Your pair begins")


def _hears(trip: Journey, person: str, words: str) -> None:
    eventually(lambda: words in texts(trip.running, person), f"{person} to hear {words!r}")


def _writes(trip: Journey) -> None:
    trip.opens(MENTEE, SAY.endings.title, "--channel", "general", "slash", "/mentor close")
    trip.does(MENTEE, "fill", f"{SAY.endings.ask_letter}={THANKS}")
    seen = trip.does(MENTEE, "submit")
    assert THANKS in " ".join(seen["modal"]["texts"])


def _is_taken_back(trip: Journey) -> None:
    """Until it goes out nobody else knows of a note, and then nobody ever has."""
    _writes(trip)
    trip.opens(MENTEE, SAY.endings.taken_back_title, "click", SAY.endings.take_back_button)
    trip.does(MENTEE, "close", "all")
    trip.opens(MENTOR, SAY.endings.title, "--channel", "general", "slash", "/mentor close")
    trip.does(MENTOR, "close", "all")


def _goes_out(trip: Journey) -> None:
    """After a day both hear the same, and the note itself stands in Rapport alone."""
    _writes(trip)
    trip.does(MENTEE, "close", "all")
    trip.running.act(OWNER, "clock", "tomorrow 9:00")
    trip.running.act(OWNER, "clock", "tomorrow 9:00")
    trip.running.act(OWNER, "clock", str(3 * 24 * 60 * 60))
    for person in (MENTEE, MENTOR):
        _hears(trip, person, "This is ordinary")
        assert THANKS not in texts(trip.running, person)


def _is_handed_over(trip: Journey) -> None:
    """The mentor reads the note, leaves a line for both and one for nobody."""
    trip.does(MENTOR, "messages")
    board = trip.opens(MENTOR, SAY.endings.title, "click", SAY.endings.told_button)
    assert THANKS in " ".join(board["texts"])
    trip.opens(MENTOR, SAY.endings.handover_form_title, "click", SAY.endings.handover_button)
    trip.sends_off(MENTOR, f"{SAY.endings.ask_touch}=Lunch in May")
    trip.opens(MENTEE, SAY.endings.title, "--channel", "general", "slash", "/mentor close")
    trip.opens(MENTEE, SAY.endings.reflection_form_title, "click", SAY.endings.reflection_button)
    trip.does(MENTEE, "fill", f"{SAY.endings.ask_reflection}={NEXT}")
    trip.does(MENTEE, "submit")
    both = eventually(lambda: _has(trip, MENTEE, "Lunch in May"), "the line of the mentor")
    assert NEXT in both
    trip.does(MENTEE, "close", "all")


def _has(trip: Journey, person: str, words: str) -> str | None:
    modal = trip.does(person, "show").get("modal") or {"texts": ()}
    found = " ".join(modal["texts"])
    return found if words in found else None


def _has_come(trip: Journey) -> None:
    """On the first of the month it is over; all is there to be read, whoever paired them hears no more."""
    now = datetime.fromtimestamp(trip.running.get("/clock")["now"], UTC)
    trip.moves_clock(to=(now.replace(day=1) + timedelta(days=34)).replace(hour=16))
    for person in (MENTEE, MENTOR, FACILITATOR):
        _hears(trip, person, "come to its close")
    assert THANKS not in texts(trip.running, FACILITATOR)
    past = trip.opens(MENTOR, SAY.endings.title, "--channel", "general", "slash", "/mentor past")
    assert THANKS in " ".join(past["texts"])
    assert NEXT not in " ".join(past["texts"])
    goals = trip.opens(MENTOR, SAY.goals.title, "click", SAY.endings.goals_button)
    assert GOAL in " ".join(goals["texts"])
    assert SAY.goals.add_button not in str(goals)
