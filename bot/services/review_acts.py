"""What the two of a pair do with review requests. One function per intention; each opens one transaction."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.pairs import PairCard
from bot.domain.reviews import FURTHEST, MOST_OPEN, ReviewAct, ReviewDraft, ReviewFlaw, ReviewRoom, ReviewSheet, flaw_of
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.review_load import pause_reviews, room_for
from bot.services.review_plan import remind_of_date, tell_of_change, tell_of_request
from bot.services.reviews import sheet_of
from bot.views import times
from storage.members import Member
from storage.reviews import Review, count_open_for, keep_new_review, review_by_id
from storage.vocabulary import ReviewState


def ask(
    deps: Deps, *, actor: Member, pair_id: str, draft: ReviewDraft, review_id: str, fields: Mapping[ReviewFlaw, str]
) -> ReviewSheet:
    """Ask the mentor of a pair for a review and return the request. The same `review_id` again changes nothing.

    Raises:
        NotYoursError: `actor` is not the mentee of this pair, or the id is that of another pair's request.
        UserError: the mentor has left.
        FieldError: it cannot be asked for like this; beside the field that `fields` names for it.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.pair_mentee_of(session, actor, pair_id)
        if review_by_id(session, review_id=review_id) is None:
            _refuse(session, deps.catalog, card=card, draft=draft, fields=fields, now=now)
            review = Review(
                id=review_id, team_id=card.team_id, pair_id=pair_id, asked_at=now, changed_at=now, **asdict(draft)
            )
            if keep_new_review(session, review=review):
                tell_of_request(session, review, card=card, now=now)
        review, card = access.review_of(session, actor, review_id)
    return sheet_of(review, card)


def act(deps: Deps, *, actor: Member, review_id: str, act: ReviewAct, day: date | None = None) -> ReviewSheet:
    """Do with a request what its viewer can do now, and return it; what cannot be done any more changes nothing.

    Whatever was done, the other one is told. `day` is the one that a mentor offers.

    Raises:
        NotYoursError: the request is of another pair.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        review, card = access.review_of(session, actor, review_id, is_to_change=True)
        leads_to = sheet_of(review, card).acts.get(act)
        is_new = act is not ReviewAct.OFFER or (day is not None and day != review.offered_on)
        if leads_to and is_new:
            _change(session, review, card, leads_to, day=day, now=now)
            if act is ReviewAct.PAUSE:
                pause_reviews(session, actor, now=now)
    return sheet_of(review, card)


def offer_day(deps: Deps, *, actor: Member, review_id: str, day: date, field: str) -> ReviewSheet:
    """Offer another day for a review, and return the request.

    Raises:
        NotYoursError: the request is of another pair.
        UserError: it is settled by now.
        FieldError: the day is over, or years away; beside `field`.
    """
    today = local_day(deps.clock.now(), ZoneInfo(actor.zone))
    if not today <= day <= today + FURTHEST:
        raise FieldError(field, deps.catalog.reviews.bad_day)
    sheet = act(deps, actor=actor, review_id=review_id, act=ReviewAct.OFFER, day=day)
    if (sheet.state, sheet.offered_on) != (ReviewState.OFFERED, day):
        raise UserError(deps.catalog.reviews.settled_meanwhile)
    return sheet


def _change(
    session: Session, review: Review, card: PairCard, state: ReviewState, *, day: date | None, now: datetime
) -> None:
    """Let a request stand otherwise, tell the other one, and remind the mentor of what they have agreed to."""
    if state is ReviewState.ACCEPTED:
        review.wanted_on = review.due_on
    if state is ReviewState.OFFERED:
        review.offered_on = day
    review.state, review.revision, review.changed_at = state, review.revision + 1, now
    session.add(review)
    tell_of_change(session, review, to=card.partner.member_id, now=now)
    if state is ReviewState.ACCEPTED:
        remind_of_date(session, review, card=card, now=now)


def _refuse(
    session: Session,
    catalog: Catalog,
    *,
    card: PairCard,
    draft: ReviewDraft,
    fields: Mapping[ReviewFlaw, str],
    now: datetime,
) -> None:
    if card.is_resting:
        raise UserError(catalog.reviews.partner_left.format(partner=card.partner.name))
    room, count = room_for(session, card, now=now), count_open_for(session, pair_id=card.pair_id)
    if flaw := flaw_of(draft, room=room, count=count):
        raise FieldError(fields[flaw], _sentence(catalog, flaw, card=card, draft=draft, room=room))


def _sentence(catalog: Catalog, flaw: ReviewFlaw, *, card: PairCard, draft: ReviewDraft, room: ReviewRoom) -> str:
    """Return what a refusal says: where there is a first day, which one it is."""
    phrase: str = getattr(catalog.reviews, flaw)
    return phrase.format(
        partner=card.partner.name,
        days=room.notice[draft.kind],
        day=times.day(room.paused_until or room.first_on[draft.kind]),
        most=MOST_OPEN,
    )
