"""How much more four sending processes get through than one: on PostgreSQL, many workspaces, Slack takes no time.

On a machine with two cores the most that can be hoped for is twice as much: one process and its server take turns.
"""

import multiprocessing
import time
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from queue import Queue
from threading import Barrier

from bot.domain.delivery import PERSON_GAP
from storage import outbox
from storage.columns import new_id
from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.touchpoints import plan
from tests.bench import outboxes
from tests.bench.report import Result, medians

KEYS = ("workers4_over_workers1",)
RUNS = 3
WORKERS, TEAMS, OF_TEAM = 4, 40, 400
SECONDS = 4.0
PATIENCE_SECONDS = 60.0
INTERVAL_US = 1
"""So short that no workspace's slots are ever used up."""


async def measure(folder: Path) -> Result:
    """Let one and four send for SECONDS each in each of RUNS runs, in turns; the ratio is messages over messages."""
    counts: dict[int, list[float]] = {1: [], WORKERS: []}
    with outboxes.postgres() as database:
        people = {
            f"T{number}": outboxes.keep_people(database, OF_TEAM, team_id=f"T{number}") for number in range(TEAMS)
        }
        for _ in range(RUNS):
            for workers, sent in counts.items():
                _fill(database, people)
                sent.append(_together(database, workers) / SECONDS)
    one, several = counts.values()
    return Result(
        key=KEYS[0],
        ratios=tuple(of_several / of_one for of_one, of_several in zip(one, several, strict=True)),
        at_least=1.5,
        headings=("messages/s",),
        peers=tuple(medians(f"{workers} sending", [(rate,) for rate in rates]) for workers, rates in counts.items()),
    )


def _fill(database: Database, people: dict[str, list[str]]) -> None:
    outboxes.forget_messages(database)
    outboxes.free_slots(database)
    with database.begin() as session:
        for team_id, member_ids in people.items():
            plan(session, outboxes.messages(member_ids, len(member_ids), team_id=team_id))
    outboxes.analyze(database)


def _together(database: Database, workers: int) -> int:
    """Return how many messages so many processes send together."""
    fresh = multiprocessing.get_context("spawn")
    start, counts = fresh.Barrier(workers), fresh.Queue()
    url = database.writer.url.render_as_string(hide_password=False)
    team_ids = [f"T{number}" for number in range(TEAMS)]
    processes = [
        fresh.Process(target=_work, args=(url, team_ids[number * TEAMS // workers :] + team_ids, start, counts))
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    try:
        return sum(counts.get(timeout=PATIENCE_SECONDS) for _ in processes)
    finally:
        for process in processes:
            process.join(PATIENCE_SECONDS)


def _work(url: str, team_ids: Sequence[str], start: Barrier, counts: "Queue[int]") -> None:
    """Send, once all are ready, for SECONDS, and tell how many messages that were."""
    database = Database.open(url, keyring=Keyring.of(new_key()))
    _send(database, team_ids[0])  # connections are open and statements compiled
    start.wait(PATIENCE_SECONDS)
    end_at, count = time.monotonic() + SECONDS, 0
    turns = cycle(team_ids)
    while time.monotonic() < end_at:
        count += _send(database, next(turns))
    counts.put(count)
    database.dispose()


def _send(database: Database, team_id: str) -> int:
    """Claim what one workspace has due, mark and settle it as its sender does; return how many messages it was."""
    with database.begin() as session:
        claim = outbox.claim(
            session, team_id=team_id, now=outboxes.LATER, foldable=(), token=new_id(), interval_us=INTERVAL_US
        )
    for parcel in claim.parcels:
        ids = [row.id for row in parcel.rows]
        with database.begin() as session:
            outbox.mark(session, parcel=parcel)
        with database.begin() as session:
            outbox.settle_sent(
                session, parcel=parcel, ids=ids, ts="1700000000.000100", at=outboxes.LATER, gap=PERSON_GAP
            )
    return len(claim.parcels)
