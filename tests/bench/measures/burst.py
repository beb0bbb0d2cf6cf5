"""What happens when 32 people type `/agenda` at the same moment, and each command causes a slow call of Slack.

Two things must not wait: the ack, for which Slack gives three seconds, and the call that opens the view, because its
trigger is void after three (docs.slack.dev/interactivity/handling-user-interaction).
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench import bots, people
from tests.bench.report import Result, medians, p99
from tests.bench.slack import AGENDA, Slack, serving

KEYS = ("burst32_ack_p99_over_bolt_default", "burst32_trigger_age_p99_s")
RUNS = 3
AT_ONCE = 32
BURSTS = 3
"""Of one run, after one that warms up."""
SLACK_SECONDS = 0.4
LATEST_SECONDS = 30.0
MS = 1000
OURS, BOLT = "Rapport, /agenda of a pair", "Bolt's default: ack, then views.open"
PEERS: Mapping[str, Sequence[str]] = {
    OURS: bots.APP,
    BOLT: bots.peer("bolt", "open"),
    "Bolt, process_before_response, lazy views.open": bots.peer("bolt", "open", "lazy", "eager"),
    "limit: raw socket, a thread for each call": bots.peer("threads"),
}


async def measure(folder: Path) -> tuple[Result, ...]:
    """Measure the two of the ratio RUNS times, in turns, and the others once."""
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in PEERS}
    async with serving() as slack:
        slack.call_seconds = SLACK_SECONDS
        database = people.opened(bots.environment(slack, folder))
        mentees = people.keep_pairs(database, count=AT_ONCE)
        database.dispose()
        for run in range(RUNS):
            for name in (OURS, BOLT) if run else PEERS:
                async with bots.running(slack, PEERS[name], folder=folder):
                    rows[name].append(await _numbers(slack, mentees))
    acks = tuple(ours[1] / bolt[1] for ours, bolt in zip(rows[OURS], rows[BOLT], strict=True))
    ages = tuple(ours[2] for ours in rows[OURS])
    among = partial(
        Result,
        headings=("ack p50 ms", "ack p99 ms", "trigger s"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )
    return among(key=KEYS[0], ratios=acks, at_most=0.05), among(key=KEYS[1], ratios=ages, at_most=2.0)


async def _numbers(slack: Slack, user_ids: Sequence[str]) -> tuple[float, ...]:
    """Return ack p50 and p99 in milliseconds and the p99 of the triggers' ages in seconds, over all bursts."""
    acks: list[float] = []
    ages: list[float] = []
    for burst in range(1 + BURSTS):
        waiting = [await slack.send({**AGENDA, "user_id": user_id}) for user_id in user_ids]
        async with asyncio.timeout(LATEST_SECONDS):
            acked = await asyncio.gather(*waiting)
            opened = [await slack.trigger_ages.get() for _ in user_ids]
        if burst:
            acks += acked
            ages += opened
        await asyncio.sleep(2 * SLACK_SECONDS)  # until the last call has been answered
    return MS * median(acks), MS * p99(acks), p99(ages)
