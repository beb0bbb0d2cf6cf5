"""A report, made of what was found: nothing of it is kept but what is shown."""

from datetime import date

from bot.domain.reports.cells import covered
from bot.domain.reports.census import Census
from bot.domain.reports.response import with_response
from bot.domain.reports.showing import tables_of
from bot.domain.reports.tables import Report


def report_of(census: Census, *, period: str, k: int, made_on: date, people: int) -> Report:
    """Return the report on a half-year of a programme in which so many people take part."""
    if people < k:
        return Report(period, k, made_on, is_shown=False, people=None, tables=())
    tables = with_response(tables_of(covered(census, k=k), k=k), people=census.of_a_year, k=k)
    return Report(period, k, made_on, is_shown=True, people=people - people % k, tables=tables)
