"""The messages that a review request brings with it, planned in the transaction of what is done with it."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.domain.calendar import local_day
from bot.domain.hours import Hours, working_days_after
from bot.domain.items import last_moment, reminder_for
from bot.domain.mornings import Morning, morning_of
from bot.domain.pairs import PairCard
from bot.services.letter import planned
from bot.services.preferences import hours_of_pair
from storage.reviews import Review
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import Side, TouchpointKind

WAITS_AFTER_DAYS = 3
"""Working days after which a mentor who has not answered is reminded, once."""
NEWS_FRESH = timedelta(days=30)
"""How long it is worth telling what has become of a request. The board shows it all the same."""


def tell_of_request(session: Session, review: Review, *, card: PairCard, now: datetime) -> None:
    """Tell the mentor that they are asked, and remind them once where they do not answer."""
    hours = hours_of_pair(session, card)[Side.MENTOR]
    mentor_id = card.mentor.member_id
    point = last_moment(review.wanted_on, hours.zone)
    asked = _news(review, TouchpointKind.REVIEW_ASKED, to=mentor_id, now=now, expires_at=point)
    reminder = _waits(hours, wanted_on=review.wanted_on, now=now)
    waits = [_prompt(review, TouchpointKind.REVIEW_WAITS, to=mentor_id, morning=reminder)] if reminder else []
    plan(session, [asked, *waits])


def tell_of_change(session: Session, review: Review, *, to: str, now: datetime) -> None:
    """Tell the other one, by member id, what has become of a request."""
    plan(session, [_news(review, TouchpointKind.REVIEW_CHANGED, to=to, now=now, expires_at=now + NEWS_FRESH)])


def remind_of_date(session: Session, review: Review, *, card: PairCard, now: datetime) -> None:
    """Remind the mentor once of a review that they have agreed to: three days before, as of anything taken on."""
    reminder = reminder_for(review.wanted_on, hours_of_pair(session, card)[Side.MENTOR], now=now)
    if reminder:
        due = _prompt(review, TouchpointKind.REVIEW_DUE, to=card.mentor.member_id, morning=reminder)
        plan(session, [due])


def _waits(hours: Hours, *, wanted_on: date, now: datetime) -> Morning | None:
    """Return when to remind a mentor who has not answered, None when the day itself comes first."""
    day = working_days_after(hours, local_day(now, hours.zone), WAITS_AFTER_DAYS)
    return Morning(day, morning_of(hours, day), last_moment(wanted_on, hours.zone)) if day < wanted_on else None


def _news(review: Review, kind: TouchpointKind, *, to: str, now: datetime, expires_at: datetime) -> PlannedTouchpoint:
    return planned(
        kind=kind,
        member_id=to,
        team_id=review.team_id,
        subject_id=review.id,
        due_at=now,
        expires_at=expires_at,
        revision=review.revision,
    )


def _prompt(review: Review, kind: TouchpointKind, *, to: str, morning: Morning) -> PlannedTouchpoint:
    return planned(
        kind=kind,
        member_id=to,
        team_id=review.team_id,
        subject_id=review.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=review.revision,
        local_on=morning.local_on,
    )
