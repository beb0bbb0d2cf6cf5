"""Meetings of a pair: the table and every query on it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlmodel import Field, Session, SQLModel, col, func, select, update

from storage.columns import EncryptedText, UtcDateTime, key_of, new_id, words
from storage.members import Member
from storage.pairs import Pair
from storage.vocabulary import Cadence, MeetingState

RECAP_WINDOW = timedelta(days=60)
"""How long after a meeting its recap can be written."""
LONGEST = timedelta(hours=3)
"""No meeting is longer, so one that started before `now - LONGEST` has ended."""


class Meeting(SQLModel, table=True):
    """One meeting of one pair, planned, moved, held or not. A pair has one ahead of it at most."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    pair_id: str = Field(foreign_key=key_of(Pair), index=True)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    zone: str
    """IANA name of the zone in which the date and time were chosen."""
    minutes: int
    place: str | None = Field(default=None, sa_type=EncryptedText)
    """A room or a link, in the pair's own words."""
    state: MeetingState = Field(default=MeetingState.PLANNED, sa_type=words(MeetingState))
    revision: int = 1
    """Rises when the meeting is moved: prompts of an older revision are pointless, calendars take the newest."""
    changed_by_id: str = Field(foreign_key=key_of(Member))
    changed_at: datetime = Field(sa_type=UtcDateTime)
    later_reason: str | None = Field(default=None, sa_type=EncryptedText)
    """Why the recap of this meeting named no next date."""

    @property
    def took_place(self) -> bool:
        """Return whether they met, once its time has passed: nobody has said otherwise."""
        return self.state in {MeetingState.PLANNED, MeetingState.HELD}

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def meeting_by_id(session: Session, *, meeting_id: str) -> Meeting | None:
    """Return one meeting, None when there is none of that id."""
    return session.get(Meeting, meeting_id)


def meetings_by_id(session: Session, *, meeting_ids: Collection[str]) -> dict[str, Meeting]:
    """Return those of these meetings that there are, by id: one query."""
    wanted = select(Meeting).where(col(Meeting.id).in_(meeting_ids))
    return {meeting.id: meeting for meeting in session.exec(wanted)}


def meetings_ahead(session: Session, *, pair_ids: Sequence[str], now: datetime) -> list[Meeting]:
    """Return the planned meetings of these pairs that start after `now`, the soonest first."""
    wanted = (
        select(Meeting)
        .where(col(Meeting.pair_id).in_(pair_ids), Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now)
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return list(session.exec(wanted))


def pairs_that_met(session: Session, *, pair_ids: Collection[str], before: datetime) -> frozenset[str]:
    """Return those of these pairs that had a meeting before that instant which took place, as far as anybody said."""
    met = (col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]), col(Meeting.starts_at) < before)
    return frozenset(session.exec(select(Meeting.pair_id).where(col(Meeting.pair_id).in_(pair_ids), *met).distinct()))


def meetings_to_recap(session: Session, *, pair_ids: Sequence[str], now: datetime) -> list[Meeting]:
    """Return the meetings, planned or held, that ended within the 60 days before `now`, the newest first."""
    wanted = (
        select(Meeting)
        .where(
            col(Meeting.pair_id).in_(pair_ids),
            col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]),
            Meeting.starts_at <= now,
            Meeting.starts_at > now - RECAP_WINDOW - LONGEST,
        )
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id))
    )
    return [meeting for meeting in session.exec(wanted) if now - RECAP_WINDOW < meeting.ends_at <= now]


def last_meetings(session: Session, *, pair_id: str, now: datetime, count: int) -> list[Meeting]:
    """Return the last `count` meetings of a pair that began before `now`, the newest first; cancelled ones never did.

    One that both missed is among them: its agenda was open to both all the same.
    """
    wanted = (
        select(Meeting)
        .where(Meeting.pair_id == pair_id, Meeting.state != MeetingState.CANCELLED, Meeting.starts_at <= now)
        .order_by(col(Meeting.starts_at).desc(), col(Meeting.id))
        .limit(count)
    )
    return list(session.exec(wanted))


def count_meetings(session: Session, *, pair_id: str, before: datetime) -> int:
    """Return how many meetings of a pair began before that instant, cancelled ones left out."""
    wanted = select(func.count()).where(
        Meeting.pair_id == pair_id, Meeting.state != MeetingState.CANCELLED, Meeting.starts_at < before
    )
    return session.exec(wanted).one()


def count_held(session: Session, *, pair_id: str, before: datetime) -> int:
    """Return how many meetings of a pair began before that instant and took place, as far as anybody has said."""
    have_taken_place = (MeetingState.PLANNED, MeetingState.HELD)
    wanted = select(func.count()).where(
        Meeting.pair_id == pair_id, col(Meeting.state).in_(have_taken_place), Meeting.starts_at < before
    )
    return session.exec(wanted).one()


def choose_cadence(session: Session, *, pair_id: str, cadence: Cadence) -> None:
    """Keep how often a pair wants to meet."""
    session.exec(update(Pair).where(col(Pair.id) == pair_id).values(cadence=cadence))


def call_off_meetings(session: Session, *, pair_ids: Collection[str], after: datetime) -> None:
    """Call off what these pairs have planned after that instant: they have come to their close by then."""
    ahead = update(Meeting).where(
        col(Meeting.pair_id).in_(pair_ids), col(Meeting.starts_at) > after, col(Meeting.state) == MeetingState.PLANNED
    )
    session.exec(ahead.values(state=MeetingState.CANCELLED, revision=Meeting.revision + 1))


def pairs_meeting_within(
    session: Session, *, pair_ids: Collection[str], since: datetime, until: datetime
) -> frozenset[str]:
    """Return those of these pairs that have a meeting in that span, behind or ahead, which nobody has called off."""
    stands = (
        col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]),
        col(Meeting.starts_at).between(since, until),
    )
    return frozenset(
        session.exec(select(Meeting.pair_id).where(col(Meeting.pair_id).in_(pair_ids), *stands).distinct())
    )


def count_meetings_within(session: Session, *, pair_ids: Collection[str], since: datetime, until: datetime) -> int:
    """Return how many meetings these pairs have in that span, behind or ahead, which nobody has called off."""
    stands = (
        col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]),
        col(Meeting.starts_at).between(since, until),
    )
    wanted = select(func.count()).select_from(Meeting)
    return session.exec(wanted.where(col(Meeting.pair_id).in_(pair_ids), *stands)).one()


def has_met_since(session: Session, *, pair_id: str, since: datetime, now: datetime) -> bool:
    """Return whether a pair has had a meeting that began after `since` and before `now`, as far as anybody said."""
    stands = (col(Meeting.state).in_([MeetingState.PLANNED, MeetingState.HELD]), Meeting.starts_at > since)
    wanted = select(Meeting.id).where(Meeting.pair_id == pair_id, *stands, Meeting.starts_at <= now)
    return session.exec(wanted.limit(1)).first() is not None
