"""Two people of one pair and a stranger: rows as the roster and a facilitator leave them."""

from datetime import UTC, datetime

from sqlmodel import col, update

from storage.columns import new_id
from storage.database import Database
from storage.members import Member, keep_members, member_of
from storage.pairs import Pair
from storage.profiles import Profile, keep_facts
from storage.relations import Relation, add_relations
from storage.vocabulary import Authority, PairState
from tests.payloads import TEAM, USER

MENTEE, MENTOR, STRANGER = USER, "U0IDRIS001", "U0STRANGER"
ELSEWHERE = "T2"
"""Another workspace."""
NAMES = {MENTEE: "Maya Lindqvist", MENTOR: "Idris Okafor", STRANGER: "Vera Nowak"}
ZONES = {MENTEE: "America/Toronto", MENTOR: "Europe/Berlin", STRANGER: "Europe/Berlin"}
NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
"""A Tuesday: 10:00 in Toronto, 16:00 in Berlin."""


def enrol(db: Database, *user_ids: str) -> None:
    """Keep these people as members."""
    rows = [
        Member(team_id=TEAM, user_id=each, name=NAMES.get(each, each), zone=ZONES.get(each, "UTC")) for each in user_ids
    ]
    with db.begin() as session:
        keep_members(session, members=rows)


def the(db: Database, user_id: str) -> Member:
    """Return the member of that user id, who must have been enrolled."""
    with db.read() as session:
        member = member_of(session, team_id=TEAM, user_id=user_id)
    assert member
    return member


def person(db: Database, who: str) -> Member:
    """Return that member; for ELSEWHERE, whoever has the mentor's id in another workspace."""
    if who != ELSEWHERE:
        return the(db, who)
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE, user_id=MENTOR, name="Idris elsewhere")])
        elsewhere = member_of(session, team_id=ELSEWHERE, user_id=MENTOR)
    assert elsewhere
    return elsewhere


def pair_up(db: Database, *, mentor: str = MENTOR, mentee: str = MENTEE, state: PairState = PairState.ACTIVE) -> str:
    """Make a pair of two people and return its id."""
    enrol(db, mentor, mentee, STRANGER)
    pair = Pair(
        id=new_id(),
        team_id=TEAM,
        mentor_id=the(db, mentor).id,
        mentee_id=the(db, mentee).id,
        proposed_by_id=the(db, STRANGER).id,
        state=state,
        proposed_at=NOW,
    )
    with db.begin() as session:
        session.add(pair)
    return pair.id


def has_a_say(db: Database, senior: str, junior: str) -> None:
    """Let somebody lead the division of somebody else."""
    who, whom = the(db, senior), the(db, junior)
    relation = Relation(senior_id=who.id, junior_id=whom.id, kind=Authority.CHIEF, team_id=TEAM)
    with db.begin() as session:
        add_relations(session, relations=[relation])


def is_of_division(db: Database, user_id: str, division: str) -> None:
    """Let the roster know of which division somebody is."""
    member = the(db, user_id)
    with db.begin() as session:
        keep_facts(session, profiles=[Profile(member_id=member.id, team_id=member.team_id, division=division)])


def has_left(db: Database, user_id: str) -> None:
    """Let somebody no longer be in the workspace."""
    with db.begin() as session:
        session.connection().execute(update(Member).where(col(Member.user_id) == user_id).values(is_deleted=True))
