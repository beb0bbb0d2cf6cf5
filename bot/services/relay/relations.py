"""How people stand to each other, as far as the private door has to know: read in memory, kept nowhere.

Whoever has authority over somebody must not handle what they write. Every such relation comes in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from bot.domain.relay.crowds import Band, band_of
from storage.members import Member, member_of, names_of_people
from storage.pairs import LIVE, PairRow, count_people_in_pairs, live_pairs_of, pairs_ever_of
from storage.vocabulary import Side

MOST_COLLEAGUES = 20_000
"""More names would not be looked for within the three seconds in which a form is answered."""


@dataclass(frozen=True, slots=True)
class Relations:
    """How one person stands to others. Ids are Slack's."""

    sides: Mapping[str, Side]
    """Everybody they are or were paired with, and on which side they themselves stand."""
    partner_names: tuple[str, ...]
    authorities: frozenset[str]
    """Those who have a say in their career: none are known until a roster names them."""
    crowd: Band
    """How many people are in pairs, this one among them."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a request names."""

    name: str
    crowd: Band
    """How many people could write about them."""


def relations_of(session: Session, *, team_id: str, user_id: str) -> Relations:
    """Return how a person stands to others; for somebody whom the roster does not know, to nobody."""
    member = member_of(session, team_id=team_id, user_id=user_id)
    rows = pairs_ever_of(session, member_id=member.id) if member else []
    partners = [(_other(row, user_id), _side(row, user_id)) for row in rows]
    is_paired = any(row.pair.state in LIVE for row in rows)
    return Relations(
        sides={partner.user_id: side for partner, side in partners},
        partner_names=tuple(sorted({partner.name for partner, _ in partners})),
        authorities=frozenset(),
        crowd=band_of(count_people_in_pairs(session, team_id=team_id) + (not is_paired)),
    )


def named(session: Session, *, team_id: str, user_id: str, side: Side | None) -> Named | None:
    """Return whom a request names, None when that is no colleague of this workspace.

    Args:
        session: of the main database.
        team_id: the workspace.
        user_id: whom it names.
        side: on which side its author stands to them; None for no pair of theirs: the smaller side counts then.
    """
    member = member_of(session, team_id=team_id, user_id=user_id)
    if member is None or not member.is_full_member:
        return None
    rows = live_pairs_of(session, member_id=member.id)
    sides = [_other_side(row, user_id) for row in rows]
    numbers = {each: sides.count(each) for each in set(sides)}
    people = numbers.get(side, 0) if side else min(numbers.values(), default=0)
    return Named(member.name, band_of(people))


def colleagues(session: Session, *, team_id: str) -> list[str]:
    """Return the names of people of whom somebody in this workspace may write."""
    return names_of_people(session, team_id=team_id, most=MOST_COLLEAGUES)


def _other(row: PairRow, user_id: str) -> Member:
    return row.mentee if row.mentor.user_id == user_id else row.mentor


def _side(row: PairRow, user_id: str) -> Side:
    return Side.MENTOR if row.mentor.user_id == user_id else Side.MENTEE


def _other_side(row: PairRow, user_id: str) -> Side:
    return Side.MENTEE if row.mentor.user_id == user_id else Side.MENTOR
