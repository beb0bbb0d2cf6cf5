"""Work that comes round: a handful of ticks, each safe to repeat, none of them about a single message."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from structlog.contextvars import bound_contextvars

from bot.deps import Deps
from bot.errors import DeliveryError
from bot.runtime.roster import sync_roster
from bot.runtime.traces import new_reference

log = structlog.get_logger(__name__)

THREADS = 4
ROSTER_SECONDS = 6 * 60 * 60
RETRY_SECONDS = 5 * 60
"""A tick that failed comes again this soon, if its turn is not sooner."""
MISSED_BEATS = 3


@dataclass(frozen=True, slots=True)
class Tick:
    """One piece of work and how often it comes round; the first time at once."""

    name: str
    every_seconds: float
    work: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ticks:
    """The running ticks, and when each last came to its end."""

    scheduler: BackgroundScheduler
    stop: threading.Event
    every_seconds: dict[str, float] = field(default_factory=dict)
    beats: dict[str, float] = field(default_factory=dict)
    """Monotonic seconds by name; a new tick's first beat is its start."""

    def silent(self) -> list[str]:
        """Return the ticks that have missed three beats: a scheduler whose thread died says nothing by itself."""
        now = time.monotonic()
        return [name for name, every in self.every_seconds.items() if now - self.beats[name] > MISSED_BEATS * every]

    def start(self) -> None:
        """Let every tick have its first turn now."""
        self.scheduler.start()

    def close(self) -> None:
        """Start nothing new and wait for what is running."""
        self.stop.set()
        if self.scheduler.running:
            self.scheduler.shutdown(wait=True)


def ticks_of(deps: Deps, team_id: str) -> Ticks:
    """Return every tick of one workspace, ready to start."""
    stop = threading.Event()
    return plan([Tick("roster", ROSTER_SECONDS, lambda: sync_roster(deps, team_id, stop=stop))], stop=stop)


def plan(planned: list[Tick], *, stop: threading.Event) -> Ticks:
    """Return these ticks, ready to start. Nothing is stored: what is due is in the database, a tick only looks.

    A tick never overlaps itself, and of several turns missed one is made up for.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )
    ticks = Ticks(scheduler, stop)
    for tick in planned:
        ticks.every_seconds[tick.name] = tick.every_seconds
        ticks.beats[tick.name] = time.monotonic()
        scheduler.add_job(
            _run, "interval", [ticks, tick], id=tick.name, seconds=tick.every_seconds, next_run_time=datetime.now(UTC)
        )
    return ticks


def _run(ticks: Ticks, tick: Tick) -> None:
    """Run one turn. The edge of every tick: no exception leaves it, and none of their texts reaches a log."""
    with bound_contextvars(tick=tick.name):
        try:
            tick.work()
        except DeliveryError as failure:
            log.warning("tick_postponed", code=failure.code)
            _come_again(ticks, tick)
        except Exception as failure:
            log.error("tick_failed", exc_info=failure, reference=new_reference())
            _come_again(ticks, tick)
        ticks.beats[tick.name] = time.monotonic()


def _come_again(ticks: Ticks, tick: Tick) -> None:
    if tick.every_seconds > RETRY_SECONDS and not ticks.stop.is_set():
        soon = datetime.now(UTC) + timedelta(seconds=RETRY_SECONDS)
        ticks.scheduler.modify_job(tick.name, next_run_time=soon)
