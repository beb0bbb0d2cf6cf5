"""Profiles: what a member is in their faculty. Facts of a roster or of their own; never anybody's judgement."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import EncryptedText, key_of, words
from storage.members import Member
from storage.offers import follow_facts
from storage.upsert import insert_new, upsert
from storage.vocabulary import Rank, Stream


class Profile(SQLModel, table=True):
    """One member's facts. Whoever has told nothing, and stands on no roster, has no row; a fact not known is None."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
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


def profiles_of(session: Session, *, member_ids: Collection[str], is_to_change: bool = False) -> dict[str, Profile]:
    """Return the facts of these members by member id; of whom nothing is known is left out.

    With `is_to_change` nobody else changes them until this transaction ends.
    """
    wanted = select(Profile).where(col(Profile.member_id).in_(member_ids)).order_by(col(Profile.member_id))
    found = session.exec(wanted.with_for_update() if is_to_change else wanted)
    return {profile.member_id: profile for profile in found}


def profile_to_change(session: Session, *, member_id: str, team_id: str) -> Profile:
    """Return one member's facts, which nobody else changes until this transaction ends; empty ones are kept now."""
    insert_new(session, Profile, [{"member_id": member_id, "team_id": team_id}], by=("member_id",))
    return session.exec(select(Profile).where(Profile.member_id == member_id).with_for_update()).one()


def people_of_division(session: Session, *, team_id: str, division: str) -> frozenset[str]:
    """Return the Slack ids of everybody of this division, whether they are still here or not: one query."""
    theirs = select(Member.user_id).join(Profile, col(Profile.member_id) == col(Member.id))
    return frozenset(session.exec(theirs.where(Profile.team_id == team_id, Profile.division == division)))


def keep_facts(session: Session, *, profiles: Collection[Profile]) -> int:
    """Keep these facts in place of what was known before; return how many are new or differ.

    What somebody has said of their gender stays: nobody else says it for them.
    """
    rows = sorted((each.model_dump(exclude={"gender"}) for each in profiles), key=lambda row: str(row["member_id"]))
    changed = upsert(session, Profile, rows, by=("member_id",))
    follow_facts(session, facts={each.member_id: (each.stream, each.site) for each in profiles})
    return changed


def keep_profile(session: Session, profile: Profile) -> None:
    """Keep everything that somebody says of themselves in place of what was known before."""
    upsert(session, Profile, [profile.model_dump()], by=("member_id",))
    follow_facts(session, facts={profile.member_id: (profile.stream, profile.site)})
