"""What it costs to claim fifty messages among a million, over among ten thousand. On SQLite.

The messages are people's: of the calendar's a claim also counts as many as ten minutes have slots, six hundred at
Slack's pace but tens of thousands at the one that gives fifty slots to a claim.
"""

import time
from pathlib import Path
from statistics import median

from sqlalchemy import text

from storage import outbox
from storage.columns import new_id
from storage.database import Database
from tests.bench import outboxes
from tests.bench.report import Result, medians, p99

KEYS = ("claim_1m_over_claim_10k",)
RUNS = 3
FEW, MANY = 10_000, 1_000_000
PEOPLE = 5_000
CLAIMS = 20
"""Of one run. The runs together claim less than one message of each person."""
AT_ONCE = 50
INTERVAL_US = 20_000
"""So short that fifty slots begin within the second which a claim looks ahead."""
MILLISECONDS = 1_000
FILL = """
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count)
INSERT INTO touchpoint (id, team_id, dedupe_key, member_id, lane, kind, subject_id, revision, due_at, expires_at,
                        state, attempts)
SELECT lower(hex(randomblob(16))), :team, i, person.id, 0, 'agenda_prompt', i, 1, :due_us + i, :due_us * 2, 'ready', 0
FROM n JOIN person ON person.place = i % :people
"""


async def measure(folder: Path) -> Result:
    """Claim among few and among many in each of RUNS runs, in turns; the ratio is median over median."""
    with outboxes.sqlite(folder) as small, outboxes.sqlite(folder) as large:
        sizes = {"among 10,000": small, "among 1,000,000": large}
        for database, count in ((small, FEW), (large, MANY)):
            _fill(database, count)
            _claim(database)
        rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in sizes}
        for _ in range(RUNS):
            for name, database in sizes.items():
                rows[name].append(_numbers(database))
    few, many = rows.values()
    return Result(
        key=KEYS[0],
        ratios=tuple(of_many[0] / of_few[0] for of_few, of_many in zip(few, many, strict=True)),
        at_most=2,
        headings=("p50 ms", "p99 ms"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


def _fill(database: Database, count: int) -> None:
    outboxes.keep_people(database, PEOPLE)
    values = {"count": count, "people": PEOPLE, "team": outboxes.TEAM, "due_us": outboxes.DUE_US}
    with database.begin() as session:
        connection = session.connection()
        numbered = "SELECT row_number() OVER (ORDER BY id) - 1 AS place, id FROM member"
        connection.execute(text(f"CREATE TEMPORARY TABLE person AS {numbered}"))
        connection.execute(text("CREATE UNIQUE INDEX temp.ix_person ON person (place)"))
        connection.execute(text(FILL), values)


def _numbers(database: Database) -> tuple[float, ...]:
    seconds = [_claim(database) for _ in range(CLAIMS)]
    return MILLISECONDS * median(seconds), MILLISECONDS * p99(seconds)


def _claim(database: Database) -> float:
    """Return the seconds that one claim takes, its commit included."""
    began_at = time.perf_counter()
    with database.begin() as session:
        claim = outbox.claim(
            session,
            team_id=outboxes.TEAM,
            now=outboxes.LATER,
            foldable=(),
            token=new_id(),
            most=AT_ONCE,
            interval_us=INTERVAL_US,
        )
    taken = time.perf_counter() - began_at
    if len(claim.parcels) != AT_ONCE:
        raise RuntimeError(f"{len(claim.parcels)} were claimed instead of {AT_ONCE}")
    outboxes.free_slots(database)
    return taken
