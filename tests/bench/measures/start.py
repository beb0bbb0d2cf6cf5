"""How long Rapport takes from its start to Slack's first hello, over what its libraries alone take to import.

Below that ratio's 1 nobody gets without leaving a library out. The database has been migrated before.
"""

import asyncio
import importlib.util
import os
import re
import sys
import sysconfig
import time
from pathlib import Path
from statistics import median

from tests.bench import bots
from tests.bench.report import Result, medians
from tests.bench.slack import Slack, serving

KEYS = ("start_over_imports",)
RUNS = 3
STARTS = 5
MS = 1000
IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(?P<name>[\w.]+)$")
TRY_EACH = """
import importlib, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception:
        continue
    print(name)
"""


async def measure(folder: Path) -> Result:
    """Start each peer STARTS times in each of RUNS runs, in turns; the ratio is median over median."""
    home = folder / "start"
    home.mkdir()
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in ("ours", "bolt", "imports", "python")}
    async with serving() as slack:
        imports = await _only_imports(slack, home)
        for _ in range(RUNS):
            ours, bolt, libraries, python = [], [], [], []
            for _ in range(STARTS):
                ours.append(await _seconds_to_hello(slack, bots.APP, home))
                libraries.append(await _seconds_to_end(str(imports)))
                bolt.append(await _seconds_to_hello(slack, bots.peer("bolt"), home))
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


async def _seconds_to_hello(slack: Slack, words: tuple[str, ...], home: Path) -> float:
    async with bots.running(slack, words, folder=home) as seconds:
        return seconds


async def _seconds_to_end(*words: str) -> float:
    started_at = time.perf_counter()
    python = await asyncio.create_subprocess_exec(sys.executable, *words, env={"PATH": os.environ["PATH"]})
    if await python.wait():
        raise RuntimeError(f"python {words[0]} failed")
    return time.perf_counter() - started_at


async def _only_imports(slack: Slack, home: Path) -> Path:
    """Return a script that imports every library module which a start of Rapport loads, and does nothing else."""
    async with bots.running(slack, bots.APP, folder=home):
        pass  # migrated now
    async with bots.running(slack, ("-X", "importtime", *bots.APP), folder=home):
        lines = (home / "bot.log").read_text("utf-8").splitlines()
    loaded = [found["name"] for line in lines if (found := IMPORTED.match(line))]
    libraries = [name for name in dict.fromkeys(loaded) if _is_library(name)]
    python = await asyncio.create_subprocess_exec(
        sys.executable, "-c", TRY_EACH, *libraries, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    importable = (await python.communicate())[0].decode().split()
    script = home / "imports.py"
    script.write_text("\n".join(f"import {name}" for name in importable) + "\nimport os\nos._exit(0)\n", "utf-8")
    return script


def _is_library(name: str) -> bool:
    """Whether a module came from the environment's site-packages."""
    try:
        spec = importlib.util.find_spec(name.partition(".")[0])
    except (ImportError, ValueError):
        return False
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    found = [spec.origin or "", *(spec.submodule_search_locations or ())] if spec else []
    return any(where.startswith(place) for where in found for place in places)
