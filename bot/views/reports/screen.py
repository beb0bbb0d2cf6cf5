"""The report of a programme as facilitators open it: a half-year, tables split by one fact, the way to send it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.reports.tables import Report, Split, Table
from bot.views import blocks
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack, unpack
from bot.views.half_years import half_year_name
from bot.views.reports.lines import paragraphs
from bot.views.reports.naming import basis, cautions, people, split_name

FAMILY = "reports:"
PERIOD, SPLIT, SEND = FAMILY + "period", FAMILY + "split", FAMILY + "send"


def working(catalog: Catalog) -> Payload:
    """Return the modal that stands there while the numbers are put together."""
    say = catalog.report_page
    return blocks.modal(title=say.title, close=catalog.common.close, blocks=[blocks.paragraph(say.working)])


def screen(catalog: Catalog, *, report: Report, split: Split, periods: Sequence[str]) -> Payload:
    """Return a report, split by one fact, with the ways to the other half-years and facts."""
    say = catalog.report_page
    rounded, describes, made = cautions(catalog, report)
    name = half_year_name(catalog, report.period)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=f"{report.period}:{split}")),
        blocks=[
            blocks.paragraph(say.lead),
            blocks.row(*_choices(catalog, report, periods)),
            blocks.heading(f"{name} · {split_name(catalog, split)}"),
            blocks.paragraph(people(catalog, report)),
            *_tables(catalog, report, split),
            blocks.line(),
            blocks.note(f"*{describes}* {rounded} {made}"),
            blocks.row(blocks.button(SEND, say.send_button, is_primary=True)),
            blocks.note(say.send_note),
        ],
    )


def chosen(view: Mapping[str, Any], action: Mapping[str, Any] | None = None) -> tuple[str, Split]:
    """Return which half-year is shown and how it is split, once `action` has chosen another; ids prove nothing."""
    period, _, split = unpack(view).subject_id.partition(":")
    value = str(((action or {}).get("selected_option") or {}).get("value") or "")
    if (action or {}).get("action_id") == PERIOD:
        period = value
    elif value:
        split = value
    return period, Split(split) if split in set(Split) else Split.ALL


def _choices(catalog: Catalog, report: Report, periods: Sequence[str]) -> Iterator[blocks.Pick]:
    say = catalog.report_page
    months = [(half_year_name(catalog, each), each) for each in periods]
    yield blocks.pick(PERIOD, say.choose_period, [(say.choose_period, months)])
    if report.is_shown:
        facts = [(split_name(catalog, each), str(each)) for each in Split]
        yield blocks.pick(SPLIT, say.choose_split, [(say.choose_split, facts)])


def _tables(catalog: Catalog, report: Report, split: Split) -> list[AnyBlock]:
    """Return the tables that are split so, each with what it speaks of."""
    if not report.is_shown:
        return []
    say = catalog.report_page
    found = [table for table in report.tables if table.split is split]
    if not found:
        return [blocks.paragraph(say.nothing if split is Split.ALL else say.nothing_by)]
    return [block for table in found for block in _table(catalog, table)]


def _table(catalog: Catalog, table: Table) -> Iterator[AnyBlock]:
    for text in paragraphs(catalog, table):
        yield blocks.paragraph(text)
    yield blocks.note(basis(catalog, table))
