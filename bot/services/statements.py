"""A mentor's statement for their own file: what it would say now, of whom."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.statements import QUIET_BETWEEN_ASKS, Facts, MenteeLine, Period, Statement, period_of, periods
from bot.errors import NotYoursError
from bot.services.programme import smallest_count
from bot.services.statement_records import facts_in, year_of
from storage.members import Member
from storage.namings import Naming, namings_of_mentor
from storage.settings import setting
from storage.vocabulary import NamingState, SettingName


def statement(deps: Deps, *, actor: Member, code: str) -> Statement:
    """Return what `actor`'s statement of a period says now; without a code that of this calendar year.

    A constant number of statements, however many they mentor.

    Raises:
        NotYoursError: there is no such period, or it has not begun.
    """
    fewest = smallest_count(deps, team_id=actor.team_id)
    with deps.db.read() as session:
        return statement_in(session, actor, code, fewest=fewest, now=deps.clock.now())


def statement_in(session: Session, mentor: Member, code: str, *, fewest: int, now: datetime) -> Statement:
    """Return the same within a transaction.

    Raises:
        NotYoursError: there is no such period, or it has not begun.
    """
    today = local_day(now, ZoneInfo(mentor.zone))
    period = period_of(code) if code else periods(today, first_month=1)[0]
    if period is None or period.first > today:
        raise NotYoursError
    year = year_of(session, mentor, period, now=now)
    asked: dict[str, list[Naming]] = {}
    for naming in namings_of_mentor(session, mentor_id=mentor.id):
        asked.setdefault(naming.mentee_id, []).append(naming)
    lines = [
        _line(mentor, period, mentee_id, name, facts, asked.get(mentee_id, ()), is_here=is_here, now=now)
        for mentee_id, (name, facts, is_here) in year.mentees.items()
    ]
    return Statement(
        period=period,
        today=today,
        mentor=mentor.name,
        rank=year.rank,
        programme=setting(session, team_id=mentor.team_id, name=SettingName.PROGRAMME_NAME),
        since=year.since,
        lines=tuple(lines),
        fewest=fewest,
    )


def _line(
    mentor: Member,
    period: Period,
    mentee_id: str,
    name: str,
    facts: Facts,
    asked: Sequence[Naming],
    *,
    is_here: bool,
    now: datetime,
) -> MenteeLine:
    zone = ZoneInfo(mentor.zone)
    kept = next((each for each in asked if each.period == period.code), None)
    confirmed = facts_in(kept.confirmed) if kept and kept.confirmed else None
    if kept is None:
        may_ask = all(each.confirmed or now - each.asked_at >= QUIET_BETWEEN_ASKS for each in asked)
    else:
        is_due = kept.state is NamingState.NAMED and now - kept.asked_at >= QUIET_BETWEEN_ASKS
        may_ask = is_due and confirmed != facts
    return MenteeLine(
        mentee_id=mentee_id,
        name=name,
        facts=facts,
        asked_on=local_day(kept.asked_at, zone) if kept else None,
        confirmed=confirmed,
        confirmed_on=local_day(kept.confirmed_at, zone) if kept and kept.confirmed_at else None,
        may_ask=is_here and may_ask,
    )
