"""Questions to a slow party: remembered for a while, asked once at a time, waited for only so long."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar, cast

from bot.errors import TransientDeliveryError
from storage.records import record

MOST_AT_ONCE = 16
MOST_REMEMBERED = 2000
REST_SECONDS = 1.0

Key = tuple[str, ...]
Question = Callable[[], object]
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)
class _Flight:
    """One question on its way, and later its answer or its failure."""

    asked_at: float = field(default_factory=time.monotonic)
    """Seconds; an answer ages, and patience ends, from the moment the question was asked."""
    failed_at: float | None = None
    landed: Future[object] = field(default_factory=Future)


@record
class LookUps:
    """Answers by key: at most `fresh_seconds` old, within `deadline_seconds` of the question, one question a key.

    A question runs in a thread of its own, which is left behind at the deadline: the time-out of a socket starts anew
    with every byte. The thread is a daemon, so an answer that never ends cannot hold up the end of the process; there
    are at most `MOST_AT_ONCE` of them. A failure, or a deadline missed, is the answer for `rest_seconds` more: who
    needs several answers of a party that is down waits for it once.
    """

    deadline_seconds: float
    fresh_seconds: float
    rest_seconds: float = REST_SECONDS
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _flights: dict[Key, _Flight] = field(default_factory=dict)
    _slots: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(MOST_AT_ONCE))

    def answer(self, key: Key, question: Callable[[], Answer]) -> Answer:
        """Return what is known of `key`, or else what `question` returns.

        Raises:
            TransientDeliveryError: no answer before the deadline, or too many questions on their way.
            Exception: whatever `question` raised.
        """
        flight = self._flight(key, question)
        patience = flight.asked_at + self.deadline_seconds - time.monotonic()
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
            self._flights.pop(key, None)

    def _flight(self, key: Key, question: Question) -> _Flight:
        with self._lock:
            known = self._flights.get(key)
            if known and self._still_counts(known):
                return known
            if not self._slots.acquire(blocking=False):
                raise TransientDeliveryError("look_ups_busy")
            self._make_room()
            flight = self._flights[key] = _Flight()
        threading.Thread(target=self._fly, args=(question, flight), name="look-up", daemon=True).start()
        return flight

    def _still_counts(self, flight: _Flight) -> bool:
        now = time.monotonic()
        if flight.failed_at is not None:
            return now - flight.failed_at < self.rest_seconds
        longest = self.fresh_seconds if flight.landed.done() else self.deadline_seconds + self.rest_seconds
        return now - flight.asked_at < longest

    def _fly(self, question: Question, flight: _Flight) -> None:
        try:
            value = question()
        except BaseException as failure:  # noqa: BLE001 - whatever it is, those who wait raise it
            flight.failed_at = time.monotonic()
            flight.landed.set_exception(failure)
        else:
            flight.landed.set_result(value)
        finally:
            self._slots.release()

    def _make_room(self) -> None:
        if len(self._flights) >= MOST_REMEMBERED:
            for key in [key for key, flight in self._flights.items() if not self._still_counts(flight)]:
                del self._flights[key]
        if len(self._flights) >= MOST_REMEMBERED:
            self._flights.clear()
