"""What a mentor's statement counts: meetings and reviews of pairs within a span of time. Numbers alone."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, select

from storage.meetings import Meeting
from storage.reviews import Review
from storage.vocabulary import MeetingState, ReviewState


def meetings_within(session: Session, *, pair_ids: Collection[str], since: datetime, until: datetime) -> dict[str, int]:
    """Return how many meetings of each pair began in that span and took place, as far as anybody has said: one query.

    A pair without any is left out, and so is `until` itself.
    """
    took_place = col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD])
    theirs = select(Meeting.pair_id, func.count()).where(col(Meeting.pair_id).in_(pair_ids), took_place)
    within = theirs.where(Meeting.starts_at >= since, Meeting.starts_at < until)
    return dict(session.exec(within.group_by(col(Meeting.pair_id))).all())


def reviews_within(session: Session, *, pair_ids: Collection[str], since: datetime, until: datetime) -> dict[str, int]:
    """Return how many reviews of each pair were returned in that span: one query. A pair without any is left out."""
    theirs = select(Review.pair_id, func.count()).where(
        col(Review.pair_id).in_(pair_ids), Review.state == ReviewState.DONE
    )
    within = theirs.where(Review.changed_at >= since, Review.changed_at < until)
    return dict(session.exec(within.group_by(col(Review.pair_id))).all())
