"""The sender: hands out whatever is due, in every workspace, to a few threads that bring it to people.

Of many processes on one database each has one. They need not know each other: a claim gives each message to one of
them, together with the slot in which it goes out.
"""

import secrets
import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import partial

import structlog

from bot.deps import Deps
from bot.domain.delivery import LONG_AGO, has_jumped
from bot.errors import new_reference
from bot.runtime.cadence import Cadence
from bot.runtime.guard import Guard
from bot.runtime.sender_parcel import Errand, deliver
from bot.services import delivery, partings
from storage.vocabulary import Lane

log = structlog.get_logger(__name__)

THREADS = 8
EVERY_SECONDS = 0.2
"""How often it is looked for messages: somebody who has just done something may be waiting for one."""
LONGEST_WAIT_SECONDS = 1.0
"""How long a workspace without a free slot is left alone: somebody may want something of it meanwhile."""
TOKEN_BYTES = 8


class Sender:
    """Looks, claims and hands out. What has been sent stands in the database; this remembers only the clocks.

    Beside a sandbox the clock of people can be moved. What became due in the time that was skipped then has its turn
    one by one, in order, each at its own instant, so that "+1 week" shows what a week would have brought. A start
    counts as such a move: the clock may have been moved while the bot was away.
    """

    def __init__(
        self,
        deps: Deps,
        *,
        stop: threading.Event,
        pool: Executor | None = None,
        interval_us: int | None = None,
        guard: Guard | None = None,
    ) -> None:
        """Keep the collaborators; nothing is sent yet.

        Args:
            deps: the collaborators; its Slack takes its time.
            stop: once set, nothing more is begun.
            pool: what runs the deliveries; its own threads when None.
            interval_us: the time between two messages to one workspace; None for the usual.
            guard: watches the machine's clock.
        """
        self._deps = deps
        self._stop = stop
        self._pool = pool or ThreadPoolExecutor(THREADS, thread_name_prefix="sender")
        self._interval_us = interval_us
        self._guard = guard or Guard()
        self._cadence = Cadence()
        self._wake = threading.Event()
        self._in_flight: set[Future[None]] = set()
        self._not_before: dict[str, float] = {}
        self._has_begun = False
        self._thread: threading.Thread | None = None
        self.walked_to = LONG_AGO if deps.settings.clock_url else None
        """Up to which instant a movable clock has been walked; None where the clock is the machine's."""

    def start(self, *, came_round: Callable[[], None]) -> None:
        """Begin to send, in a thread of its own; `came_round` hears of every look that went well."""
        self._thread = threading.Thread(target=self._go_round, args=(came_round,), name="sender")
        self._thread.start()

    def close(self) -> None:
        """Begin nothing more, and wait until what Slack is being asked for has been noted."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join()
        self._pool.shutdown(wait=True)

    def turn(self) -> float:
        """Hand out what can go out now; return after how many seconds to look again at the latest."""
        if not self._has_begun:
            self._begin()
        now = self._deps.clock.now()
        if self.walked_to is not None and has_jumped(walked_to=self.walked_to, now=now):
            return self._walk(self.walked_to, now)
        if self.walked_to is not None:
            self.walked_to = now
        return self._hand_out(now, most=THREADS)

    def _begin(self) -> None:
        """Settle what the last run left behind, before anything is sent."""
        is_alone = self._deps.db.dialect_name == "sqlite"
        reaped = delivery.reap(self._deps, is_sole_writer=is_alone)
        expired, overtaken = delivery.expire(self._deps, now=self.walked_to or self._deps.clock.now())
        log.info(
            "sender_began",
            ready_again=reaped.ready,
            doubtful=reaped.doubtful,
            expired=expired,
            overtaken=overtaken,
        )
        self._has_begun = True

    def _go_round(self, came_round: Callable[[], None]) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            seconds = EVERY_SECONDS
            try:
                seconds = self.turn()
                came_round()
            except Exception as failure:
                log.error("sender_stumbled", exc_info=failure, reference=new_reference())
            self._wake.wait(seconds)

    def _walk(self, walked_to: datetime, now: datetime) -> float:
        """Take the next step of a walk: send what is due at the next instant, one message after the other.

        Where the road to Slack is blocked the walk waits, so that the order is kept.
        """
        soonest = delivery.next_instant(self._deps, after=LONG_AGO)
        if soonest is None or soonest > now:
            self.walked_to = now
            return 0.0
        at = self.walked_to = max(soonest, walked_to)
        partings.settle(self._deps, now=at)  # what ends on the way is over for whatever comes after it
        wait_seconds = self._hand_out(at, most=1)
        wait(self._in_flight)
        return wait_seconds

    def _hand_out(self, now: datetime, *, most: int) -> float:
        """Claim and hand out what is due at `now`, at most so many at a time; return how long to wait."""
        lanes = (Lane.PERSON,) if self._guard.holds() else tuple(Lane)
        waits = [EVERY_SECONDS]
        for team_id in delivery.teams_due(self._deps, now=now):
            self._in_flight = {each for each in self._in_flight if not each.done()}
            free = min(THREADS - len(self._in_flight), most)
            if free > 0 and time.monotonic() >= self._not_before.get(team_id, 0.0) and not self._stop.is_set():
                waits.append(self._take(team_id, now, most=free, lanes=lanes))
        return min(waits)

    def _take(self, team_id: str, now: datetime, *, most: int, lanes: Collection[Lane]) -> float:
        """Claim for one workspace, and hand out what it gave; return how long there will be nothing more to claim."""
        token = secrets.token_hex(TOKEN_BYTES)
        taken = delivery.take(
            self._deps,
            team_id=team_id,
            now=now,
            token=token,
            most=most,
            interval_us=self._interval_us,
            lanes=lanes,
        )
        for parcel, slot in taken.parcels:
            errand = Errand(parcel, slot, now, partial(self._cadence.turn, team_id, step=taken.step_seconds))
            under_way = self._pool.submit(deliver, self._deps, errand, stop=self._stop)
            under_way.add_done_callback(self._on_done)
            self._in_flight.add(under_way)
        waits = EVERY_SECONDS if taken.wait_seconds is None else min(taken.wait_seconds, LONGEST_WAIT_SECONDS)
        if not taken.parcels:
            self._not_before[team_id] = time.monotonic() + waits
            return waits
        return 0.0

    def _on_done(self, _errand: Future[None]) -> None:
        self._wake.set()
