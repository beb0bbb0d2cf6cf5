"""Whom a programme's report counts: every pair that ever began or may begin, and the facts of whoever is here."""

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from storage.endings import EARLIEST_FIRST, Ending
from storage.lulls import Lull
from storage.members import Member, are_full_members
from storage.pairs import Pair
from storage.profiles import Profile
from storage.records import record
from storage.vocabulary import Cadence, ClosureKind, PairState, Rank, Stream


@record
class PairDays:
    """One pair, and the days that it is known by."""

    pair_id: str
    mentor_id: str
    mentee_id: str
    state: PairState
    cadence: Cadence
    proposed_at: datetime
    mentor_confirmed_at: datetime | None
    mentee_confirmed_at: datetime | None
    quiet_until: date | None
    closure: ClosureKind | None
    ended_at: datetime | None


@record
class Facts:
    """What is known of one member. Only these columns of a profile are read."""

    member_id: str
    rank: Rank | None
    stream: Stream | None
    division: str | None
    site: str | None
    gender: str | None


def pairs_to_count(session: Session, *, team_id: str, until: datetime) -> list[PairDays]:
    """Return every pair of a workspace proposed before `until` that has not been declined: one statement."""
    wanted = (
        select(
            col(Pair.id),
            col(Pair.mentor_id),
            col(Pair.mentee_id),
            col(Pair.state),
            col(Pair.cadence),
            col(Pair.proposed_at),
            col(Pair.mentor_confirmed_at),
            col(Pair.mentee_confirmed_at),
            col(Lull.quiet_until),
            col(Ending.kind),
            col(Ending.ends_at),
        )
        .outerjoin(Lull, col(Lull.pair_id) == col(Pair.id))
        .outerjoin(Ending, (col(Ending.pair_id) == col(Pair.id)) & (col(Ending.tells_at) <= col(Ending.ends_at)))
        .where(col(Pair.team_id) == team_id, col(Pair.proposed_at) < until, col(Pair.state) != PairState.DECLINED)
        .order_by(col(Pair.id), *EARLIEST_FIRST)
    )
    found: dict[str, PairDays] = {}
    for row in session.connection().execute(wanted):
        found.setdefault(row[0], PairDays(*row))
    return list(found.values())


def facts_of_everybody(session: Session, *, team_id: str) -> list[Facts]:
    """Return what is known of every colleague who is here now: one statement."""
    wanted = (
        select(
            col(Member.id),
            col(Profile.rank),
            col(Profile.stream),
            col(Profile.division),
            col(Profile.site),
            col(Profile.gender),
        )
        .outerjoin(Profile, col(Profile.member_id) == col(Member.id))
        .where(col(Member.team_id) == team_id, *are_full_members())
    )
    return [Facts(*row) for row in session.connection().execute(wanted)]
