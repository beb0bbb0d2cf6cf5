"""Somebody looks, alone, at how a mentoring goes, in the real sandbox: to a sentence, a scenario, and nothing left."""

from tests.e2e.inbox import inbox
from tests.e2e.journey import MENTEE, MENTOR, SAY, Journey
from tests.e2e.stage import FACILITATOR, Stage, eventually
from tests.e2e.test_journey import confirm, pair, set_up


def test_something_low_leads_to_a_sentence_and_nobody_else_hears_of_it(fresh: Stage) -> None:
    trip = Journey(fresh)
    for step in (set_up, pair, confirm):
        step(trip)
    heard = {person: len(inbox(fresh, person)) for person in (MENTEE, MENTOR, FACILITATOR)}
    _looks(trip)
    _is_led_on(trip)
    _deletes(trip)
    assert {person: len(inbox(fresh, person)) for person in heard} == heard


def _looks(trip: Journey) -> None:
    say = SAY.selfchecks
    trip.opens(MENTEE, say.title, "--channel", "general", "slash", "/mentor check")
    trip.does(MENTEE, "click", say.begin_button)
    _waits_for(trip, say.item_style)
    trip.does(MENTEE, "fill", f"{say.item_competition}={say.scale_first}", f"{say.item_style}={say.scale_last}")
    trip.does(MENTEE, "submit")
    shown = _waits_for(trip, "Shall we think about this?")
    assert say.item_competition in shown
    assert say.item_style not in shown


def _is_led_on(trip: Journey) -> None:
    """Each way lies on what was answered, and the private door has room for its own forms above."""
    trip.opens(MENTEE, SAY.selfchecks.sentence_title, "click", SAY.selfchecks.sentence_button)
    _waits_for(trip, SAY.selfchecks.opener_competition)
    trip.does(MENTEE, "close")
    trip.opens(MENTEE, SAY.scenarios.whose_idea_title, "click", "Three minutes: Whose idea?")
    trip.does(MENTEE, "close")
    trip.does(MENTEE, "click", SAY.common.talk)
    _waits_for(trip, "Do not use for emergencies")
    trip.does(MENTEE, "close")


def _deletes(trip: Journey) -> None:
    say = SAY.selfchecks
    trip.does(MENTEE, "click", say.leave_button)
    assert f"{say.item_style} *5*" in _waits_for(trip, "What you answered on")
    trip.does(MENTEE, "click", say.delete_button)
    eventually(lambda: say.item_style not in _texts(trip), "nothing to be left")
    trip.does(MENTEE, "close", "all")


def _texts(trip: Journey) -> str:
    return " ".join((trip.does(MENTEE, "show").get("modal") or {"texts": ()})["texts"])


def _waits_for(trip: Journey, words: str) -> str:
    """Return what the modal says as soon as these words stand in it."""
    return eventually(lambda: shown if words in (shown := _texts(trip)) else None, words)
