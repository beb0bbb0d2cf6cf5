"""How long it takes to plan a hundred thousand messages, over the fastest that each database's driver has."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

from sqlmodel import Session

from storage.database import Database
from storage.touchpoints import Touchpoint, plan
from tests.bench import outboxes
from tests.bench.report import Result, medians

KEYS = ("plan_100k_over_raw_insert", "plan_100k_over_copy_pg")
RUNS = 3
ROWS, OF_OBJECTS, PEOPLE = 100_000, 5_000, 1_000
MICROSECONDS = 1_000_000


async def measure(folder: Path) -> Sequence[Result]:
    """Measure both databases in RUNS runs each, in turns; a ratio is clock over clock."""
    sqlite = _compared(KEYS[0], lambda: outboxes.sqlite(folder), "limit: sqlite3's executemany", at_most=3)
    return [sqlite, _compared(KEYS[1], outboxes.postgres, "limit: psycopg's COPY", at_most=4)]


def _compared(
    key: str, opened: Callable[[], AbstractContextManager[Database]], limit: str, *, at_most: float
) -> Result:
    names = ("Rapport's plan", limit, "SQLModel's add_all")
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in names}
    with opened() as database:
        member_ids = outboxes.keep_people(database, PEOPLE)
        for _ in range(RUNS):
            for name, way, count in zip(names, (_ours, _raw, _objects), (ROWS, ROWS, OF_OBJECTS), strict=True):
                rows[name].append((MICROSECONDS * way(database, member_ids, count) / count,))
                outboxes.forget_messages(database)
    return Result(
        key=key,
        ratios=tuple(ours[0] / raw[0] for ours, raw in zip(rows[names[0]], rows[limit], strict=True)),
        at_most=at_most,
        headings=("us a row",),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


def _ours(database: Database, member_ids: Sequence[str], count: int) -> float:
    messages = outboxes.messages(member_ids, count)

    def work(session: Session) -> None:
        if plan(session, messages) != count:
            raise RuntimeError("not every message was new")

    return _seconds(database, work)


def _raw(database: Database, member_ids: Sequence[str], count: int) -> float:
    rows = outboxes.as_stored(outboxes.messages(member_ids, count))
    return _seconds(database, lambda session: outboxes.insert_raw(session, rows))


def _objects(database: Database, member_ids: Sequence[str], count: int) -> float:
    objects = [Touchpoint(**asdict(message)) for message in outboxes.messages(member_ids, count)]
    return _seconds(database, lambda session: session.add_all(objects))


def _seconds(database: Database, work: Callable[[Session], None]) -> float:
    """Return how long a piece of work takes with its commit."""
    began_at = time.perf_counter()
    with database.begin() as session:
        work(session)
    return time.perf_counter() - began_at
