"""Between two meetings in the real sandbox: a review asked too soon and then in time, and a note that is read."""

from datetime import UTC, datetime, timedelta

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, SAY, Journey
from tests.e2e.stage import Stage, eventually
from tests.e2e.test_ending import _begins as begins
from tests.e2e.test_ending import _hears as hears
from tests.e2e.test_journey import set_up

TITLE, NOTE = "Sepsis in the first hour", "The ethics board has said yes."


def test_a_review_is_asked_for_in_time_and_accepted_and_a_note_is_read(fresh: Stage) -> None:
    trip = Journey(fresh)
    set_up(trip)
    begins(trip)
    _asks(trip)
    _accepts(trip)
    _leaves_a_note(trip)
    assert not any(words in str(inbox(fresh, person)) for words in (TITLE, NOTE) for person in (MENTEE, MENTOR))


def _asks(trip: Journey) -> None:
    """What comes too soon is refused beside its field; the first day in a free week stands there already."""
    say = SAY.reviews
    trip.opens(MENTEE, say.title, "--channel", "general", "slash", "/mentor review")
    trip.opens(MENTEE, say.form_title, "click", say.ask_button)
    now = datetime.fromtimestamp(trip.running.get("/clock")["now"], UTC)
    soon = (now + timedelta(days=3)).date().isoformat()
    trip.does(MENTEE, "fill", f"{say.ask_what}={TITLE}", f"{say.ask_length}=12 pages", f"{say.ask_wanted}={soon}")
    refused = trip.running.act(MENTEE, "submit", expect=1)
    assert "The first day is" in str(refused)
    later = (now + timedelta(days=60)).date().isoformat()
    trip.sends_off(MENTEE, f"{say.ask_wanted}={later}")


def _accepts(trip: Journey) -> None:
    hears(trip, MENTOR, "asks whether you would review a paper")
    shown = trip.does(MENTOR, "messages")
    yes = next(each for each in _labels(shown) if each.startswith("Yes, by "))
    trip.does(MENTOR, "click", yes)
    hears(trip, MENTEE, "will review a paper for you by")


def _leaves_a_note(trip: Journey) -> None:
    say = SAY.notes
    trip.opens(MENTEE, say.title, "--channel", "general", "slash", "/mentor notes")
    trip.opens(MENTEE, say.form_title, "click", say.write_button)
    trip.sends_off(MENTEE, f"{say.ask_text.format(partner=MENTOR)}={NOTE}")
    hears(trip, MENTOR, "has left you a few lines")
    trip.does(MENTOR, "messages")
    trip.opens(MENTOR, say.title, "click", say.read_button)
    eventually(lambda: NOTE in str(trip.does(MENTOR, "show")["modal"]), "the note to be read")


def _labels(shown: object) -> list[str]:
    """Return every label of a button in what somebody sees."""
    if isinstance(shown, dict):
        own = [str(shown[name]) for name in ("label", "text") if isinstance(shown.get(name), str)]
        return own + [label for each in shown.values() for label in _labels(each)]
    if isinstance(shown, list):
        return [label for each in shown for label in _labels(each)]
    return [shown] if isinstance(shown, str) else []
