"""Questions to a slow party: remembered for a while, asked once at a time, waited for only so long."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar, cast

from bot.errors import TransientDeliveryError

MOST_AT_ONCE = 16
MOST_REMEMBERED = 2000

Key = tuple[str, ...]
Question = Callable[[], object]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, eq=False)
class _Flight:
    """One question on its way, and later its answer."""

    asked_at: float = field(default_factory=time.monotonic)
    """Seconds; an answer ages, and patience ends, from the moment the question was asked."""
    landed: Future[object] = field(default_factory=Future)

    def is_younger_than(self, seconds: float) -> bool:
        return time.monotonic() - self.asked_at < seconds


class LookUps:
    """Answers by key: at most `fresh_seconds` old, within `deadline_seconds` of the question, one question a key.

    A question runs in a thread of its own, which is left behind at the deadline: the time-out of a socket starts anew
    with every byte. The thread is a daemon, so an answer that never ends cannot hold up the end of the process; there
    are at most `MOST_AT_ONCE` of them. Failures are not remembered.
    """

    def __init__(self, *, deadline_seconds: float, fresh_seconds: float) -> None:
        """Begin with nothing known."""
        self._deadline_seconds = deadline_seconds
        self._fresh_seconds = fresh_seconds
        self._lock = threading.Lock()
        self._kept: dict[Key, _Flight] = {}
        self._in_flight: dict[Key, _Flight] = {}
        self._slots = threading.BoundedSemaphore(MOST_AT_ONCE)

    def answer(self, key: Key, question: Callable[[], Answer]) -> Answer:
        """Return what is known of `key`, or else what `question` returns.

        Raises:
            TransientDeliveryError: no answer before the deadline, or too many questions on their way.
            Exception: whatever `question` raised.
        """
        flight = self._flight(key, question)
        patience = flight.asked_at + self._deadline_seconds - time.monotonic()
        try:
            return cast("Answer", flight.landed.result(timeout=max(patience, 0)))
        except TimeoutError:
            raise TransientDeliveryError("look_up_timeout") from None

    def start(self, key: Key, question: Question) -> None:
        """Send `question` on its way unless the answer is known; nobody waits, nothing is raised."""
        with suppress(TransientDeliveryError):
            self._flight(key, question)

    def forget(self, key: Key) -> None:
        """Ask anew next time; an answer on its way reaches those who wait for it and nobody else."""
        with self._lock:
            self._kept.pop(key, None)
            self._in_flight.pop(key, None)

    def _flight(self, key: Key, question: Question) -> _Flight:
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept.is_younger_than(self._fresh_seconds):
                return kept
            under_way = self._in_flight.get(key)
            if under_way and under_way.is_younger_than(self._deadline_seconds):
                return under_way
            if not self._slots.acquire(blocking=False):
                raise TransientDeliveryError("look_ups_busy")
            flight = self._in_flight[key] = _Flight()
        threading.Thread(target=self._fly, args=(key, question, flight), name="look-up", daemon=True).start()
        return flight

    def _fly(self, key: Key, question: Question, flight: _Flight) -> None:
        try:
            value = question()
        except BaseException as failure:  # noqa: BLE001 - whatever it is, those who wait raise it
            self._land(key, flight, keep=False)
            flight.landed.set_exception(failure)
        else:
            self._land(key, flight, keep=True)
            flight.landed.set_result(value)
        finally:
            self._slots.release()

    def _land(self, key: Key, flight: _Flight, *, keep: bool) -> None:
        with self._lock:
            if self._in_flight.get(key) is not flight:
                return  # forgotten, or given up for a newer question
            del self._in_flight[key]
            if keep:
                self._make_room()
                self._kept[key] = flight

    def _make_room(self) -> None:
        if len(self._kept) >= MOST_REMEMBERED:
            fresh = {key: kept for key, kept in self._kept.items() if kept.is_younger_than(self._fresh_seconds)}
            self._kept = fresh if len(fresh) < MOST_REMEMBERED else {}
