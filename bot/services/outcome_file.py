"""What the programme's reports hold of academic years, for research: the tables as they were made, and no person."""

from collections.abc import Sequence
from dataclasses import replace

from bot.deps import Deps
from bot.domain.outcomes import year_told_in
from bot.domain.reports.periods import span_of
from bot.domain.reports.tables import Report
from bot.domain.reports.words import OF_A_YEAR
from bot.services.reports import periods, report
from storage.pairs import teams_with_pairs
from storage.reports import kept_report


def workspaces(deps: Deps) -> list[str]:
    """Return the ids of the workspaces in which there are, or were, pairs."""
    with deps.db.read() as session:
        return teams_with_pairs(session)


def periods_of_years(deps: Deps) -> list[str]:
    """Return the half-years to choose from whose report counts an academic year."""
    return [period for period in periods(deps) if year_told_in(span_of(period).since.date())]


def are_made(deps: Deps, *, team_id: str, wanted: Sequence[str]) -> bool:
    """Return whether the reports on these half-years have been made: then nothing is written to read them."""
    with deps.db.read() as session:
        return all(kept_report(session, team_id=team_id, period=period) for period in wanted)


def reports_of_years(deps: Deps, *, team_id: str, wanted: Sequence[str]) -> list[Report]:
    """Return the reports on these half-years, with nothing but what they count of academic years."""
    made = [report(deps, team_id=team_id, period=period) for period in wanted]
    return [replace(each, tables=tuple(one for one in each.tables if one.measure in OF_A_YEAR)) for each in made]
