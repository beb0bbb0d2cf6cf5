"""Reports of a programme as tests make them: by hand, and any that may be."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bot.domain.pictures import Picture
from bot.domain.reports.kept import to_text
from bot.domain.reports.tables import Measure, Report, Split, Table
from storage.database import Database
from storage.reports import keep_report
from tests.payloads import TEAM

PERIOD = "2026-1"
WORDS = ("one", "two", "three")
SITES = ("Western General", "Harbourside", "=Northfield <!channel>")
MADE_ON = date(2026, 7, 4)
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")
"""One white dot."""


def report(**changed: Any) -> Report:  # noqa: ANN401 - any field of a report
    """Return a report with a table of everybody for each measure, and of the waits one by site."""
    whole = [
        Table(measure, Split.ALL, WORDS, ("",), ((45, 30, None),), units=75, known=75) for measure in list(Measure)[:8]
    ]
    sites = Table(
        Measure.WAIT, Split.SITE, WORDS, SITES, ((20, 15, None), (20, None, 5), (None, None, None)), units=75, known=70
    )
    return replace(Report(PERIOD, 5, MADE_ON, True, 75, (*whole, sites)), **changed)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report: any tables, any cell hidden or not."""
    k = draw(st.sampled_from([5, 6, 11]))
    count = st.none() | st.integers(0, 900).map(lambda times: times * k)
    splits = draw(st.lists(st.tuples(st.sampled_from(Measure), st.sampled_from(Split)), max_size=6, unique=True))
    tables = []
    for measure, split in splits:
        groups = ("",) if split is Split.ALL else tuple(draw(st.lists(names(), min_size=1, max_size=9, unique=True)))
        row = st.tuples(*(count for _ in WORDS))
        cells = tuple(draw(row) for _ in groups)
        tables.append(Table(measure, split, WORDS, groups, cells, units=draw(count), known=draw(count)))
    return Report(PERIOD, k, MADE_ON, draw(st.booleans()) or bool(tables), draw(count), tuple(tables))


def names() -> st.SearchStrategy[str]:
    """Draw what a group calls itself: in any letters, with no number in it."""
    return st.text(st.characters(exclude_categories=("N", "Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30).filter(
        lambda name: bool(name.strip())
    )


def keep(db: Database, kept: Report) -> None:
    """Keep a report as if it had been made."""
    with db.begin() as session:
        keep_report(session, team_id=TEAM, period=kept.period, text=to_text(kept), made_on=kept.made_on)


class StubPainter:
    """Stands where pictures are drawn: gives one white dot for each, or nothing."""

    def __init__(self, *, can_paint: bool = True) -> None:
        """Keep whether it can; it remembers what it was asked for."""
        self.can_paint = can_paint
        self.asked: list[Picture] = []

    def paint(self, pictures: Sequence[Picture]) -> list[bytes] | None:
        """Return a dot for each."""
        self.asked += pictures
        return [PNG for _ in pictures] if self.can_paint else None
