"""Review requests: what a mentee asks a mentor to look at, by when, and what has become of it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.upsert import insert_new, upsert
from storage.vocabulary import PairState, ReviewKind, ReviewState

OPEN = (ReviewState.ASKED, ReviewState.OFFERED, ReviewState.ACCEPTED)
USUAL_A_WEEK = 1


class Review(SQLModel, table=True):
    """One document that the mentee of a pair asks its mentor to review. What it is stays between the two."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    kind: ReviewKind = Field(sa_type=words(ReviewKind))
    title: str = Field(sa_type=EncryptedText)
    length: str = Field(sa_type=EncryptedText)
    """As its author says it: `12 pages`."""
    ask: str | None = Field(default=None, sa_type=EncryptedText)
    """What they would like to hear, and where the document is."""
    wanted_on: date
    """The day on which it is wanted back: the one that was agreed, once there is one."""
    deadline_on: date | None = None
    """The day on which it must go where it goes."""
    offered_on: date | None = None
    """The day that the mentor has offered instead."""
    state: ReviewState = Field(default=ReviewState.ASKED, sa_type=words(ReviewState))
    revision: int = 1
    """Rises with everything that happens to it: messages about an older one are pointless."""
    asked_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def due_on(self) -> date:
        """Return the day by which it stands now: the one that was offered, where that waits for an answer."""
        is_offered = self.state is ReviewState.OFFERED and self.offered_on
        return self.offered_on if is_offered and self.offered_on else self.wanted_on


class ReviewTerms(SQLModel, table=True):
    """How much one mentor reviews. Whoever has chosen nothing has no row; the notice stands in their profile."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    a_week: int = USUAL_A_WEEK
    """How many reviews due in one week leave no room for another."""
    paused_until: date | None = None
    """The first day on which they are asked for a review again."""


def review_by_id(session: Session, *, review_id: str, is_to_change: bool = False) -> Review | None:
    """Return one request, None when there is none of that id. One `is_to_change` waits for other changes."""
    wanted = select(Review).where(Review.id == review_id)
    return session.exec(wanted.with_for_update() if is_to_change else wanted).one_or_none()


def keep_new_review(session: Session, *, review: Review) -> bool:
    """Keep a request and return whether it is new: one whose id is known stays as it stands."""
    return insert_new(session, Review, [review.model_dump()], by=("id",)) == 1


def open_reviews(session: Session, *, pair_ids: Sequence[str]) -> list[Review]:
    """Return the open requests of these pairs: one query, the soonest due first."""
    wanted = select(Review).where(col(Review.pair_id).in_(pair_ids), col(Review.state).in_(OPEN))
    return sorted(session.exec(wanted), key=lambda review: (review.due_on, review.id))


def closed_reviews(session: Session, *, pair_id: str, limit: int) -> list[Review]:
    """Return the requests of a pair that are settled, the last one first."""
    wanted = select(Review).where(Review.pair_id == pair_id, col(Review.state).not_in(OPEN))
    return list(session.exec(wanted.order_by(col(Review.changed_at).desc(), col(Review.id)).limit(limit)))


def reviews_of_mentor(session: Session, *, mentor_id: str) -> list[Review]:
    """Return the open requests to a mentor, of all their pairs that are active: one query."""
    theirs = select(Review).join(Pair, col(Review.pair_id) == col(Pair.id))
    is_theirs = (Pair.mentor_id == mentor_id, Pair.state == PairState.ACTIVE)
    return list(session.exec(theirs.where(*is_theirs, col(Review.state).in_(OPEN))))


def count_open_for(session: Session, *, pair_id: str) -> int:
    """Return how many requests are open in one pair."""
    wanted = select(func.count()).select_from(Review)
    return session.exec(wanted.where(Review.pair_id == pair_id, col(Review.state).in_(OPEN))).one()


def terms_of(session: Session, *, member_id: str) -> ReviewTerms | None:
    """Return how much this mentor reviews, None when they have chosen nothing."""
    return session.get(ReviewTerms, member_id)


def keep_terms(session: Session, terms: ReviewTerms) -> None:
    """Keep how much a mentor reviews in place of what they chose before."""
    upsert(session, ReviewTerms, [terms.model_dump()], by=("member_id",))
