"""A workspace of pairs, in the database of a bot that does not run yet."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot.services.letter import planned
from storage.database import Database
from storage.installations import keep_installation
from storage.keyring import Keyring
from storage.members import Member, keep_members, members_of
from storage.pairs import Pair
from storage.touchpoints import plan
from storage.vocabulary import PairState, TouchpointKind
from tests.bench.slack import BOT_USER, TEAM

FACILITATOR = "U0FACILITATOR"


def opened(environment: Mapping[str, str]) -> Database:
    """Return the database that a bot with this environment will use, migrated."""
    database = Database.open(environment["DATABASE_URL"], keyring=Keyring.of(environment["RAPPORT_KEYS"]))
    database.migrate()
    return database


def plan_confirmations(database: Database, environment: Mapping[str, str], *, at: datetime) -> None:
    """Plan to tell both sides of every pair that it has begun; install Rapport, so that it may."""
    with database.begin() as session:
        token = environment["SLACK_BOT_TOKEN"]
        keep_installation(session, team_id=TEAM, bot_token=token, bot_user_id=BOT_USER, at=at)
        rows = [
            planned(
                kind=TouchpointKind.PAIR_CONFIRMED,
                member_id=member_id,
                team_id=TEAM,
                subject_id=pair.id,
                due_at=at,
                expires_at=at + timedelta(days=1),
            )
            for pair in session.exec(select(Pair))
            for member_id in (pair.mentor_id, pair.mentee_id)
        ]
        plan(session, rows)


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
