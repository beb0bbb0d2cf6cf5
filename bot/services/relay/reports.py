"""The report on private requests: made once for each half-year that is over, from numbers alone, and kept as it is."""

from itertools import islice

from bot.deps import Deps
from bot.domain.relay.calendar import week_of
from bot.domain.relay.reports import Alike, Report, from_text, half_years_until, is_over, report_of, to_text
from bot.errors import UserError
from bot.services.programme import smallest_count
from bot.services.relay.counting import count_half_years
from bot.services.relay.switch import relay_of
from storage.pairs import count_people_in_pairs
from storage.relay.stats import keep_report, kept_report, stats_of

MOST_HALF_YEARS = 4
"""How many are offered: two years."""


def half_years(deps: Deps) -> list[str]:
    """Return the half-years to choose from, the last one that is over first, by the weeks in which cases are counted.

    The same whether there were cases in them or not.
    """
    week, today = week_of(deps.clock.now()), deps.clock.now().date()
    over = (each for each in half_years_until(today) if is_over(each, week=week))
    return list(islice(over, MOST_HALF_YEARS))


def report(deps: Deps, *, team_id: str, half_year: str) -> Report:
    """Return the report on a half-year: the same for everybody, whenever it is asked for.

    Raises:
        UserError: the half-year is not over, or there is none of that name.
    """
    relay, week = relay_of(deps), week_of(deps.clock.now())
    if not is_over(half_year, week=week):
        raise UserError(deps.catalog.relay_report.not_over)
    with relay.db.read() as session:
        kept = kept_report(session, team_id=team_id, half_year=half_year)
    return from_text(kept or _made(deps, team_id, half_year, week))


def _made(deps: Deps, team_id: str, half_year: str, week: int) -> str:
    relay, k = relay_of(deps), smallest_count(deps, team_id=team_id)
    count_half_years(relay, week)
    with deps.db.read() as session:
        people = count_people_in_pairs(session, team_id=team_id)
    with relay.db.begin() as session:
        stats = stats_of(session, team_id=team_id, half_year=half_year)
        alike = [Alike(each.approach, each.outcome, each.rating_now, each.rating_90, each.n) for each in stats]
        text = to_text(report_of(alike, half_year=half_year, k=k, people=people))
        return keep_report(session, team_id=team_id, half_year=half_year, k=k, text=text)
