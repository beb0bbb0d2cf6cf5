"""When and about what people want to hear from Rapport: their own choice, each of them."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import key_of
from storage.members import Member
from storage.upsert import upsert
from storage.vocabulary import PromptKind

AS_PROGRAMME = ""


class Preference(SQLModel, table=True):
    """One person's choices. Whoever has chosen nothing has no row."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    weekdays: str
    """Working days as digits in order, Monday 1 to Sunday 7 (ISO 8601), such as `1234`; empty: the programme's."""
    opens_minute: int
    """Minutes after midnight, on their own clock."""
    closes_minute: int
    holidays: str | None = None
    """Whose public holidays they keep (ISO 3166, such as `CA-ON`): None the programme's, empty none."""
    hourly_cap: int
    daily_cap: int
    monthly_cap: int
    paused_until: date | None = None
    """The first day on which Rapport asks again."""
    muted: str = ""
    """The `PromptKind`s they want no more, separated by commas."""


def preference_of(session: Session, *, member_id: str) -> Preference | None:
    """Return one person's choices, None when they have made none."""
    return session.get(Preference, member_id)


def preferences_of(session: Session, *, member_ids: Collection[str]) -> dict[str, Preference]:
    """Return the choices of these people by member id; whoever has made none is left out."""
    wanted = select(Preference).where(col(Preference.member_id).in_(member_ids))
    return {preference.member_id: preference for preference in session.exec(wanted)}


def keep_preference(session: Session, preference: Preference) -> bool:
    """Keep one person's choices in place of what they chose before; return whether anything is different now."""
    return upsert(session, Preference, [preference.model_dump()], by=("member_id",)) == 1


def muted_in(preference: Preference) -> frozenset[PromptKind]:
    """Return the kinds that are switched off; a word that this version does not know is passed over."""
    return frozenset(kind for kind in PromptKind if kind in preference.muted.split(","))


def muted_words(kinds: Collection[PromptKind]) -> str:
    """Return kinds as they are stored: in the order of the vocabulary, so that equal choices are equal words."""
    return ",".join(kind for kind in PromptKind if kind in kinds)
