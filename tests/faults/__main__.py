"""`python -m tests.faults [--time short|long] [--seed N] [NAME...]`: play the scenarios, print one table."""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import SystemRandom

from tests.faults.ledger import Ledger
from tests.faults.report import Length, Line, Scenario, Told, heading, text_of
from tests.faults.scenarios import SCENARIOS
from tests.faults.stage import stage
from tests.faults.templates import Templates, made_templates

NOTHING = 2


def main(scenarios: Sequence[Scenario], *, length: Length, seed: int, databases: Sequence[str], jobs: int) -> int:
    """Play every scenario on each of its databases; return 1 when a promise was broken, 2 when nothing was played."""
    say(f"seed {seed}, {length} run; lost and doubled must be 0\n{heading()}")
    began_at, lines = time.monotonic(), []
    with ExitStack() as stack:
        templates = stack.enter_context(made_templates(databases))
        chosen = [(each, kind) for each in scenarios for kind in each.kinds(length) if kind in databases]
        crew = stack.enter_context(ThreadPoolExecutor(jobs))
        play = partial(played, templates=templates, length=length, seed=seed)
        for line in crew.map(lambda pair: play(*pair), chosen):
            lines.append(line)
            say(text_of(line))
    broken = sum(not line.told.is_kept for line in lines)
    say(f"{len(lines)} played, {broken} broken, {time.monotonic() - began_at:.0f} s, seed {seed}")
    return int(broken > 0) if lines else NOTHING


def played(scenario: Scenario, kind: str, *, templates: Templates, length: Length, seed: int) -> Line:
    """Play one scenario in a world of its own. What breaks the test itself is a broken promise too."""
    began_at = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rapport-faults-") as name, templates.database(kind, Path(name)) as url:
        told = _told(scenario, Path(name), url, length, seed)
    return Line(scenario.name, kind, told, time.monotonic() - began_at)


def _told(scenario: Scenario, folder: Path, url: str, length: Length, seed: int) -> Told:
    try:
        with stage(folder, url, seed=seed) as world:
            return scenario.play(world, length)
    except Exception as failure:  # noqa: BLE001 - the table tells of it, and the other scenarios go on
        place = traceback.extract_tb(failure.__traceback__)[-1]
        return Told(Ledger(), broken=[f"{type(failure).__name__} at {place.name}:{place.lineno}: {failure}"])


def say(text: str) -> None:
    """Print at once, so that a long run can be watched."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--time", type=Length, choices=list(Length), default=Length.LONG)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), help="repeats a run")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append", help="only this one")
    parser.add_argument("--jobs", type=int, default=3, help="scenarios at the same time: most of them mostly wait")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only scenarios whose name contains one of these")
    given = parser.parse_args()
    chosen = [each for each in SCENARIOS if any(name in each.name for name in given.names or [""])]
    wanted = given.database or ("sqlite", "postgresql")
    sys.exit(main(chosen, length=given.time, seed=given.seed, databases=wanted, jobs=given.jobs))
