"""Threads that let acknowledgements go first."""

import time

from bot.runtime.courtesy import LONGEST_SECONDS, QUIET_SECONDS, CourteousThreads


def test_work_begins_when_it_has_been_quiet() -> None:
    with CourteousThreads(2) as threads:
        handed_in_at = time.monotonic()
        began_at = threads.submit(time.monotonic).result()
    assert began_at - handed_in_at >= QUIET_SECONDS


class Besieged(CourteousThreads):
    """Threads to which something has always been handed in just now."""

    _handed_in_at = property(lambda _: time.monotonic(), lambda _self, _at: None)


def test_work_waits_no_longer_than_a_quarter_of_a_second_however_much_comes_in() -> None:
    with Besieged(1) as threads:
        handed_in_at = time.monotonic()
        began_at = threads.submit(time.monotonic).result(timeout=60)
    assert began_at - handed_in_at >= LONGEST_SECONDS


def test_what_work_returns_and_raises_comes_back() -> None:
    with CourteousThreads(1) as threads:
        assert threads.submit(divmod, 7, 2).result() == (3, 1)
        assert isinstance(threads.submit(divmod, 7, 0).exception(), ZeroDivisionError)
