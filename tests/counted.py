"""A programme of which the report on the second half of 2026 has something to count."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from storage.agreements import Agreement
from storage.database import Database
from storage.endings import Ending
from storage.items import ActionItem
from storage.lulls import Lull
from storage.meetings import Meeting
from storage.members import Member
from storage.pairs import Pair
from storage.profiles import Profile
from storage.requests import Request
from storage.reviews import Review
from storage.vocabulary import Cadence, ClosureKind, ItemState, MeetingState, PairState, Rank, ReviewKind
from tests.payloads import TEAM

BEGAN, SINCE, AFTER = (datetime(year, month, 9, 15, tzinfo=UTC) for year, month in ((2026, 3), (2026, 8), (2027, 1)))
PERIOD = "2026-2"


def people(db: Database, count: int, *, kind: str, team_id: str = TEAM) -> list[Member]:
    """Keep so many colleagues: two thirds at one site, half of them assistant professors."""
    members = [
        Member(id=f"{team_id}{kind}{n:03}", team_id=team_id, user_id=f"U{kind}{n}", name=f"Dr {n}")
        for n in range(count)
    ]
    genders = (" Woman", "woman", "man", None)
    with db.begin() as session:
        session.add_all(members)
        session.flush()
        session.add_all(
            Profile(
                member_id=member.id,
                team_id=team_id,
                rank=Rank.ASSISTANT if number % 2 else Rank.FULL,
                site="North" if number % 3 == 0 else "Main",
                gender=genders[number % 4],
            )
            for number, member in enumerate(members)
        )
    return members


def paired(
    db: Database,
    mentors: Sequence[Member],
    mentees: Sequence[Member],
    *,
    state: PairState = PairState.ACTIVE,
    began_at: datetime = BEGAN,
) -> list[str]:
    """Pair these mentees with these mentors in turn, and return the pairs' ids."""
    pairs = [
        Pair(
            id=f"{mentee.id}-pair",
            team_id=mentee.team_id,
            mentor_id=mentors[number % len(mentors)].id,
            mentee_id=mentee.id,
            proposed_by_id=mentors[0].id,
            cadence=Cadence.QUARTERLY,
            state=state,
            proposed_at=began_at - timedelta(days=3),
            mentor_confirmed_at=began_at,
            mentee_confirmed_at=began_at,
        )
        for number, mentee in enumerate(mentees)
    ]
    with db.begin() as session:
        session.add_all(pairs)
    return [pair.id for pair in pairs]


def busy(db: Database, pair_ids: Sequence[str], by: Member) -> None:
    """Let each of these pairs meet twice, agree, do what fell due, and ask for a review a week ahead."""
    with db.begin() as session:
        for pair_id in pair_ids:
            session.add_all(_meeting(pair_id, by, starts_at=SINCE + timedelta(days=30 * number)) for number in range(2))
            session.add_all([_agreement(pair_id, by), _item(pair_id, by), _review(pair_id, by)])


def _meeting(pair_id: str, by: Member, *, starts_at: datetime) -> Meeting:
    return Meeting(
        team_id=by.team_id,
        pair_id=pair_id,
        starts_at=starts_at,
        zone="UTC",
        minutes=60,
        state=MeetingState.HELD,
        changed_by_id=by.id,
        changed_at=SINCE,
    )


def _agreement(pair_id: str, by: Member) -> Agreement:
    return Agreement(team_id=by.team_id, pair_id=pair_id, number=1, opened_at=SINCE, confirmed_at=SINCE)


def _item(pair_id: str, by: Member) -> ActionItem:
    return ActionItem(
        team_id=by.team_id,
        pair_id=pair_id,
        author_id=by.id,
        owner_id=by.id,
        task="Read it",
        due_on=date(2026, 9, 1),
        state=ItemState.DONE,
        changed_at=SINCE,
    )


def _review(pair_id: str, by: Member) -> Review:
    return Review(
        team_id=by.team_id,
        pair_id=pair_id,
        kind=ReviewKind.PAPER,
        title="The liver",
        length="9 pages",
        wanted_on=(SINCE + timedelta(days=8)).date(),
        asked_at=SINCE,
        changed_at=SINCE,
    )


def ended(db: Database, pair_ids: Sequence[str], by: Member, *, at: datetime = SINCE) -> None:
    """Let these pairs, which have ended, have done so on that day."""
    with db.begin() as session:
        session.add_all(
            Ending(
                team_id=by.team_id,
                pair_id=pair_id,
                author_id=by.id,
                kind=ClosureKind.GOALS_MET,
                letter="Thank you",
                ends_on=at.date(),
                ends_at=at,
                tells_at=at - timedelta(days=7),
            )
            for pair_id in pair_ids
        )


def resting(db: Database, pair_ids: Sequence[str]) -> None:
    """Let these pairs rest until the spring."""
    with db.begin() as session:
        session.add_all(Lull(pair_id=each, team_id=TEAM, quiet_until=date(2027, 4, 1)) for each in pair_ids)


def wished(db: Database, mentees: Sequence[Member], mentor: Member, *, at: datetime) -> None:
    """Let these mentees have asked somebody, without an answer."""
    with db.begin() as session:
        session.add_all(Request(team_id=TEAM, mentee_id=each.id, mentor_id=mentor.id, asked_at=at) for each in mentees)
