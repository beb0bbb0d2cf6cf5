"""When and about what people want to hear from Rapport: their own choice, each of them."""

from datetime import date

from sqlmodel import Field, SQLModel


class Preference(SQLModel, table=True):
    """One person's choices. Whoever has chosen nothing has no row."""

    member_id: str = Field(foreign_key="member.id", primary_key=True)
    team_id: str
    weekdays: str
    """Working days as digits in order, Monday 1 to Sunday 7 (ISO 8601): `12345`."""
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
