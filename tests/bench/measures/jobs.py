"""What it costs to keep each message as an APScheduler job of its own, beside keeping it as a row of ours.

Both keep their rows in a SQLite file that syncs every commit.
"""

import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.events import EVENT_JOB_REMOVED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from storage import outbox
from storage.columns import new_id
from storage.database import Database
from storage.touchpoints import plan
from storage.vocabulary import TouchpointKind
from tests.bench import outboxes
from tests.bench.report import Result, medians

KEYS = ("job_per_dm_over_ours_plan", "job_per_dm_over_ours_take")
RUNS = 3
PLANNED, DUE = 10_000, 1_000
AT_ONCE = 50
"""Messages in one claim."""
MILLISECONDS = 1_000
PATIENCE_SECONDS = 60.0
OURS, JOBS = "Rapport's outbox", "APScheduler, SQLAlchemyJobStore"


async def measure(folder: Path) -> Sequence[Result]:
    """Plan and take by both in each of RUNS runs, in turns; a ratio is clock over clock."""
    rows: dict[str, list[tuple[float, ...]]] = {OURS: [], JOBS: []}
    for run in range(RUNS):
        rows[OURS].append(_ours(folder))
        rows[JOBS].append(_jobs(folder / f"jobs-{run}.db"))
    peers = tuple(medians(name, numbers) for name, numbers in rows.items())
    headings = ("plan ms", "take ms")
    return [
        Result(
            key=key,
            ratios=tuple(jobs[place] / ours[place] for ours, jobs in zip(rows[OURS], rows[JOBS], strict=True)),
            at_least=at_least,
            headings=headings,
            peers=peers,
        )
        for place, (key, at_least) in enumerate(zip(KEYS, (25, 15), strict=True))
    ]


def nothing() -> None:
    """Be a job."""


def _ours(folder: Path) -> tuple[float, float]:
    with outboxes.sqlite(folder) as database:
        member_ids = outboxes.keep_people(database, DUE)
        later = outboxes.messages(member_ids, PLANNED)
        began_at = time.perf_counter()
        with database.begin() as session:
            plan(session, later)
        planned_at = time.perf_counter()
        outboxes.forget_messages(database)
        with database.begin() as session:
            plan(session, outboxes.messages(member_ids, DUE))
        return MILLISECONDS * (planned_at - began_at), MILLISECONDS * _taken(database)


def _taken(database: Database) -> float:
    """Return the seconds in which everything that is due is taken."""
    began_at, count = time.perf_counter(), 0
    while count < DUE:
        with database.begin() as session:
            claim = outbox.claim(
                session,
                team_id=outboxes.TEAM,
                now=outboxes.LATER,
                foldable=[TouchpointKind.AGENDA_PROMPT],
                token=new_id(),
                most=AT_ONCE,
                interval_us=1,
            )
        if not claim.parcels:
            raise RuntimeError(f"only {count} were taken")
        count += len(claim.parcels)
    return time.perf_counter() - began_at


def _jobs(file: Path) -> tuple[float, float]:
    """Return the milliseconds in which jobs are added, and in which those that are due leave the store."""
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None},
        timezone=UTC,
    )
    scheduler.start(paused=True)
    try:
        began_at = time.perf_counter()
        _add(scheduler, PLANNED, datetime.now(UTC) + timedelta(days=8))
        planned = time.perf_counter() - began_at
        scheduler.remove_all_jobs()
        _add(scheduler, DUE, datetime.now(UTC) - timedelta(seconds=1))
        left = threading.Semaphore(0)
        scheduler.add_listener(lambda _: left.release(), EVENT_JOB_REMOVED)
        began_at = time.perf_counter()
        scheduler.resume()
        if not all(left.acquire(timeout=PATIENCE_SECONDS) for _ in range(DUE)):
            raise RuntimeError("a job stayed")
        return MILLISECONDS * planned, MILLISECONDS * (time.perf_counter() - began_at)
    finally:
        scheduler.shutdown()


def _add(scheduler: BackgroundScheduler, count: int, at: datetime) -> None:
    for _ in range(count):
        scheduler.add_job(nothing, "date", run_date=at)
