"""The libraries that a start of Rapport loads, alone: nobody who uses them takes less time or memory."""

import importlib.util
import re
import sysconfig
from pathlib import Path

from tests.bench import bots
from tests.bench.slack import Slack

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


async def importing_script(slack: Slack, folder: Path, *, then: str) -> Path:
    """Return a script that imports every library module which a start of Rapport loads, does `then`, and ends.

    Leaves a migrated database in `folder`.
    """
    async with bots.running(slack, bots.APP, folder=folder):
        pass  # migrated now: a start that finds nothing to migrate loads less
    async with bots.running(slack, ("-X", "importtime", *bots.APP), folder=folder):
        lines = (folder / "bot.log").read_text("utf-8").splitlines()
    loaded = [found["name"] for line in lines if (found := IMPORTED.match(line))]
    libraries = [name for name in dict.fromkeys(loaded) if _is_library(name)]
    importable = (await bots.said_by(("-c", TRY_EACH, *libraries), bots.SERVING)).split()
    script = folder / "imports.py"
    lines = [*(f"import {name}" for name in importable), then, "import os", "os._exit(0)", ""]
    script.write_text("\n".join(lines), "utf-8")
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
