"""Half-years as people call them."""

from bot.content.catalogue import Catalog


def half_year_name(catalog: Catalog, half_year: str) -> str:
    """Return what a half-year, written as `2026-1`, is called."""
    say = catalog.relay_report
    year, _, half = half_year.partition("-")
    return (say.first_half if half == "1" else say.second_half).format(year=year)
