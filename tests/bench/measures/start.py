"""How long Rapport takes from its start to Slack's first hello, over what its libraries alone take to import.

Below that ratio's 1 nobody gets without leaving a library out. The database has been migrated before.
"""

import time
from pathlib import Path
from statistics import median

from tests.bench import bots
from tests.bench.libraries import importing_script
from tests.bench.report import Result, medians
from tests.bench.slack import Slack, serving

KEYS = ("start_over_imports",)
RUNS = 3
STARTS = 5
MS = 1000


async def measure(folder: Path) -> Result:
    """Start each peer STARTS times in each of RUNS runs, in turns; the ratio is median over median."""
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in ("ours", "bolt", "imports", "python")}
    async with serving() as slack:
        imports = await importing_script(slack, folder, then="")
        for _ in range(RUNS):
            ours, bolt, libraries, python = [], [], [], []
            for _ in range(STARTS):
                ours.append(await _seconds_to_hello(slack, bots.APP, folder))
                libraries.append(await _seconds_to_end(str(imports)))
                bolt.append(await _seconds_to_hello(slack, bots.peer("bolt"), folder))
                python.append(await _seconds_to_end("-c", "pass"))
            for name, seconds in zip(rows, (ours, bolt, libraries, python), strict=True):
                rows[name].append((MS * median(seconds),))
    return Result(
        key=KEYS[0],
        ratios=tuple(ours[0] / imports[0] for ours, imports in zip(rows["ours"], rows["imports"], strict=True)),
        at_most=1.5,
        headings=("ms",),
        peers=(
            medians("Rapport, start to hello", rows["ours"]),
            medians("Bolt's default with no work, start to hello", rows["bolt"]),
            medians("limit: importing the same libraries", rows["imports"]),
            medians("python that does nothing", rows["python"]),
        ),
    )


async def _seconds_to_hello(slack: Slack, words: tuple[str, ...], folder: Path) -> float:
    async with bots.running(slack, words, folder=folder) as bot:
        return bot.hello_seconds


async def _seconds_to_end(*words: str) -> float:
    started_at = time.perf_counter()
    await bots.said_by(words, bots.SERVING)
    return time.perf_counter() - started_at
