"""Questions to a slow party: remembered for a while, asked once at a time, waited for only so long."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar, cast

from bot.errors import TransientDeliveryError

MOST_AT_ONCE = 8
MOST_REMEMBERED = 2000

Key = tuple[str, ...]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Kept:
    asked_at: float
    """Monotonic seconds: an answer ages from the moment it was asked for."""
    value: object


class LookUps:
    """Answers by key: at most `fresh_seconds` old, within `deadline_seconds`, one question in flight a key.

    A question runs in a thread of its own, which callers leave behind at the deadline: time-outs of sockets start anew
    with every byte. The thread is a daemon, so an answer that never ends cannot hold up the end of the process, and
    there are at most `MOST_AT_ONCE` of them. Failures are not remembered.
    """

    def __init__(self, *, deadline_seconds: float, fresh_seconds: float) -> None:
        """Begin with nothing known."""
        self._deadline_seconds = deadline_seconds
        self._fresh_seconds = fresh_seconds
        self._lock = threading.Lock()
        self._kept: dict[Key, _Kept] = {}
        self._in_flight: dict[Key, Future[_Kept]] = {}

    def answer(self, key: Key, question: Callable[[], Answer]) -> Answer:
        """Return what is known of `key`, or else what `question` returns.

        Raises:
            TransientDeliveryError: no answer before the deadline, or too many questions are in flight.
            Exception: whatever `question` raised.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept and time.monotonic() - kept.asked_at < self._fresh_seconds:
                return cast(Answer, kept.value)
            flight = self._in_flight.get(key) or self._start(key, question)
        try:
            return cast(Answer, flight.result(timeout=self._deadline_seconds).value)
        except TimeoutError:
            raise TransientDeliveryError("look_up_timeout") from None

    def _start(self, key: Key, question: Callable[[], object]) -> Future[_Kept]:
        if len(self._in_flight) >= MOST_AT_ONCE:
            raise TransientDeliveryError("look_ups_busy")
        flight: Future[_Kept] = Future()
        self._in_flight[key] = flight
        threading.Thread(target=self._fly, args=(key, question, flight), name="look-up", daemon=True).start()
        return flight

    def _fly(self, key: Key, question: Callable[[], object], flight: Future[_Kept]) -> None:
        asked_at = time.monotonic()
        try:
            kept = _Kept(asked_at, question())
        except BaseException as failure:  # noqa: BLE001 - whatever it is, those who wait raise it
            self._land(key, None)
            flight.set_exception(failure)
        else:
            self._land(key, kept)
            flight.set_result(kept)

    def _land(self, key: Key, kept: _Kept | None) -> None:
        with self._lock:
            del self._in_flight[key]
            if kept is None:
                return
            if len(self._kept) >= MOST_REMEMBERED:
                too_old = time.monotonic() - self._fresh_seconds
                self._kept = {known: other for known, other in self._kept.items() if other.asked_at > too_old}
            self._kept[key] = kept
