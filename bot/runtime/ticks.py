"""Work that comes round: a handful of ticks, each safe to repeat, none of them about a single message."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from structlog.contextvars import bound_contextvars

from bot.deps import Deps
from bot.errors import DeliveryError, new_reference
from bot.runtime.gateway import SEND_TIMEOUT_SECONDS, SlackGateway, web_client
from bot.runtime.roster import sync_roster
from bot.runtime.sender import EVERY_SECONDS, Sender

log = structlog.get_logger(__name__)

THREADS = 4
ROSTER_SECONDS = 6 * 60 * 60
LOOK_SECONDS = 5 * 60
"""How often at least a tick is looked at: one that failed is due again then, however rare it is."""
MISSED_BEATS = 3


@dataclass(frozen=True, slots=True)
class Tick:
    """One piece of work and how often it comes round; the first time at once."""

    name: str
    every_seconds: float
    work: Callable[[], object]


@dataclass(slots=True)
class Round:
    """A tick on its round: when it is due and when it was last looked at, in monotonic seconds."""

    tick: Tick
    due_at: float = 0.0
    beat_at: float = field(default_factory=time.monotonic)

    @property
    def look_seconds(self) -> float:
        """How often it is looked at."""
        return min(self.tick.every_seconds, LOOK_SECONDS)


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks of one process."""

    scheduler: BackgroundScheduler
    stop: threading.Event
    rounds: tuple[Round, ...]

    def start(self) -> None:
        """Let every tick have its first turn now."""
        self.scheduler.start()

    def silent(self) -> list[str]:
        """Return the ticks that have missed three beats: a scheduler whose thread died says nothing by itself."""
        now = time.monotonic()
        return [each.tick.name for each in self.rounds if now - each.beat_at > MISSED_BEATS * each.look_seconds]

    def close(self) -> None:
        """Start nothing new and wait for what is running."""
        self.stop.set()
        if self.scheduler.running:
            self.scheduler.shutdown(wait=True)


def ticks_of(deps: Deps, team_id: str) -> Ticks:
    """Return every tick of one workspace, ready to start."""
    stop = threading.Event()
    patient = SlackGateway(web_client(deps.settings, timeout_seconds=SEND_TIMEOUT_SECONDS))
    sender = Sender(replace(deps, slack=patient), team_id, stop=stop)
    ticks = [
        Tick("roster", ROSTER_SECONDS, lambda: sync_roster(deps, team_id, stop=stop)),
        Tick("sender", EVERY_SECONDS, sender.turn),
    ]
    return plan(ticks, stop=stop)


def plan(ticks: list[Tick], *, stop: threading.Event) -> Ticks:
    """Return these ticks, ready to start. Nothing is stored: what is due is in the database, a tick only looks.

    A tick never overlaps itself, and of several turns missed one is made up for.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(THREADS)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )
    rounds = tuple(Round(tick) for tick in ticks)
    for each in rounds:
        now = datetime.now(UTC)
        scheduler.add_job(look, "interval", [each], id=each.tick.name, seconds=each.look_seconds, next_run_time=now)
    return Ticks(scheduler, stop, rounds)


def look(each: Round) -> None:
    """Give a tick its turn when it is due. The edge of every tick: no exception leaves it, no text of one is logged.

    Nothing here calls the scheduler: while it shuts down it holds the lock that any of its methods would wait for.
    """
    began_at = time.monotonic()
    if began_at >= each.due_at and _succeeds(each.tick):
        each.due_at = began_at + each.tick.every_seconds - each.look_seconds / 2
    each.beat_at = time.monotonic()


def _succeeds(tick: Tick) -> bool:
    with bound_contextvars(tick=tick.name):
        try:
            tick.work()
        except DeliveryError as failure:
            log.warning("tick_postponed", code=failure.code)
        except Exception as failure:
            log.error("tick_failed", exc_info=failure, reference=new_reference())
        else:
            return True
    return False
