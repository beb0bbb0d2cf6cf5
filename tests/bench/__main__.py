"""`python -m tests.bench [--json FILE] [NAME...]`: run the measures, print a table each, hold the bounds."""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from tests.bench.measures import agenda_ack, start
from tests.bench.report import Result, table

Measure = Callable[[Path], Awaitable[Result]]
MEASURES: Mapping[str, Measure] = {"agenda_ack": agenda_ack.measure, "start": start.measure}


async def main(names: list[str], *, json_file: Path | None) -> int:
    """Run the measures of these names, all when there are none. Returns 1 when a bound is broken."""
    results = []
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        for name in names or MEASURES:
            results.append(await MEASURES[name](Path(folder)))
            print(table(results[-1]), end="\n\n", flush=True)
    if json_file:
        medians = {result.key: round(result.ratio, 4) for result in results}
        json_file.write_text(json.dumps(medians, indent=2) + "\n", "utf-8")
    return 0 if all(result.is_kept for result in results) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=main.__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians as one flat object")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which measures: {', '.join(MEASURES)}")
    given = parser.parse_args()
    if unknown := set(given.names) - MEASURES.keys():
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    sys.exit(asyncio.run(main(given.names, json_file=given.json)))
