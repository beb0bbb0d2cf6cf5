"""What a search for a mentor costs among ten thousand members, over among a hundred. On SQLite, and on PostgreSQL.

The wishes are the same in both: any mentor, each thing alone, several together, and some that hardly anybody fits.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from statistics import mean
from typing import cast

from bot.content.catalogue import load_catalog
from bot.deps import Deps, Directory, Slack
from bot.domain.finding import Wish
from bot.services import finding
from bot.settings import load_settings
from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.members import Member
from storage.vocabulary import Stage, Stream
from tests.bench import faculty, outboxes
from tests.bench.report import Result, medians, p99

KEYS = ("search_10k_over_100", "search_10k_over_100_pg")
RUNS = 3
FEW, MANY = 100, 10_000
SEARCHES = 240
MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        """Return the same instant each time."""
        return self.at


async def measure(folder: Path) -> Sequence[Result]:
    """Search among few and among many in each of RUNS runs, in turns; a ratio is mean over mean."""
    return [_compared(KEYS[0], lambda: outboxes.sqlite(folder)), _compared(KEYS[1], outboxes.postgres)]


def wishes() -> list[Wish]:
    """Return SEARCHES wishes, the same each time: a sixth of them narrow, a sixth that hardly anybody fits."""
    lot = Random(1)
    topics, stages, streams = faculty.topics(), list(Stage), list(Stream)
    kinds: list[Callable[[], Wish]] = [
        Wish,
        lambda: Wish(topic=lot.choice(topics)),
        lambda: Wish(stage=lot.choice(stages), is_free=False),
        lambda: Wish(topic=lot.choice(topics), stage=lot.choice(stages)),
        lambda: Wish(lot.choice(topics), lot.choice(stages), lot.choice(streams), lot.choice(faculty.SITES)),
        lambda: Wish(topic=lot.choice(topics), site=lot.choice((faculty.RARE_SITE, "Nowhere"))),
    ]
    return [kinds[number % len(kinds)]() for number in range(SEARCHES)]


def _compared(key: str, opened: Callable[[], AbstractContextManager[Database]]) -> Result:
    with _faculty(opened, FEW) as small, _faculty(opened, MANY) as large:
        sizes = {f"among {FEW:,}": small, f"among {MANY:,}": large}
        for search_all in sizes.values():
            search_all()
        rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in sizes}
        for _ in range(RUNS):
            for name, search_all in sizes.items():
                rows[name].append(search_all())
    few, many = rows.values()
    return Result(
        key=key,
        ratios=tuple(of_many[0] / of_few[0] for of_few, of_many in zip(few, many, strict=True)),
        at_most=2,
        headings=("mean ms", "p99 ms"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


@contextmanager
def _faculty(
    opened: Callable[[], AbstractContextManager[Database]], members: int
) -> Iterator[Callable[[], tuple[float, ...]]]:
    """Give a way to run all searches in a faculty of so many members, which returns mean and p99 in milliseconds."""
    with opened() as database:
        people = faculty.fill(database, members)
        deps = _deps(database)
        yield lambda: _numbers(deps, people)


def _numbers(deps: Deps, people: Sequence[Member]) -> tuple[float, ...]:
    """Search for every wish, each time as somebody else, as Rapport does: the whole use case."""
    seconds = []
    for number, wish in enumerate(wishes()):
        actor = people[number * 37 % len(people)]
        began_at = time.perf_counter()
        finding.search(deps, actor=actor, wish=wish, page=number % 3)
        seconds.append(time.perf_counter() - began_at)
    return MILLISECONDS * mean(seconds), MILLISECONDS * p99(seconds)


def _deps(database: Database) -> Deps:
    """Return what a search needs; it asks nothing of Slack."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    return Deps(
        settings=load_settings(tokens, env_file=None),
        catalog=load_catalog(),
        keyring=Keyring.of(new_key()),
        db=database,
        clock=Standing(outboxes.DUE_AT),
        slack=cast("Slack", None),
        directory=cast("Directory", None),
    )
