"""The books of the fault tests must find what they are kept for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.faults.books import Arrival, keys_in
from tests.faults.ledger import Ledger, balance

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONCE, AGAIN = TouchpointKind.AGENDA_PROMPT, TouchpointKind.MEETING_PLANNED


def held_together(
    state: TouchpointState,
    copies: int,
    *,
    kind: TouchpointKind = ONCE,
    attempts: int = 1,
    outcome: str | None = None,
    due_at: datetime = NOON,
) -> Ledger:
    """Return the ledger of one row that stands so and arrived so often."""
    row = Touchpoint(
        team_id="T1",
        dedupe_key="key",
        member_id="m",
        kind=kind,
        subject_id="s",
        due_at=due_at,
        expires_at=NOON,
        state=state,
        attempts=attempts,
        outcome=outcome,
    )
    arrivals: Mapping[str, Sequence[Arrival]] = {
        "key": [Arrival("key", "D1", 10.0 + number, "1") for number in range(copies)]
    }
    return balance(["key"], {"key": row}, arrivals, now=NOON, late_after=20.0)


def test_a_row_that_arrived_once_is_sent() -> None:
    ledger = held_together(TouchpointState.SENT, 1)
    assert (ledger.sent, ledger.is_clean, ledger.late) == (1, True, 0)


def test_a_row_that_never_arrived_is_lost_whatever_it_says() -> None:
    assert held_together(TouchpointState.SENT, 0).lost


def test_a_row_whose_end_nobody_told_is_lost() -> None:
    assert held_together(TouchpointState.SKIPPED, 0).lost
    assert held_together(TouchpointState.SKIPPED, 0, outcome="expired").dropped == 1


@pytest.mark.parametrize("state", [TouchpointState.LEASED, TouchpointState.SENDING, TouchpointState.READY])
def test_a_row_that_is_due_and_in_nobodys_mind_is_lost(state: TouchpointState) -> None:
    assert held_together(state, 0, due_at=NOON - timedelta(seconds=1)).lost


def test_a_row_that_is_put_off_waits() -> None:
    assert held_together(TouchpointState.READY, 0, due_at=NOON + timedelta(hours=1)).waiting == 1


def test_a_row_that_is_gone_is_lost() -> None:
    assert balance(["key"], {}, {}, now=NOON, late_after=0.0).lost == ["key: its row is gone"]


def test_two_copies_are_excused_only_by_a_doubt_where_that_was_promised() -> None:
    assert held_together(TouchpointState.SENT, 2, kind=ONCE, attempts=2).doubled
    assert held_together(TouchpointState.SENT, 2, kind=AGAIN, attempts=1).doubled
    excused = held_together(TouchpointState.SENT, 2, kind=AGAIN, attempts=2)
    assert (excused.is_clean, excused.repeated) == (True, 1)


def test_a_doubtful_row_is_counted_apart() -> None:
    assert (
        held_together(TouchpointState.DOUBTFUL, 1).doubtful,
        held_together(TouchpointState.DOUBTFUL, 0).doubtful,
    ) == (1, 1)


def test_every_row_that_a_message_tells_is_recognised_escaped_or_not() -> None:
    assert keys_in('{"text": "«a:1» and «b:2», «a:1»"}') == ["a:1", "b:2"]
    assert keys_in(r'{"text": "\u00aba:1\u00bb"}') == ["a:1"]
