"""Stored pairs as the people in them see them."""

from bot.domain.pairs import PairCard, Partner
from storage.members import Member
from storage.pairs import PairRow
from storage.vocabulary import Side


def card_of(row: PairRow, *, viewer_id: str) -> PairCard:
    """Return the pair from the side of the member `viewer_id`, who must be one of the two."""
    return PairCard(
        pair_id=row.pair.id,
        team_id=row.pair.team_id,
        side=Side.MENTOR if viewer_id == row.mentor.id else Side.MENTEE,
        mentor=partner_of(row.mentor),
        mentee=partner_of(row.mentee),
        cadence=row.pair.cadence,
        state=row.pair.state,
        topic=row.pair.topic,
    )


def partner_of(member: Member) -> Partner:
    """Return somebody as the other one sees them."""
    return Partner(
        member_id=member.id,
        user_id=member.user_id,
        name=member.name,
        zone=member.zone,
        has_left=member.is_deleted,
    )
