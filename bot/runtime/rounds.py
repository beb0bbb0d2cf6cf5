"""How work comes round: APScheduler with nothing stored, each tick alone with itself, and no failure that leaves it."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from structlog.contextvars import bound_contextvars

from bot.errors import DeliveryError, new_reference
from storage.records import record

log = structlog.get_logger(__name__)

THREADS = 4
LOOK_SECONDS = 5 * 60
"""How often at least a tick is looked at: one that failed, or was another's, is due again then, however rare it is."""


class Outcome(Enum):
    """What came of one look at a tick."""

    DONE = auto()
    WAITED = auto()
    """It was not due, or another process's turn, or Slack could not be reached."""
    BROKE = auto()


@record
class Tick:
    """One piece of work and how often it comes round; the first time at once."""

    name: str
    every_seconds: float
    work: Callable[[], object]
    """Returns False where it was another process's turn: then it is not done with."""

    @property
    def look_seconds(self) -> float:
        """How often it is looked at."""
        return min(self.every_seconds, LOOK_SECONDS)


@dataclass(slots=True)
class Round:
    """A tick on its round."""

    tick: Tick
    came_round: Callable[[str], None]
    """Hears its name after each look, but for one at which its work broke."""
    due_at: float = 0.0
    """In monotonic seconds."""


def scheduled(ticks: Sequence[Tick], *, came_round: Callable[[str], None]) -> BackgroundScheduler:
    """Return what gives these ticks their turns, not started. What is due is in the database; a tick only looks.

    A tick never overlaps itself, and of several turns missed one is made up for.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )
    for tick in ticks:
        each, now = Round(tick, came_round), datetime.now(UTC)
        scheduler.add_job(look, "interval", [each], id=tick.name, seconds=tick.look_seconds, next_run_time=now)
    return scheduler


def close(scheduler: BackgroundScheduler, *, stop: threading.Event) -> None:
    """Start nothing new and wait for what is running; `stop` tells that to hurry."""
    stop.set()
    if scheduler.running:
        scheduler.shutdown(wait=True)


def look(each: Round) -> None:
    """Give a tick its turn when it is due. The edge of every tick: no exception leaves it, no text of one is logged.

    Work that breaks has not come round: if it goes on breaking its silence is noticed, as a thread's that hangs. When
    Slack cannot be reached, or somebody else is at it, the work is well.

    Nothing here calls the scheduler: while it shuts down it holds the lock that any of its methods would wait for.
    """
    began_at = time.monotonic()
    outcome = _outcome(each.tick) if began_at >= each.due_at else Outcome.WAITED
    if outcome is Outcome.DONE:
        each.due_at = began_at + each.tick.every_seconds - each.tick.look_seconds / 2
    if outcome is not Outcome.BROKE:
        each.came_round(each.tick.name)


def _outcome(tick: Tick) -> Outcome:
    with bound_contextvars(tick=tick.name):
        try:
            return Outcome.WAITED if tick.work() is False else Outcome.DONE
        except DeliveryError as failure:
            log.warning("tick_postponed", code=failure.code)
            return Outcome.WAITED
        except Exception as failure:
            log.error("tick_failed", exc_info=failure, reference=new_reference())
            return Outcome.BROKE
