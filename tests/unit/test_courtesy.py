"""Threads that let acknowledgements go first."""

import threading
import time

from bot.runtime.courtesy import LONGEST_SECONDS, QUIET_SECONDS, CourteousThreads


def test_work_begins_when_it_has_been_quiet() -> None:
    with CourteousThreads(2) as threads:
        handed_in_at = time.monotonic()
        began_at = threads.submit(time.monotonic).result()
    assert began_at - handed_in_at >= QUIET_SECONDS


def test_work_waits_no_longer_than_a_quarter_of_a_second_however_much_comes_in() -> None:
    is_over = threading.Event()
    with CourteousThreads(32) as threads:
        first = threads.submit(is_over.set)
        handed_in = 0
        while not is_over.wait(QUIET_SECONDS / 4):
            threads.submit(lambda: None)
            handed_in += 1
        first.result()
    assert handed_in >= LONGEST_SECONDS / QUIET_SECONDS


def test_what_work_returns_and_raises_comes_back() -> None:
    with CourteousThreads(1) as threads:
        assert threads.submit(divmod, 7, 2).result() == (3, 1)
        assert isinstance(threads.submit(divmod, 7, 0).exception(), ZeroDivisionError)
