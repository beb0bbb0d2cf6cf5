"""What is sent twice, tampered with, or asked too often."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.relay.calendar import week_of
from bot.domain.relay.intake import CASES_A_DAY
from bot.domain.relay.memory import Memory
from bot.domain.relay.slots import Mark, Slot
from bot.services.relay import door as doors
from bot.services.relay import intake
from bot.services.relay.routing import TurnedAwayError
from bot.views.relay import names
from bot.views.relay.intake import read_form
from storage.database import Database
from tests.asked import kept_rows, the_cases
from tests.asking import (
    Entered,
    answer,
    as_kept,
    ask,
    door_of,
    forgotten,
    form_of,
    home_of,
    look,
    receipt_on,
    staffed,
    submitted,
    texts_of,
)
from tests.log_capture import captured_logs
from tests.pairing import MENTEE, STRANGER, enrol, pair_up
from tests.rapport import Rapport


@pytest.fixture(autouse=True)
def _programme(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    staffed(rapport, db)


def test_the_same_submission_twice_is_one_case(rapport: Rapport) -> None:
    """Relay 46: again, and with Slack's retry header; whoever sent it sees the same receipt."""
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    first = look(rapport, seen, entered)
    again = look(rapport, seen, entered)
    retried = json.loads(rapport.receive(submitted(seen, entered), retry=1).body)["view"]
    assert receipt_on(first) == receipt_on(again) == receipt_on(retried)
    assert {table: len(rows) for table, rows in kept_rows(rapport).items()} == {
        "RelayCase": 1,
        "RelayTag": 2,
        "RelayAssignment": 2,
        "RelayMessage": 0,
        "RelayStub": 0,
    }


def test_the_same_submission_many_times_at_once_is_one_case(rapport: Rapport) -> None:
    """Relay 46: in parallel."""
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    with ThreadPoolExecutor(6) as pool:
        shown = list(pool.map(lambda _: look(rapport, seen, entered), range(6)))
    assert len({receipt_on(view) for view in shown}) == 1
    assert len(the_cases(rapport)) == 1


TAMPERED = {
    "an unknown theme": (Entered(themes=["promotion"]), names.THEMES),
    "no theme": (Entered(themes=[]), names.THEMES),
    "an unknown wish": (Entered(wish="revenge"), names.WISH),
    "an unknown urgency": (Entered(urgency="yesterday"), names.URGENCY),
    "50 kB of words": (Entered(words="x" * 50_000), names.WORDS),
    "words that grow when they are made alike": (Entered(words="\ufdfa" * 900), names.WORDS),
    "somebody whom nobody knows": (Entered(other="U0NOBODY001"), names.OTHER),
    "oneself": (Entered(other=MENTEE), names.OTHER),
    "somebody who is no facilitator": (Entered(not_these=[STRANGER]), names.NOT_THESE),
    "a facilitator of another workspace": (Entered(not_these=["U0OTHERTEAM"]), names.NOT_THESE),
}


@pytest.mark.parametrize(("entered", "field"), TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_never_offered_is_refused(rapport: Rapport, entered: Entered, field: str) -> None:
    """Relay 47: the sentence stands beside its field, and nothing is kept."""
    form = form_of(rapport)
    for told in (answer(rapport, form, entered), answer(rapport, look(rapport, form, Entered()), entered)):
        assert told["response_action"] == "errors"
        assert list(told["errors"]) == [field]
    assert not any(kept_rows(rapport).values())


def test_the_third_request_in_four_weeks_is_refused_from_the_slots_alone(rapport: Rapport) -> None:
    """Relay 59: no table counts how often somebody asks."""
    home = home_of(rapport)
    for times in (2, 3):
        ask(rapport, home=home)
        home = as_kept(rapport.slack.wait_for("views.publish", times=times)["view"])
    before = kept_rows(rapport)
    assert rapport.deps.catalog.relay_intake.enough_asked in texts_of(form_of(rapport, home=home))
    assert kept_rows(rapport) == before
    assert MENTEE not in str(before)


def test_a_form_that_carries_enough_is_refused_at_each_step(rapport: Rapport) -> None:
    """Relay 59: a form that was open already is judged by the slots that it carries."""
    form, door = form_of(rapport), door_of(rapport, home=home_of(rapport))
    week = week_of(rapport.deps.clock.now())
    full = replace(door, slots=tuple(Slot(slot.secret, week, Mark.TAKEN) for slot in door.slots))
    carried = doors.carried(rapport.deps, door=full, screen=names.FORM)
    told = answer(rapport, {**form, "private_metadata": carried}, Entered())
    assert told["response_action"] == "push"
    assert rapport.deps.catalog.relay_intake.enough_asked in texts_of(told["view"])
    draft = read_form(rapport.deps.catalog, submitted(form, Entered())["view"])
    with pytest.raises(TurnedAwayError):
        intake.send(rapport.deps, door=full, draft=draft, key="V1")
    assert not any(kept_rows(rapport).values())


def test_after_a_command_too_the_third_request_in_four_weeks_is_refused(rapport: Rapport) -> None:
    """Relay 59: no slots are at hand, so memory counts; others can ask, and a restart forgets."""
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    for _ in range(2):
        ask(rapport)
    before, enough = kept_rows(rapport), rapport.deps.catalog.relay_intake.enough_asked
    assert enough in texts_of(form_of(rapport))
    assert enough in texts_of(form_of(rapport, home=home_of(rapport)))
    assert enough in texts_of(answer(rapport, seen, entered)["view"])
    assert kept_rows(rapport) == before
    ask(rapport, user=STRANGER)
    forgotten(rapport)
    ask(rapport)


def test_memory_counts_by_weeks_and_names_nobody(rapport: Rapport) -> None:
    """As the slots do: who asked stands in no key, and when they did is no finer than a week."""
    ask(rapport)
    assert rapport.deps.relay
    remembered = vars(rapport.deps.relay.memory)["_tries"]
    (asked,) = [key for key in remembered if key[0] == "asked"]
    assert MENTEE not in str(asked)
    assert [at.isoweekday() for at in remembered[asked].at] == [1]
    assert [(at.hour, at.minute, at.second) for at in remembered[asked].at] == [(0, 0, 0)]
    assert Memory().alias_of("T1|U1") != Memory().alias_of("T1|U1")


def test_a_request_that_could_not_be_kept_takes_no_room(rapport: Rapport) -> None:
    """Neither of its author's two nor of the workspace's twenty: nothing is spent before the commit."""
    draft = read_form(rapport.deps.catalog, submitted(form_of(rapport), Entered())["view"])
    assert rapport.deps.relay
    writer = rapport.deps.relay.db.writer

    def break_off(_: object) -> None:
        raise OSError("the disk is full")

    event.listen(writer, "commit", break_off)
    for number in range(CASES_A_DAY + 1):
        with pytest.raises(OSError, match="disk"):
            intake.send(rapport.deps, door=door_of(rapport), draft=draft, key=f"V{number}")
    event.remove(writer, "commit", break_off)
    for _ in range(2):
        ask(rapport)
    assert len(the_cases(rapport)) == 2


def test_more_than_twenty_in_a_day_are_no_ordinary_day(rapport: Rapport, db: Database) -> None:
    """One line in the log, which names nobody, and a kind word with where else to turn."""
    for number in range(CASES_A_DAY // 2):
        enrol(db, someone := f"U0MEMBER{number:03}")
        for _ in range(2):
            ask(rapport, user=someone)
    entered = Entered()
    seen = look(rapport, form_of(rapport), entered)
    with captured_logs("INFO") as lines:
        told = answer(rapport, seen, entered)
    assert told["response_action"] == "push"
    assert rapport.deps.catalog.relay_intake.full_today in texts_of(told["view"])
    assert len(the_cases(rapport)) == CASES_A_DAY
    assert lines.getvalue().count("\n") == 1
    assert not any(word in lines.getvalue() for word in (MENTEE, "MARKER", "Maya", '"T1"'))
