"""How much memory Rapport holds when nothing happens: resident, ten seconds after Slack's hello, in megabytes (2^20).

By then every tick has had its first turn, the roster has been read and the sender has looked for messages ten times.
`rich` and `greenlet`, which libraries take up where developers' tools have brought them along, are out of everybody's
sight.
"""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.bench import bots, people
from tests.bench.libraries import importing_script
from tests.bench.report import Result, medians
from tests.bench.slack import serving

KEYS = ("rss_mb_idle",)
RUNS = 3
IDLE_SECONDS = 10.0
LEAN = ("-OO", "-X", "no_debug_ranges")
"""As the README starts Rapport where it serves: without docstrings and columns, the libraries' most of all. The peers
run alike."""
BYTES_IN_MB = 2**20
WAIT = "import sys; print(flush=True); sys.stdin.read()"


async def measure(folder: Path) -> Result:
    """Let RUNS of Rapport idle at the same time, each in its own workspace, and one of each peer beside them."""
    async with serving() as slack:
        script = await importing_script(slack, folder, then=WAIT)
    homes = [folder / f"{place}" for place in range(RUNS + 1)]
    for home in homes:
        home.mkdir()
    bolt, imports, *ours = await asyncio.gather(
        _idle((*LEAN, *bots.peer("bolt")), homes.pop()),
        _waiting(script),
        *(_idle((*LEAN, *bots.APP), home) for home in homes),
    )
    return Result(
        key=KEYS[0],
        ratios=tuple(ours),
        at_most=90.0,
        headings=("MB",),
        peers=(
            medians("Rapport", [(each,) for each in ours]),
            medians("Bolt's default with no work", [(bolt,)]),
            medians("limit: the same libraries, imported", [(imports,)]),
        ),
    )


async def _idle(words: Sequence[str], home: Path) -> float:
    """Return the memory of one bot after IDLE_SECONDS; its database has been migrated before."""
    async with serving() as slack:
        people.opened(bots.environment(slack, home)).dispose()
        async with bots.running(slack, words, folder=home) as bot:
            await asyncio.sleep(IDLE_SECONDS)
            return _resident(bot.pid)


async def _waiting(script: Path) -> float:
    """Return the memory of a script that says when it is done and waits for the end of its input."""
    pipe = asyncio.subprocess.PIPE
    python = await asyncio.create_subprocess_exec(
        sys.executable, *LEAN, str(script), stdin=pipe, stdout=pipe, env=bots.SERVING
    )
    if python.stdin is None or python.stdout is None:
        raise RuntimeError("no pipes to the script")
    await python.stdout.readline()
    megabytes = _resident(python.pid)
    python.stdin.close()
    await python.wait()
    return megabytes


def _resident(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / BYTES_IN_MB
