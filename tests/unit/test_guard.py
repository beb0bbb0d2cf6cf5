from bot.runtime.guard import LEAP_SECONDS, STEADY_SECONDS, Guard, uptime, wall


class Hands:
    """A clock on the wall and the time that really passes, both moved by hand."""

    shown = passed = 0.0

    def go(self, seconds: float, *, leap: float = 0.0) -> None:
        """Let time pass, and the clock on the wall go ahead of it."""
        self.passed += seconds
        self.shown += seconds + leap


def watched() -> tuple[Hands, Guard]:
    hands = Hands()
    return hands, Guard(shown=lambda: hands.shown, passed=lambda: hands.passed)


def test_time_that_passes_holds_nothing_however_long() -> None:
    hands, guard = watched()
    hands.go(7 * 24 * 3600)
    assert not guard.holds()


def test_a_leap_ahead_holds_for_ten_steady_minutes() -> None:
    hands, guard = watched()
    hands.go(1, leap=LEAP_SECONDS + 1)
    assert guard.holds()
    hands.go(STEADY_SECONDS - 1)
    assert guard.holds()
    hands.go(1)
    assert not guard.holds()


def test_a_second_leap_begins_the_wait_anew() -> None:
    hands, guard = watched()
    hands.go(1, leap=3600)
    assert guard.holds()
    hands.go(STEADY_SECONDS - 1, leap=3600)
    assert guard.holds()
    hands.go(STEADY_SECONDS - 1)
    assert guard.holds()


def test_a_small_correction_or_a_step_back_holds_nothing() -> None:
    hands, guard = watched()
    hands.go(1, leap=LEAP_SECONDS)
    assert not guard.holds()
    hands.go(1, leap=-3600)
    assert not guard.holds()


def test_both_clocks_run() -> None:
    assert (wall(), uptime()) <= (wall(), uptime())
