"""What `app.py` leaves for later when it starts, and what it does with Python's garbage collector meanwhile."""

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.e2e.stage import BARE, ROOT

PROBE = """
import contextlib, gc, json, runpy, sys
name, *sys.argv = sys.argv[1:]
before = [generation["collections"] for generation in gc.get_stats()]
with contextlib.suppress(SystemExit):
    runpy.run_path("app.py", run_name=name)
after = [generation["collections"] for generation in gc.get_stats()]
print()
print(json.dumps([gc.isenabled(), gc.get_freeze_count(), after[1] - before[1], after[2] - before[2]]))
"""
NEEDED_AT_ONCE = {"bot.services.installations", "bot.services.letter", "bot.services.relay"}
UNREAD = """
import contextlib, runpy, sys
sys.argv = ["app.py", "keys"]
with contextlib.suppress(SystemExit):
    runpy.run_path("app.py", run_name="__main__")
from bot.runtime.on_demand import unread
of_services = {name for name in sys.modules if name.startswith("bot.services.")}
print(*sorted(of_services - set(unread("bot.services"))))
"""


@dataclass(frozen=True, slots=True)
class Collector:
    """Python's garbage collector at the end of a run: on or off, objects it never looks at, and what it has done."""

    is_on: bool
    frozen: int
    middle_collections: int
    full_collections: int


def _collector_after(run_name: str, *words: str) -> Collector:
    """Run app.py under a name, in a process of its own."""
    command = [sys.executable, "-c", PROBE, run_name, "app.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=BARE, capture_output=True, text=True, timeout=60, check=True)
    return Collector(*json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", [("keys",), ("nonsense",)])
def test_a_command_finds_the_collector_at_work_again(words: tuple[str, ...]) -> None:
    assert _collector_after("__main__", *words).is_on


def test_no_garbage_is_looked_for_while_the_libraries_are_imported() -> None:
    collector = _collector_after("__main__", "keys")
    assert collector.full_collections == 0
    assert collector.middle_collections < 5  # the imports alone would make more than twenty


def test_what_was_imported_is_never_looked_at_again() -> None:
    assert _collector_after("__main__", "keys").frozen > 50_000


def test_importing_app_leaves_the_collector_alone() -> None:
    collector = _collector_after("app")
    assert collector.is_on
    assert collector.frozen == 0


def test_a_start_reads_no_use_case_that_it_does_not_need() -> None:
    command = [sys.executable, "-c", UNREAD]
    done = subprocess.run(command, cwd=ROOT, env=BARE, capture_output=True, text=True, timeout=60, check=True)
    assert set(done.stdout.splitlines()[-1].split()) == NEEDED_AT_ONCE
