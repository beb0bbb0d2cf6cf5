"""How much room a mentor has for reviews, as their mentees may know it, and what they carry, as they alone may."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import at_local, local_day
from bot.domain.hours import Hours
from bot.domain.meetings import months_after
from bot.domain.pairs import PairCard
from bot.domain.public_holidays import PublicHolidays
from bot.domain.reviews import A_WEEK_CHOICES, LONGEST_PAUSE, PAUSE_DAYS, Load, ReviewRoom, Terms, notice_of, room_of
from bot.errors import FieldError
from storage.meetings import count_meetings_within
from storage.members import Member
from storage.offers import offer_of
from storage.pairs import live_pairs_of
from storage.reviews import ReviewTerms, keep_terms, reviews_of_mentor, terms_of
from storage.settings import setting
from storage.vocabulary import PairState, SettingName


def room_for(session: Session, card: PairCard, *, now: datetime) -> ReviewRoom:
    """Return the room of this pair's mentor: four statements.

    Notice is counted from Monday to Friday without the programme's holidays: which days the mentor keeps is nobody
    else's to see.
    """
    mentor = card.mentor
    hours = Hours(mentor.clock, days_off=_holidays(session, card.team_id))
    offer = offer_of(session, member_id=mentor.member_id)
    notice = notice_of(paper_days=offer.paper_days if offer else None, grant_days=offer.grant_days if offer else None)
    taken = [review.due_on for review in reviews_of_mentor(session, mentor_id=mentor.member_id)]
    terms = terms_in(terms_of(session, member_id=mentor.member_id))
    return room_of(notice, terms=terms, taken=taken, hours=hours, today=local_day(now, mentor.clock))


def load_of(session: Session, mentor: Member, *, now: datetime) -> Load:
    """Return what a mentor carries at present: three statements."""
    rows = live_pairs_of(session, member_id=mentor.id)
    pair_ids = [row.pair.id for row in rows if row.mentor.id == mentor.id and row.pair.state is PairState.ACTIVE]
    since, until = this_month(now, ZoneInfo(mentor.zone))
    return Load(
        mentees=len(pair_ids),
        reviews=len(reviews_of_mentor(session, mentor_id=mentor.id)),
        meetings=count_meetings_within(session, pair_ids=pair_ids, since=since, until=until),
    )


def own_terms(deps: Deps, *, actor: Member) -> Terms:
    """Return how much `actor` reviews; a pause that has ended by itself is none."""
    with deps.db.read() as session:
        terms = terms_in(terms_of(session, member_id=actor.id))
    is_over = terms.paused_until is not None and terms.paused_until <= _today(deps, actor)
    return replace(terms, paused_until=None) if is_over else terms


def keep_own_terms(deps: Deps, *, actor: Member, terms: Terms, week_field: str, pause_field: str) -> None:
    """Keep how much `actor` reviews.

    Raises:
        FieldError: a number that was not offered, or a pause in the past or of more than a year; beside its field.
    """
    say = deps.catalog.reviews
    today = _today(deps, actor)
    if terms.a_week not in A_WEEK_CHOICES:
        raise FieldError(week_field, say.no_number)
    if terms.paused_until and not today < terms.paused_until <= today + LONGEST_PAUSE:
        raise FieldError(pause_field, say.no_pause)
    with deps.db.begin() as session:
        _keep(session, actor, terms)


def pause_reviews(session: Session, mentor: Member, *, now: datetime) -> date:
    """Let a mentor be asked for no review for a while, in the transaction of what they press; return until when."""
    terms = terms_in(terms_of(session, member_id=mentor.id))
    until = local_day(now, ZoneInfo(mentor.zone)) + timedelta(days=PAUSE_DAYS)
    longest = max(until, terms.paused_until or until)
    _keep(session, mentor, replace(terms, paused_until=longest))
    return longest


def terms_in(kept: ReviewTerms | None) -> Terms:
    """Return how much somebody reviews; the usual where they have chosen nothing."""
    return Terms(kept.a_week, kept.paused_until) if kept else Terms()


def this_month(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the first instant of this month on a clock, and the last."""
    first = local_day(now, zone).replace(day=1)
    until = at_local(months_after(first, 1), time.min, zone) - timedelta(microseconds=1)
    return at_local(first, time.min, zone), until


def _keep(session: Session, mentor: Member, terms: Terms) -> None:
    kept = ReviewTerms(
        member_id=mentor.id, team_id=mentor.team_id, a_week=terms.a_week, paused_until=terms.paused_until
    )
    keep_terms(session, kept)


def _holidays(session: Session, team_id: str) -> PublicHolidays | frozenset[date]:
    kept = setting(session, team_id=team_id, name=SettingName.HOLIDAYS)
    return PublicHolidays(kept) if kept else frozenset()


def _today(deps: Deps, member: Member) -> date:
    return local_day(deps.clock.now(), ZoneInfo(member.zone))
