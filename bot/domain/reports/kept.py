"""A report as it is kept: the numbers that are shown, and no others."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.domain.reports.tables import Measure, Report, Split, Table


def to_text(report: Report) -> str:
    """Return a report as it is kept."""
    return json.dumps({**asdict(report), "made_on": report.made_on.isoformat()})


def from_text(text: str) -> Report:
    """Return the report within a kept text."""
    kept = json.loads(text)
    tables = tuple(_table(each) for each in kept.pop("tables"))
    return Report(**{**kept, "made_on": date.fromisoformat(kept["made_on"])}, tables=tables)


def _table(kept: Mapping[str, Any]) -> Table:
    return Table(
        measure=Measure(kept["measure"]),
        split=Split(kept["split"]),
        words=tuple(kept["words"]),
        groups=tuple(kept["groups"]),
        cells=tuple(tuple(row) for row in kept["cells"]),
        units=kept["units"],
        known=kept["known"],
    )
