"""Who reads whose recap when, who can still write, and where a meeting stands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.recap_sheets import Wording, newest_wordings
from bot.domain.recaps import REVEALED_AFTER, WRITABLE_FOR, RecapStep, is_revealed, is_writable, lines_of, step_of
from storage.vocabulary import MeetingState

ENDS = datetime(2026, 11, 3, 15, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("mine", "theirs", "after", "is_shown"),
    [
        (True, True, timedelta(0), True),
        (True, False, timedelta(days=30), False),
        (False, False, timedelta(days=30), False),
        (False, True, timedelta(0), False),
        (False, True, REVEALED_AFTER - INSTANT, False),
        (False, True, REVEALED_AFTER, True),
        (False, True, REVEALED_AFTER + INSTANT, True),
    ],
)
def test_the_others_words_are_shown_when_both_have_sent_or_after_seven_days(
    mine: bool, theirs: bool, after: timedelta, is_shown: bool
) -> None:
    assert is_revealed(is_mine_sent=mine, is_theirs_sent=theirs, ends_at=ENDS, now=ENDS + after) is is_shown


@pytest.mark.parametrize(
    ("state", "is_sent", "after", "is_open"),
    [
        (MeetingState.PLANNED, False, -INSTANT, False),
        (MeetingState.PLANNED, False, timedelta(0), True),
        (MeetingState.HELD, False, WRITABLE_FOR - INSTANT, True),
        (MeetingState.HELD, False, WRITABLE_FOR, False),
        (MeetingState.HELD, True, timedelta(0), False),
        (MeetingState.NOT_HELD, False, timedelta(0), True),
        (MeetingState.CANCELLED, False, timedelta(0), False),
    ],
)
def test_a_recap_can_be_written_within_sixty_days_of_a_meeting_that_was_not_called_off(
    state: MeetingState, is_sent: bool, after: timedelta, is_open: bool
) -> None:
    assert is_writable(state=state, is_mine_sent=is_sent, ends_at=ENDS, now=ENDS + after) is is_open


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, RecapStep.WAITING),
        ({"is_open": False}, RecapStep.CLOSED),
        ({"has_skipped": True}, RecapStep.SKIPPED),
        ({"is_mine_sent": True}, RecapStep.SENT),
        ({"is_theirs_sent": True}, RecapStep.WAITING),
        ({"is_mine_sent": True, "is_theirs_sent": True}, RecapStep.BOTH),
        ({"state": MeetingState.NOT_HELD}, RecapStep.NOT_HELD_BY_PARTNER),
        ({"state": MeetingState.NOT_HELD, "is_told_by_me": True}, RecapStep.NOT_HELD_BY_ME),
    ],
)
def test_a_meeting_stands_where_its_facts_put_it(facts: dict[str, Any], step: RecapStep) -> None:
    plain: dict[str, Any] = {
        "state": MeetingState.PLANNED,
        "is_told_by_me": False,
        "has_skipped": False,
        "is_mine_sent": False,
        "is_theirs_sent": False,
        "is_open": True,
    }
    assert step_of(**{**plain, **facts}) is step


def test_a_line_is_a_suggestion_and_an_empty_one_is_none() -> None:
    assert lines_of(" ask Vera \n\n\t\nread the rules") == ("ask Vera", "read the rules")
    assert lines_of(None) == ()


def test_the_newest_wording_waits_beside_the_one_that_was_settled() -> None:
    old, new = (
        Wording("1", "old", is_mine=True, is_confirmed=True),
        Wording("2", "new", is_mine=False, is_confirmed=False),
    )
    assert newest_wordings([new, old]) == (old, new)
    assert newest_wordings([old]) == (old, None)
    assert newest_wordings([new]) == (None, new)
    assert newest_wordings([]) == (None, None)
