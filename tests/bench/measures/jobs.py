"""What it costs to keep each message as an APScheduler job of its own, beside keeping it as a row of ours.

Both keep their rows in a SQLite file that syncs every commit, and take all that is due at one wake-up.
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
MILLISECONDS = 1_000
PATIENCE_SECONDS = 60.0
LONGEST_SECONDS = 10.0
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
    """Return the milliseconds in which all is planned, and in which what is due is taken.

    One message is taken before: a bot that runs has built its statements, as the scheduler has by adding its jobs.
    """
    with outboxes.sqlite(folder) as database:
        messages = outboxes.messages(outboxes.keep_people(database, DUE + 1), PLANNED)
        began_at = time.perf_counter()
        with database.begin() as session:
            plan(session, messages)
        planned_at = time.perf_counter()
        _taken(database, now=messages[0].due_at, most=1)
        first_at = time.perf_counter()
        _taken(database, now=messages[DUE].due_at, most=DUE)
        taken_at = time.perf_counter()
    return MILLISECONDS * (planned_at - began_at), MILLISECONDS * (taken_at - first_at)


def _taken(database: Database, *, now: datetime, most: int) -> None:
    with database.begin() as session:
        claim = outbox.claim(
            session,
            team_id=outboxes.TEAM,
            now=now,
            foldable=[TouchpointKind.AGENDA_PROMPT],
            token=new_id(),
            most=most,
            interval_us=1,
        )
    if len(claim.parcels) != most:
        raise RuntimeError(f"{len(claim.parcels)} messages were due, not {most}")


def _jobs(file: Path) -> tuple[float, float]:
    """Return the milliseconds in which all jobs are added, and in which those that are due leave the store."""
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"misfire_grace_time": None},
        timezone=UTC,
    )
    scheduler.start(paused=True)
    left = threading.Semaphore(0)
    scheduler.add_listener(lambda _: left.release(), EVENT_JOB_REMOVED)
    try:
        planned = _added(scheduler)
        began_at = time.perf_counter()
        scheduler.resume()
        if not all(left.acquire(timeout=PATIENCE_SECONDS) for _ in range(DUE)):
            raise RuntimeError("a job stayed")
        return MILLISECONDS * planned, MILLISECONDS * (time.perf_counter() - began_at)
    finally:
        scheduler.shutdown()


def _added(scheduler: BackgroundScheduler) -> float:
    """Return the seconds that adding PLANNED jobs takes, reckoned from fewer when it takes long."""
    now, began_at, count = datetime.now(UTC), time.perf_counter(), 0
    while count < PLANNED and (count < DUE or time.perf_counter() - began_at < LONGEST_SECONDS):
        due_at = now - timedelta(seconds=1) if count < DUE else now + timedelta(days=8)
        scheduler.add_job(nothing, "date", run_date=due_at)
        count += 1
    return (time.perf_counter() - began_at) * PLANNED / count
