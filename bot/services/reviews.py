"""Review requests as the two of a pair find them. What is done with one stands in `review_acts`."""

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.domain.reviews import ReviewBoard, ReviewRoom, ReviewSheet
from bot.services import access
from bot.services.review_load import load_of, room_for
from storage.members import Member
from storage.reviews import Review, closed_reviews, open_reviews
from storage.vocabulary import Side

SHOWN_CLOSED = 5


def board(deps: Deps, *, actor: Member, pair_id: str) -> ReviewBoard:
    """Return the requests of one pair; a mentor also finds what they carry in all of theirs.

    Raises:
        NotYoursError: the pair is not the actor's.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        card = access.readable_pair_of(session, actor, pair_id)
        return ReviewBoard(
            card=card,
            open=tuple(sheet_of(each, card) for each in open_reviews(session, pair_ids=[pair_id])),
            closed=tuple(sheet_of(each, card) for each in closed_reviews(session, pair_id=pair_id, limit=SHOWN_CLOSED)),
            room=room_for(session, card, now=now),
            load=load_of(session, actor, now=now) if card.side is Side.MENTOR else None,
        )


def form(deps: Deps, *, actor: Member, pair_id: str) -> tuple[PairCard, ReviewRoom]:
    """Return what the form of a new request is filled with.

    Raises:
        NotYoursError: the actor is not the mentee of this pair.
    """
    with deps.db.read() as session:
        card = access.pair_mentee_of(session, actor, pair_id)
        return card, room_for(session, card, now=deps.clock.now())


def sheet(deps: Deps, *, actor: Member, review_id: str) -> tuple[ReviewSheet, ReviewRoom]:
    """Return one request, and the mentor's room for another day.

    Raises:
        NotYoursError: it is of another pair, or there is none of that id.
    """
    with deps.db.read() as session:
        review, card = access.review_of(session, actor, review_id)
        return sheet_of(review, card), room_for(session, card, now=deps.clock.now())


def sheet_of(review: Review, card: PairCard) -> ReviewSheet:
    """Return a request as the viewer of its pair sees it."""
    return ReviewSheet(
        card=card,
        review_id=review.id,
        kind=review.kind,
        title=review.title,
        length=review.length,
        ask=review.ask,
        wanted_on=review.wanted_on,
        deadline_on=review.deadline_on,
        offered_on=review.offered_on,
        state=review.state,
        revision=review.revision,
    )
