"""A workspace of pairs, in the database of a bot that does not run yet."""

from collections.abc import Mapping
from datetime import UTC, datetime

from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member, keep_members, members_of
from storage.pairs import Pair
from storage.vocabulary import PairState
from tests.bench.slack import TEAM

FACILITATOR = "U0FACILITATOR"


def opened(environment: Mapping[str, str]) -> Database:
    """Return the database that a bot with this environment will use, migrated."""
    database = Database.open(environment["DATABASE_URL"], keyring=Keyring.of(environment["RAPPORT_KEYS"]))
    database.migrate()
    return database


def keep_pairs(database: Database, *, count: int) -> list[str]:
    """Keep so many active pairs and return the user ids of their mentees."""
    mentors, mentees = ([f"U0{side}{number}" for number in range(count)] for side in ("MENTOR", "MENTEE"))
    user_ids = [*mentors, *mentees, FACILITATOR]
    with database.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=each, name=each) for each in user_ids])
        ids = {user_id: member.id for user_id, member in members_of(session, team_id=TEAM, user_ids=user_ids).items()}
        session.add_all(
            Pair(
                team_id=TEAM,
                mentor_id=ids[mentor],
                mentee_id=ids[mentee],
                proposed_by_id=ids[FACILITATOR],
                state=PairState.ACTIVE,
                proposed_at=datetime.now(UTC),
            )
            for mentor, mentee in zip(mentors, mentees, strict=True)
        )
    return mentees
