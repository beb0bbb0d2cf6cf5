from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.cadence import CATCHING_UP, Cadence

STEP = 1.05


def begins(arrivals: Sequence[float]) -> list[float]:
    """Return when each message goes out that comes for its turn at such a moment."""
    now = [0.0]
    cadence = Cadence(clock=lambda: now[0])
    turns = []
    for now[0] in arrivals:
        turns.append(now[0] + cadence.turn("T1", step=STEP))
    return turns


@given(st.lists(st.floats(min_value=0, max_value=60), min_size=2, max_size=30).map(sorted))
def test_two_messages_never_go_out_closer_than_the_step_in_which_a_delay_is_caught_up(arrivals: list[float]) -> None:
    times = begins(arrivals)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= CATCHING_UP * STEP - 1e-9


def test_messages_in_their_slots_wait_for_nobody() -> None:
    slots = [STEP * number for number in range(10)]
    assert begins(slots) == slots


def test_after_a_stall_a_delay_goes_away_step_by_step() -> None:
    stalled = [3 * STEP] * 3 + [STEP * number for number in range(4, 70)]
    late = [at - slot for at, slot in zip(begins(stalled), [STEP * number for number in range(1, 70)], strict=True)]
    assert max(late) == pytest.approx(2 * STEP)
    assert late[-1] == pytest.approx(0.0)


def test_workspaces_do_not_wait_for_each_other() -> None:
    cadence = Cadence(clock=lambda: 1.0)
    assert [cadence.turn(team, step=STEP) for team in ("T1", "T2", "T1")] == [
        0.0,
        0.0,
        pytest.approx(CATCHING_UP * STEP),
    ]
