"""Which review requests wait for somebody in Home."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.domain.home import Waiting, WaitingKind
from bot.domain.items import REMINDER_LEAD
from bot.domain.pairs import PairCard
from storage.reviews import Review
from storage.vocabulary import ReviewState, Side

WAITS_FOR: Mapping[tuple[Side, ReviewState], WaitingKind] = {
    (Side.MENTOR, ReviewState.ASKED): WaitingKind.REVIEW_ASKED,
    (Side.MENTEE, ReviewState.OFFERED): WaitingKind.REVIEW_OFFERED,
    (Side.MENTOR, ReviewState.ACCEPTED): WaitingKind.REVIEW_DUE,
}


def reviews_waiting(reviews: Iterable[Review], cards: Mapping[str, PairCard], *, today: date) -> list[Waiting]:
    """Return what waits for the viewer of these pairs: an answer, or a review that is due within three days."""
    found = ((WAITS_FOR.get((cards[each.pair_id].side, each.state)), each) for each in reviews)
    return [
        Waiting(kind=kind, card=cards[each.pair_id], on=each.due_on, task=each.kind)
        for kind, each in found
        if kind and (kind is not WaitingKind.REVIEW_DUE or each.due_on <= today + REMINDER_LEAD)
    ]
