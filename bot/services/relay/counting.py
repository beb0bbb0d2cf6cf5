"""What closed cases leave behind: numbers of whole half-years, written after their end and in no order."""

from collections import Counter
from collections.abc import Sequence
from random import SystemRandom

from sqlmodel import Session

from bot.deps import Relay
from bot.domain.relay.calendar import half_year_of
from bot.domain.relay.retention import answered_in, counted_in
from storage.relay import retention
from storage.relay.cases import RelayCase
from storage.relay.stats import RelayStat, has_stats, keep_stats
from storage.relay.vocabulary import Approach, CaseState, Outcome, Rating

Alike = tuple[Approach | None, Outcome | None, Rating | None, Rating | None]
"""Approach, outcome, and the two answers to whether it was of help."""


def count_half_years(relay: Relay, week: int) -> None:
    """Count each half-year that is over and was not counted yet, then delete the cases that waited for nothing else."""
    current = half_year_of(week)
    with relay.db.begin() as session:
        retention.be_alone(session)
        cases = retention.over_cases(session)
        for team_id in {case.team_id for case in cases}:
            own = [case for case in cases if case.team_id == team_id]
            _count(session, own, team_id=team_id, current=current)
        retention.delete_cases(session, [case for case in cases if _is_done(case, current)])


def _count(session: Session, cases: Sequence[RelayCase], *, team_id: str, current: str) -> None:
    ends = Counter[tuple[str, Alike]]()
    for case in cases:
        week = case.closed_week or 0
        ends[counted_in(week), (case.approach, case.outcome, case.rating_now, None)] += 1
        if case.rating_90:
            ends[answered_in(week), (None, None, None, case.rating_90)] += 1
    is_new = {
        half_year: half_year < current and not has_stats(session, team_id=team_id, half_year=half_year)
        for half_year, _ in ends
    }
    stats = [_stat(team_id, half_year, alike, n) for (half_year, alike), n in ends.items() if is_new[half_year]]
    SystemRandom().shuffle(stats)
    keep_stats(session, stats)


def _stat(team_id: str, half_year: str, alike: Alike, n: int) -> RelayStat:
    approach, outcome, rating_now, rating_90 = alike
    return RelayStat(
        team_id=team_id,
        half_year=half_year,
        approach=approach,
        outcome=outcome,
        rating_now=rating_now,
        rating_90=rating_90,
        n=n,
    )


def _is_done(case: RelayCase, current: str) -> bool:
    return case.state is CaseState.SHELL and not case.is_held and answered_in(case.closed_week or 0) < current
