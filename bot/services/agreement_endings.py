"""How a version ends: a yes of each side to the same page, which any change takes back; and who is told of it."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.agreements import NEWS_FOR
from bot.services.agreement_records import Record, is_compared, yes_at
from bot.services.agreement_reviews import plan_reviews
from bot.services.letter import planned
from storage.touchpoints import plan
from storage.vocabulary import Side, TouchpointKind


def say_yes(session: Session, record: Record, *, now: datetime) -> None:
    """Note the viewer's yes; the second one makes the version stand, and plans when the two look at it again."""
    agreement = record.agreement
    if yes_at(agreement, record.card.side) is None:
        _set_yes(record, record.card.side, now)
    is_agreed = all(yes_at(agreement, side) for side in Side)
    if is_agreed and is_compared(agreement) and record.is_settled:
        agreement.confirmed_at = now
        plan_reviews(session, record, now=now)
    session.add(agreement)


def take_back(record: Record) -> bool:
    """Take both sides' yes back, since the page has changed; return whether the other side's was among them."""
    had_said_yes = yes_at(record.agreement, record.card.other_side) is not None
    for side in Side:
        _set_yes(record, side, None)
    return had_said_yes


def tell_partner(session: Session, record: Record, *, now: datetime) -> None:
    """Plan the message that the viewer has done something; what it says is what is true when it is sent."""
    is_yes = yes_at(record.agreement, record.card.side) is not None
    told = planned(
        kind=TouchpointKind.AGREEMENT_NEWS,
        member_id=record.card.partner.member_id,
        team_id=record.card.team_id,
        subject_id=record.agreement.id,
        due_at=now,
        expires_at=now + NEWS_FOR,
        revision=2 * record.agreement.revision + is_yes,
    )
    plan(session, [told])


def _set_yes(record: Record, side: Side, at: datetime | None) -> None:
    if side is Side.MENTOR:
        record.agreement.mentor_confirmed_at = at
    else:
        record.agreement.mentee_confirmed_at = at
