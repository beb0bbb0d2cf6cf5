"""`python -m tests.bench [--json FILE] [NAME...]`: run the measures, print a table each, hold the bounds."""

import argparse
import asyncio
import gc
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tests.bench.measures import (
    agenda_ack,
    burst,
    claims,
    drain,
    jobs,
    memory,
    planning,
    reports,
    search,
    sending,
    start,
    workers,
    writers,
)
from tests.bench.report import Result, table


class Measure(Protocol):
    """A module of `tests.bench.measures`."""

    @property
    def KEYS(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the module
        """The keys of what it measures."""

    async def measure(self, folder: Path) -> Result | Sequence[Result]:
        """Measure; `folder` is empty, and gone afterwards. Returns one result for each key."""


MEASURES: dict[str, Measure] = {
    "start": start,
    "memory": memory,
    "agenda_ack": agenda_ack,
    "burst": burst,
    "sending": sending,
    "drain": drain,
    "planning": planning,
    "jobs": jobs,
    "claims": claims,
    "writers": writers,
    "workers": workers,
}


SCREENS: dict[str, Measure] = {"search": search, "reports": reports}
"""What people wait for on a screen: measured by name, beside what delivery promises."""


async def main(names: Sequence[str], *, json_file: Path | None) -> int:
    """Run the measures of these names, all of delivery when there are none. Returns 1 when a bound is broken."""
    results: list[Result] = []
    for name in names or MEASURES:
        began_at = time.monotonic()
        results += (of_one := await _measured(name))
        print(f"--- {name}: {time.monotonic() - began_at:.0f} s\n{table(*of_one)}", end="\n\n", flush=True)
    if json_file:
        medians = {result.key: round(result.ratio, 4) for result in results}
        json_file.write_text(json.dumps(medians, indent=2) + "\n", "utf-8")
    return 0 if all(result.is_kept for result in results) else 1


async def _measured(name: str) -> Sequence[Result]:
    gc.collect()
    gc.freeze()  # as app.py does with what was there before it began: what another measure left is nobody's work here
    with tempfile.TemporaryDirectory(prefix=f"rapport-bench-{name}-") as folder:
        measure = (MEASURES | SCREENS)[name]
        measured = await measure.measure(Path(folder))
    results = [measured] if isinstance(measured, Result) else measured
    if (given := tuple(result.key for result in results)) != measure.KEYS:
        raise RuntimeError(f"{name} measured {', '.join(given)} and had announced {', '.join(measure.KEYS)}")
    return results


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians as one flat object")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which measures: {', '.join((*MEASURES, *SCREENS))}")
    given = parser.parse_args()
    if unknown := set(given.names) - MEASURES.keys() - SCREENS.keys():
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that whoever ends us ends all that we have started
    sys.exit(asyncio.run(main(given.names, json_file=given.json)))
