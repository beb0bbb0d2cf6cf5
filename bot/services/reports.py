"""The report of a programme: made once for each half-year that is over, and the same for everybody from then on."""

from bot.deps import Deps
from bot.domain.reports.kept import from_text, to_text
from bot.domain.reports.making import report_of
from bot.domain.reports.periods import periods_until, span_of
from bot.domain.reports.tables import Report
from bot.errors import UserError
from bot.services.outcome_counts import with_year
from bot.services.programme import smallest_count
from bot.services.report_census import census_of
from storage.audit import note
from storage.pairs import count_people_in_pairs
from storage.reports import keep_report, kept_report
from storage.vocabulary import AuditKind


def periods(deps: Deps) -> list[str]:
    """Return the half-years to choose from, the last one that is over first, whether anything was counted or not."""
    return periods_until(deps.clock.now().date())


def report(deps: Deps, *, team_id: str, period: str, actor_id: str | None = None) -> Report:
    """Return the report on a half-year: the same for everybody, whenever it is asked for.

    Whoever is the first has made it, which is noted. That `actor_id` is a facilitator is proven by whoever calls; None
    is whoever runs Rapport, at the machine.

    Raises:
        UserError: it is none of the half-years to choose from.
    """
    if period not in periods(deps):
        raise UserError(deps.catalog.report_page.not_over)
    with deps.db.read() as session:
        kept = kept_report(session, team_id=team_id, period=period)
    return from_text(kept or _made(deps, team_id, period, actor_id))


def _made(deps: Deps, team_id: str, period: str, actor_id: str | None) -> str:
    span, made_on = span_of(period), deps.clock.now().date()
    k = smallest_count(deps, team_id=team_id)
    with deps.db.read() as session:
        people = count_people_in_pairs(session, team_id=team_id)
        census = census_of(session, team_id=team_id, span=span, k=k)
        census = with_year(session, census, team_id=team_id, span=span)
    made = report_of(census, period=period, k=k, made_on=made_on, people=people)
    text = to_text(made)
    with deps.db.begin() as session:
        if keep_report(session, team_id=team_id, period=period, text=text, made_on=made_on):
            note(session, team_id=team_id, actor_id=actor_id, kind=AuditKind.REPORT_MADE, at=deps.clock.now())
            return text
        return kept_report(session, team_id=team_id, period=period) or text
