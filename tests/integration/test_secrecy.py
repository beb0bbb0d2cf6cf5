"""The words of a pair reach the pair alone: a journey through every column, with everybody else looking on.

A new column joins by one line in COLUMNS: a function that lets the two write words that begin with MARK, or OWN for
what one of them keeps to themselves. Whatever the two are shown, everybody else then presses and sends off.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from storage.keyring import Keyring
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.need_steps import name_what_one_needs
from tests.integration.pair_words import (
    DAY,
    FACT,
    MARK,
    OWN,
    ask_for_a_review,
    leave_a_note,
    meet_for_the_first_time,
    part,
    plan_a_meeting,
    plan_ahead,
    prepare_the_agenda,
    recap,
    say_who_one_is,
    set_a_goal,
    take_something_on,
)
from tests.integration.test_storage_secrecy import found_in
from tests.onlookers import Stage, open_everything, press_everything, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, enrol, pair_up
from tests.payloads import Payload
from tests.rapport import running_rapport

START = datetime(2026, 11, 3, 15, tzinfo=UTC)
COLLEAGUE = "U0PARTNER2"
"""Somebody in another pair with the same mentor."""
ONLOOKERS = (FACILITATOR, COLLEAGUE)


COLUMNS: tuple[Callable[[Stage, str], None], ...] = (
    say_who_one_is,
    set_a_goal,
    take_something_on,
    plan_a_meeting,
    prepare_the_agenda,
    meet_for_the_first_time,
    plan_ahead,
    name_what_one_needs,
    ask_for_a_review,
    leave_a_note,
    lambda stage, pair_id: recap(stage, pair_id, move_on),
    lambda stage, pair_id: part(stage, pair_id, move_on),
)


def move_on(stage: Stage, by: timedelta) -> None:
    """Let days pass one by one, sending what becomes due, while the two look at everything they have."""
    end = stage.clock.at + by
    while stage.clock.at < end:
        stage.clock.at += DAY
        stage.deliver()
    for user in (MENTEE, MENTOR):
        open_everything(stage, user=user)


@pytest.fixture
def journey(file_db: Database, keyring: Keyring) -> Iterator[Stage]:
    """A pair that has written into every column, and been shown all of it."""
    with running_rapport(file_db, keyring) as rapport, staged(rapport, HandClock(START)) as stage:
        facilitated(rapport, file_db)
        enrol(file_db, FACILITATOR, COLLEAGUE)
        pair_id = pair_up(file_db)
        pair_up(file_db, mentee=COLLEAGUE)
        for column in COLUMNS:
            column(stage, pair_id)
            move_on(stage, DAY)
        yield stage


def shown_to_the_two(stage: Stage) -> list[Payload]:
    """Return what the two were shown, each distinct screen and message once."""
    found = {str(said): said for user, said in stage.said_to() if user in (MENTEE, MENTOR)}
    return list(found.values())


def leaks(stage: Stage, word: str, *, readers: tuple[str, ...]) -> list[tuple[str | None, str]]:
    return [(user, str(said)[:400]) for user, said in stage.said_to() if user not in readers and word in str(said)]


def test_nobody_else_is_shown_a_word_whatever_they_open_press_or_send(journey: Stage) -> None:
    first = shown_to_the_two(journey)
    press_everything(journey, first, user=MENTEE)
    shown = shown_to_the_two(journey)
    assert len(shown) > len(first), "the two have opened forms and further screens"
    for user in ONLOOKERS:
        open_everything(journey, user=user)
        press_everything(journey, shown, user=user)
    move_on(journey, 30 * DAY)
    for user in (MENTEE, MENTOR):
        assert leaks(journey, MARK, readers=tuple({MENTEE, MENTOR} - {user})), "the two do see their words"
    assert leaks(journey, MARK, readers=(MENTEE, MENTOR)) == []
    assert leaks(journey, OWN, readers=(MENTEE,)) == []
    assert leaks(journey, FACT, readers=(MENTEE,)) == []


def test_neither_the_database_nor_its_journals_hold_a_word_in_clear(journey: Stage, tmp_path: Path) -> None:
    assert found_in(tmp_path, MARK.encode()) == []
    journey.deps.db.dispose()
    assert found_in(tmp_path, MARK.encode()) == []
    assert found_in(tmp_path, b"Maya Lindqvist") == ["rapport.db"]
