"""Profiles: what a member is in their faculty. Facts of a roster or of their own; never anybody's judgement."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import EncryptedText, words
from storage.upsert import upsert
from storage.vocabulary import Rank, Stream


class Profile(SQLModel, table=True):
    """One member's facts. Whoever has told nothing, and stands on no roster, has no row; a fact not known is None."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    team_id: str = Field(index=True)
    rank: Rank | None = Field(default=None, sa_type=words(Rank))
    stream: Stream | None = Field(default=None, sa_type=words(Stream))
    division: str | None = None
    site: str | None = None
    joined_on: date | None = None
    """The day on which they joined the faculty."""
    gender: str | None = Field(default=None, sa_type=EncryptedText)
    """In their own words, only if they wish; shown to nobody, counted in groups."""


def profile_of(session: Session, *, member_id: str) -> Profile | None:
    """Return one member's facts, None when nothing is known of them."""
    return session.get(Profile, member_id)


def profiles_of(session: Session, *, member_ids: Collection[str]) -> dict[str, Profile]:
    """Return the facts of these members by member id; of whom nothing is known is left out."""
    wanted = select(Profile).where(col(Profile.member_id).in_(member_ids))
    return {profile.member_id: profile for profile in session.exec(wanted)}


def keep_profiles(session: Session, *, profiles: Collection[Profile]) -> int:
    """Keep these facts in place of what was known before; return how many are new or differ.

    A gender is sealed differently each time, so a profile that has one always counts as different.
    """
    rows = sorted((profile.model_dump() for profile in profiles), key=lambda row: str(row["member_id"]))
    return upsert(session, Profile, rows, by=("member_id",))
