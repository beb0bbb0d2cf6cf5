"""Members: who is in the workspace, as the roster sync last saw them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, func, select

from storage.columns import EncryptedText, UtcDateTime, new_id
from storage.upsert import upsert

OURS = frozenset({"left_at", "erased_at", "was"})
"""Columns that Slack says nothing of, so that no roster changes them."""


class Member(SQLModel, table=True):
    """One person of one workspace (docs.slack.dev/reference/objects/user-object).

    What Slack says the roster alone writes. When somebody's data is erased the row stays for those who were paired
    with them, as nobody's; see `leavers`.
    """

    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    user_id: str
    name: str
    zone: str = "UTC"
    """IANA name of the time zone."""
    locale: str = ""
    """IETF tag such as `en-GB`; empty where Slack gives none."""
    is_admin: bool = False
    is_bot: bool = False
    is_deleted: bool = False
    is_guest: bool = False
    is_foreign: bool = False
    """Of another workspace, or a stranger."""
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Since when they are no longer in the workspace, as far as Rapport has heard."""
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Since when this is nobody's row."""
    was: str | None = Field(default=None, sa_type=EncryptedText, repr=False)
    """The user id of whoever's row it was, for as long as they are in the workspace: their ties outlive their data, or
    a private request could come to somebody whom it is about."""

    @property
    def is_full_member(self) -> bool:
        """Whether this is an active colleague of this workspace: no bot, no guest, nobody who has left."""
        return not (self.is_bot or self.is_deleted or self.is_guest or self.is_foreign)


def are_full_members() -> tuple[ColumnElement[bool], ...]:
    """Return what holds in a query for an active colleague: the same as `Member.is_full_member` for a row."""
    flags = (col(Member.is_bot), col(Member.is_deleted), col(Member.is_guest), col(Member.is_foreign))
    return tuple(~flag for flag in flags)


def member_of(session: Session, *, team_id: str, user_id: str) -> Member | None:
    """Return the member of that workspace, None when the roster knows no such user."""
    return session.exec(select(Member).where(Member.team_id == team_id, Member.user_id == user_id)).one_or_none()


def members_of(session: Session, *, team_id: str, user_ids: Collection[str]) -> dict[str, Member]:
    """Return the members of that workspace by user id; those whom the roster does not know are left out."""
    wanted = select(Member).where(Member.team_id == team_id, col(Member.user_id).in_(user_ids))
    return {member.user_id: member for member in session.exec(wanted)}


def member_ids(session: Session, *, team_id: str) -> dict[str, str]:
    """Return the id of everybody whom the roster of a workspace knows, by user id."""
    wanted = select(Member.user_id, Member.id).where(Member.team_id == team_id)
    return dict(session.exec(wanted).all())


def member_by_id(session: Session, *, member_id: str) -> Member | None:
    """Return one member, of whatever workspace; None when there is none of that id."""
    return session.get(Member, member_id)


def members_by_id(session: Session, *, member_ids: Collection[str]) -> dict[str, Member]:
    """Return these members by their ids."""
    return {member.id: member for member in session.exec(select(Member).where(col(Member.id).in_(member_ids)))}


def names_of_people(session: Session, *, team_id: str, most: int) -> list[str]:
    """Return the names of people of a workspace, guests and those who have left among them; of too many some."""
    somebody = (col(Member.is_bot).is_(False), col(Member.erased_at).is_(None))
    wanted = select(Member.name).where(Member.team_id == team_id, *somebody)
    return list(session.exec(wanted.order_by(col(Member.is_deleted), col(Member.user_id)).limit(most)))


def keep_members(session: Session, *, members: Iterable[Member]) -> int:
    """Keep what Slack says of `members` now; return how many were new or had changed.

    One who is known already keeps her id. Of two entries for one user the later counts. People are locked in the order
    of their user ids, as by whoever else locks several: in two orders, two transactions could wait for each other.
    """
    latest = {(member.team_id, member.user_id): member.model_dump(exclude=set(OURS)) for member in members}
    return upsert(session, Member, [latest[key] for key in sorted(latest)], by=("team_id", "user_id"))


def usual_zone(session: Session, *, team_id: str) -> str:
    """Return the time zone of most full members of a workspace, `UTC` while it has none."""
    wanted = select(Member.zone).where(Member.team_id == team_id, *are_full_members())
    by_number = wanted.group_by(col(Member.zone)).order_by(func.count().desc(), col(Member.zone))
    return session.exec(by_number.limit(1)).first() or "UTC"
