"""How people stand to each other, as far as the private door has to know: read in memory, kept nowhere.

Whoever has authority over somebody must not handle what they write. Every such relation comes in by `authority`.
"""

from collections.abc import Iterable, Mapping, Set

from sqlmodel import Session

from storage.leavers import people_behind
from storage.members import Member, member_of, members_of, names_of_people
from storage.pairs import LIVE, PairRow, live_pairs_of, pairs_ever_of, who_was_paired_with
from storage.profiles import profile_of
from storage.records import record
from storage.relations import who_has_a_say
from storage.vocabulary import Side

MOST_COLLEAGUES = 20_000
"""More names would not be looked for within the three seconds in which a form is answered."""

Ties = Mapping[str, frozenset[str]]
"""For each of some people, by Slack's ids, those with whom they have ties, themselves among them."""


@record
class Relations:
    """How one person stands to others. Ids are Slack's."""

    sides: Mapping[str, Side]
    """Everybody they are or were paired with, and on which side they themselves stand."""
    partner_names: tuple[str, ...]
    authorities: frozenset[str]
    """Those who have a say in their career."""
    is_in_pairs: bool
    """They are in a pair now."""
    division: str | None
    """Of the faculty, as far as it is known."""


@record
class Named:
    """Somebody whom a request names."""

    name: str
    could_write: frozenset[str]
    """Slack ids of those who could write about them."""


def authority(session: Session, *, team_id: str, user_ids: Set[str]) -> list[tuple[str, str]]:
    """Return who has a say in whose career, as far as one of these people is in it, on either side.

    As pairs of Slack's ids: whoever has the say, then over whom. Nobody has a say in their own.
    """
    behind = people_behind(session, team_id=team_id)
    known = as_people(who_has_a_say(session, team_id=team_id, user_ids=rows_of(user_ids, behind)), behind)
    return [(senior, junior) for senior, junior in known if senior != junior]


def relations_of(session: Session, *, team_id: str, user_id: str) -> Relations:
    """Return how a person stands to others; for somebody whom the roster does not know, to nobody."""
    member = member_of(session, team_id=team_id, user_id=user_id)
    behind = people_behind(session, team_id=team_id)
    own = rows_of({user_id}, behind)
    everybody = members_of(session, team_id=team_id, user_ids=own - {user_id}).values() if behind else ()
    members = [each for each in (member, *everybody) if each]
    rows = [row for each in members for row in pairs_ever_of(session, member_id=each.id)]
    partners = [(_other(row, own), _side(row, own)) for row in rows]
    over = authority(session, team_id=team_id, user_ids={user_id})
    profile = profile_of(session, member_id=member.id) if member else None
    return Relations(
        sides={behind.get(partner.user_id, partner.user_id): side for partner, side in partners},
        partner_names=tuple(sorted({partner.name for partner, _ in partners if not partner.erased_at})),
        authorities=frozenset(who for who, whom in over if whom == user_id),
        is_in_pairs=any(row.pair.state in LIVE for row in rows),
        division=profile.division if profile else None,
    )


def ties_of(session: Session, *, team_id: str, user_ids: Set[str]) -> Ties:
    """Return with whom each of these people has ties because of which they are never given what those write."""
    ties = {each: {each} for each in user_ids}
    behind = people_behind(session, team_id=team_id)
    paired = as_people(who_was_paired_with(session, team_id=team_id, user_ids=rows_of(user_ids, behind)), behind)
    over = authority(session, team_id=team_id, user_ids=user_ids)
    for one, other in (*paired, *((mentee, mentor) for mentor, mentee in paired), *over):
        if one in ties:
            ties[one].add(other)
    return {each: frozenset(others) for each, others in ties.items()}


def named(session: Session, *, team_id: str, user_id: str, side: Side | None) -> Named | None:
    """Return whom a request names, None when that is no colleague of this workspace.

    Args:
        session: of the main database.
        team_id: the workspace.
        user_id: whom it names.
        side: on which side its author stands to them; None for no pair of theirs: of their mentors, their mentees and
            those in whose careers they have a say, the fewest count then.
    """
    member = member_of(session, team_id=team_id, user_id=user_id)
    if member is None or not member.is_full_member:
        return None
    people: dict[Side, set[str]] = {}
    for row in live_pairs_of(session, member_id=member.id):
        other = _other(row, {user_id})
        if other.is_full_member:
            people.setdefault(_side(row, {other.user_id}), set()).add(other.user_id)
    groups = [*people.values(), _juniors_of(session, member)]
    could_write = people.get(side, set()) if side else min(filter(None, groups), key=len, default=set())
    return Named(member.name, frozenset(could_write))


def rows_of(user_ids: Set[str], behind: Mapping[str, str]) -> Set[str]:
    """Return these people, and the rows that were theirs before their data was erased: their ties stand on those."""
    return {*user_ids, *(row for row, was in behind.items() if was in user_ids)}


def as_people(found: Iterable[tuple[str, str]], behind: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the people behind such rows in the place of those."""
    return [(behind.get(one, one), behind.get(other, other)) for one, other in found]


def colleagues(session: Session, *, team_id: str) -> list[str]:
    """Return the names of people of whom somebody in this workspace may write."""
    return names_of_people(session, team_id=team_id, most=MOST_COLLEAGUES)


def _other(row: PairRow, own: Set[str]) -> Member:
    return row.mentee if row.mentor.user_id in own else row.mentor


def _side(row: PairRow, own: Set[str]) -> Side:
    return Side.MENTOR if row.mentor.user_id in own else Side.MENTEE


def _juniors_of(session: Session, member: Member) -> set[str]:
    """Return who is here in whose career this member has a say."""
    over = authority(session, team_id=member.team_id, user_ids={member.user_id})
    juniors = {junior for senior, junior in over if senior == member.user_id}
    known = members_of(session, team_id=member.team_id, user_ids=juniors)
    return {user_id for user_id, junior in known.items() if junior.is_full_member}
