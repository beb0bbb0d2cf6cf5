"""How long a person waits for the ack of a command, while a hundred a second arrive.

Open loop: the next command is sent when its time has come, answered or not. All peers get the same arrivals.
"""

import asyncio
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.bench import bots
from tests.bench.report import Result, medians, p99
from tests.bench.slack import AGENDA, Slack, serving

KEYS = ("agenda_ack_p99_over_bolt_default",)
RUNS = 3
PER_SECOND = 100
WARM_UP = 50
COMMANDS = 1000
"""Of one run: p99 is then the eleventh slowest, so that one stall of the machine does not decide."""
LATEST_ACK_SECONDS = 10.0
SEED = 20130101
MS = 1000
OURS, BOLT = "Rapport's frame, one read and two rows committed", "Bolt's default, no work"
PEERS: Mapping[str, Sequence[str]] = {
    OURS: bots.peer("frame"),
    "Rapport, /agenda": bots.APP,
    BOLT: bots.peer("bolt"),
    "Bolt, process_before_response, no work": bots.peer("bolt", "eager"),
    "limit: raw socket and sqlite3, same work": bots.peer("bare"),
}


async def measure(folder: Path) -> Result:
    """Measure the two of the ratio RUNS times, one after the other, and the others once; the ratio is p99 over p99."""
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in PEERS}
    async with serving() as slack:
        for run in range(RUNS):
            for place, name in enumerate((OURS, BOLT) if run else PEERS):
                home = folder / f"agenda-{run}-{place}"
                home.mkdir()
                async with bots.running(slack, PEERS[name], folder=home):
                    rows[name].append(_numbers(await _acks(slack)))
    return Result(
        key=KEYS[0],
        ratios=tuple(ours[1] / bolt[1] for ours, bolt in zip(rows[OURS], rows[BOLT], strict=True)),
        at_most=0.5,
        headings=("p50 ms", "p99 ms", "max ms"),
        peers=tuple(medians(name, numbers) for name, numbers in rows.items()),
    )


async def _acks(slack: Slack) -> list[float]:
    """Return the seconds that each ack took."""
    gaps = random.Random(SEED)
    loop = asyncio.get_running_loop()
    due, waiting = loop.time(), []
    for _ in range(WARM_UP + COMMANDS):
        due += gaps.expovariate(PER_SECOND)
        await asyncio.sleep(due - loop.time())
        waiting.append(await slack.send(AGENDA))
    return list(await asyncio.wait_for(asyncio.gather(*waiting[WARM_UP:]), LATEST_ACK_SECONDS))


def _numbers(seconds: Sequence[float]) -> tuple[float, ...]:
    return MS * median(seconds), MS * p99(seconds), MS * max(seconds)
