"""How long the unluckiest of sixteen writers waits on one SQLite file: by our one way in, and without it.

Open loop: each transaction has its time, and the wait counts from there, so that whoever is kept waiting shows. They
come so fast that the file is busy for the same share of the time on every machine.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import Connection, TextClause, create_engine, event, text
from sqlmodel import Session

from storage.database import Database
from storage.engines import PRAGMAS
from tests.bench import outboxes
from tests.bench.report import Result, medians

KEYS = ("writers_p999_over_ungated",)
RUNS = 3
WRITERS, SECONDS = 16, 10
ALONE_SECONDS = 2
SHARE = 0.6
"""Of what one writer alone can do, one transaction after the other."""
SEED = 20130101
MILLISECONDS = 1_000
OURS, UNGATED = "Rapport's Database.begin", "a session each, busy_timeout"
READ = text("SELECT troubles FROM pace WHERE team_id = :team")
KEEP = text("INSERT INTO pace (team_id, next_slot_at, interval_us, troubles) VALUES (:team, 0, 1, 0)")
CHANGE = text("UPDATE pace SET troubles = troubles + 1 WHERE team_id = :team")

Begin = Callable[[], AbstractContextManager[Session]]


async def measure(folder: Path) -> Result:
    """Let the writers of each kind write in each of RUNS runs, in turns; the ratio is p99.9 over p99.9."""
    rows: dict[str, list[tuple[float, ...]]] = {OURS: [], UNGATED: []}
    with outboxes.sqlite(folder) as database, _ungated(database) as ungated:
        for run in range(RUNS):
            per_second = SHARE * _alone(database.begin, f"alone {run}")
            rows[OURS].append(_waits(database.begin, f"ours {run}", per_second))
            rows[UNGATED].append(_waits(ungated, f"ungated {run}", per_second))
    return Result(
        key=KEYS[0],
        ratios=tuple(ours[1] / theirs[1] for ours, theirs in zip(rows[OURS], rows[UNGATED], strict=True)),
        at_most=0.1,
        headings=("p50 ms", "p99.9 ms", "max ms"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


@contextmanager
def _ungated(database: Database) -> Iterator[Begin]:
    """Give sessions on the same file with a connection for each writer and our pragmas, but nothing to queue at."""
    engine = create_engine(database.writer.url, pool_size=WRITERS)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's, through SQLAlchemy's event
        connection.isolation_level = None
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @contextmanager
    def begin() -> Iterator[Session]:
        with Session(engine) as session, session.begin():
            yield session

    try:
        yield begin
    finally:
        engine.dispose()


def _alone(begin: Begin, team: str) -> float:
    """Return how many transactions a second one writer does whom nobody disturbs."""
    _once(begin, KEEP, team)
    end_at, count = time.perf_counter() + ALONE_SECONDS, 0
    while time.perf_counter() < end_at:
        _once(begin, CHANGE, team)
        count += 1
    return count / ALONE_SECONDS


def _waits(begin: Begin, run: str, per_second: float) -> tuple[float, ...]:
    """Return p50, p99.9 and the longest of the milliseconds from each transaction's time to its commit."""
    together = threading.Barrier(WRITERS)

    def write(number: int) -> list[float]:
        gaps, team = random.Random(SEED + number), f"{run} {number}"
        _once(begin, KEEP, team)
        waits = []
        together.wait()
        due_at = time.perf_counter()
        end_at = due_at + SECONDS
        while (due_at := due_at + gaps.expovariate(per_second / WRITERS)) < end_at:
            time.sleep(max(0.0, due_at - time.perf_counter()))
            _once(begin, CHANGE, team)
            waits.append(MILLISECONDS * (time.perf_counter() - due_at))
        return waits

    with ThreadPoolExecutor(WRITERS) as pool:
        waits = [wait for of_one in pool.map(write, range(WRITERS)) for wait in of_one]
    return median(waits), quantiles(waits, n=1000, method="inclusive")[998], max(waits)


def _once(begin: Begin, statement: TextClause, team: str) -> None:
    """Read, then write, as a use case does."""
    with begin() as session:
        connection = session.connection()
        connection.execute(READ, {"team": team}).all()
        connection.execute(statement, {"team": team})
