"""The report on private requests, as facilitators see it. Nothing on it can be filtered or narrowed down."""

from collections.abc import Iterator, Sequence

from bot.content.catalogue import Catalog
from bot.domain.csv_sheets import sheet
from bot.domain.relay.reports import Report
from bot.domain.relay.suppression import WITHHELD
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.half_years import half_year_name
from bot.views.relay import queue

TABLES = ("outcome", "approach", "rating_now", "rating_90")


def screen(catalog: Catalog, *, report: Report, half_years: Sequence[str]) -> Payload:
    """Return the report as a modal, with a way to each of the other half-years."""
    say = catalog.relay_report
    shown = (
        list(_tables(catalog, report))
        if report.is_shown
        else [blocks.paragraph(blocks.fill(say.too_few_people, k=str(report.k)))]
    )
    heading = blocks.heading(say.heading.format(half_year=half_year_name(catalog, report.half_year)))
    foot = blocks.note(blocks.fill(say.foot, k=str(report.k)))
    others = [
        blocks.button(f"{queue.HALF_YEAR}:{each}", half_year_name(catalog, each), value=each)
        for each in half_years
        if each != report.half_year
    ]
    ways = [blocks.button(queue.SHEET, say.sheet_button, value=report.half_year), *others]
    return blocks.modal(title=say.title, close=catalog.common.close, blocks=[heading, *shown, foot, blocks.row(*ways)])


def sheet_screen(catalog: Catalog, *, report: Report) -> Payload:
    """Return the report as a sheet to be copied: no file of it is ever sent, which Slack would keep."""
    say = catalog.relay_report
    text = blocks.words(as_csv(catalog, report=report).replace("\r\n", "\n"))
    return blocks.modal(title=say.title, close=catalog.common.close, blocks=[blocks.note(say.sheet_lead), text])


def as_csv(catalog: Catalog, *, report: Report) -> str:
    """Return the report as a sheet: table, word, band. No cell is a formula, a number or a name."""
    say = catalog.relay_report
    if not report.is_shown:
        return sheet([[half_year_name(catalog, report.half_year), _too_few(catalog, report)]])
    rows = [
        [getattr(say, name), _word(catalog, name, word), _band(catalog, band)]
        for name in TABLES
        for word, band in report.tables[name].items()
    ]
    return sheet([[half_year_name(catalog, report.half_year), "", report.total], *rows])


def _tables(catalog: Catalog, report: Report) -> Iterator[AnyBlock]:
    say = catalog.relay_report
    yield blocks.paragraph(blocks.fill(say.total, band=report.total))
    for name in TABLES:
        lines = [f"*{getattr(say, name)}*"]
        if name == "rating_90":
            lines.append(blocks.fill(say.answers, band=report.answers))
        cells = report.tables[name].items()
        lines += [
            blocks.fill(say.cell, word=_word(catalog, name, word), band=_band(catalog, band)) for word, band in cells
        ]
        yield blocks.paragraph("\n".join(lines))


def _word(catalog: Catalog, name: str, word: str) -> str:
    return str(getattr(catalog.relay_report, f"{name.partition('_')[0]}_{word}"))


def _band(catalog: Catalog, band: str) -> str:
    return catalog.relay_report.withheld if band == WITHHELD else band


def _too_few(catalog: Catalog, report: Report) -> str:
    return catalog.relay_report.too_few_people.format(k=report.k)
