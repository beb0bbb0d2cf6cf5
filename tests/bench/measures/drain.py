"""How close to Slack's limit a backlog goes out, and at what price: 600 messages to 600 people of one workspace.

The limit is 20 a second, an answer takes 120 ms. Rapport drains one backlog with one process on SQLite and another one
with three processes on PostgreSQL, which know nothing of each other; of the two, the worse numbers count.
"""

import asyncio
import os
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path

from tests.bench import bots, people
from tests.bench.limited import PER_SECOND, LimitedSlack
from tests.bench.peers.sender import NOON
from tests.bench.report import Peer, Result, medians
from tests.bench.slack import serving
from tests.databases import postgres_database, postgres_server

KEYS = ("drain_share_of_limit", "drain_429", "drain_lost", "drain_doubled")
RUNS = 3
MESSAGES = 600
LONE_MESSAGES = 150
"""For the peer that takes three times as long."""
INTERVAL_US = round(1_000_000 / PER_SECOND / 0.98)
LATEST_SECONDS = 90.0
"""What has not come by then is lost."""
LINGER_SECONDS = 2.0
"""After the last message: whatever is sent twice at once is sent by then."""
LOOK_SECONDS = 0.05
SQLITE, POSTGRES = "Rapport, one process, SQLite", "Rapport, three processes, PostgreSQL"
PEERS = {
    "10 threads, RateLimitErrorRetryHandler": ("threads", MESSAGES),
    "one thread, sleep(1/limit)": ("sleeping", LONE_MESSAGES),
    "16 threads, paced to 98 %": ("paced", MESSAGES),
}
Numbers = tuple[float, ...]
"""Share of the limit, 429s, people who got nothing, messages too many."""


async def measure(folder: Path) -> tuple[Result, ...]:
    """Drain RUNS backlogs of each kind, two at a time, and then let the peers post."""
    ours: dict[str, list[Numbers]] = {SQLITE: [], POSTGRES: []}
    with postgres_server() as server:
        for run in range(RUNS):
            home = folder / str(run)
            home.mkdir()
            with postgres_database(server) as url:
                drains = _drained(home, processes=1), _drained(home, processes=3, DATABASE_URL=url)
                for name, numbers in zip(ours, await asyncio.gather(*drains), strict=True):
                    ours[name].append(numbers)
    posted = await asyncio.gather(*(_posted(way, count) for way, count in PEERS.values()))
    peers = (
        *(medians(name, runs) for name, runs in ours.items()),
        *(Peer(name, numbers) for name, numbers in zip(PEERS, posted, strict=True)),
        Peer(f"limit: {PER_SECOND} a second", (1.0, 0.0, 0.0, 0.0)),
    )
    return _results(ours, peers=peers)


def _results(ours: Mapping[str, Sequence[Numbers]], *, peers: tuple[Peer, ...]) -> tuple[Result, ...]:
    """Return the promises. What was refused, lost or doubled is summed up over all runs, as a median would hide it."""
    shares = zip(*([numbers[0] for numbers in runs] for runs in ours.values()), strict=True)
    among = partial(Result, headings=("of limit", "429s", "lost", "doubled"), peers=peers)
    sums = [sum(column) for column in zip(*(numbers[1:] for runs in ours.values() for numbers in runs), strict=True)]
    return (
        among(key=KEYS[0], ratios=tuple(min(pair) for pair in shares), at_least=0.96),
        *(among(key=key, ratios=(each,), at_most=0.0) for key, each in zip(KEYS[1:], sums, strict=True)),
    )


async def _drained(home: Path, *, processes: int, **settings: str) -> Numbers:
    """Plan a backlog, let so many processes send it, and return the numbers."""
    slack = LimitedSlack()
    async with serving(slack):
        environment = {**bots.environment(slack, home), **settings}
        database = people.opened(environment)
        people.keep_pairs(database, count=MESSAGES // 2)
        people.plan_confirmations(database, environment, at=NOON)
        database.dispose()
        words = bots.peer("sender", str(INTERVAL_US))
        async with AsyncExitStack() as stack:
            senders = [await stack.enter_async_context(bots.alive(words, environment)) for _ in range(processes)]
            with suppress(TimeoutError):
                await asyncio.wait_for(_all_taken(slack, senders), LATEST_SECONDS)
            await asyncio.sleep(LINGER_SECONDS)
    return _numbers(slack, MESSAGES)


async def _all_taken(slack: LimitedSlack, senders: Sequence[asyncio.subprocess.Process]) -> None:
    """Return when everybody has their message.

    Raises:
        RuntimeError: a sender has ended by itself.
    """
    while len(slack.taken) < MESSAGES:
        if any(sender.returncode is not None for sender in senders):
            raise RuntimeError("a sender ended before everything was sent")
        await asyncio.sleep(LOOK_SECONDS)


async def _posted(way: str, count: int) -> Numbers:
    """Let a peer post, and return the numbers."""
    slack = LimitedSlack()
    async with serving(slack):
        environment = {"PATH": os.environ["PATH"], "SLACK_API_URL": slack.base_url}
        await bots.said_by(bots.peer("posters", way, str(count), str(PER_SECOND)), environment)
    return _numbers(slack, count)


def _numbers(slack: LimitedSlack, count: int) -> Numbers:
    taken = slack.taken
    return slack.share_of_limit(), slack.refused, count - len(taken), taken.total() - len(taken)
