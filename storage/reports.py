"""Reports of whole programmes, as they were first made."""

from datetime import date

from sqlmodel import Field, Session, SQLModel

from storage.upsert import insert_new


class Report(SQLModel, table=True):
    """The report on one half-year: the same question gets the same answer for good."""

    team_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    """Such as `2026-1`."""
    text: str
    """JSON of the numbers that are shown: none of them is small, and none leads to a small one."""
    made_on: date


def kept_report(session: Session, *, team_id: str, period: str) -> str | None:
    """Return the text of a report that was made before, whatever the smallest number was then."""
    kept = session.get(Report, (team_id, period))
    return kept.text if kept else None


def keep_report(session: Session, *, team_id: str, period: str, text: str, made_on: date) -> bool:
    """Keep a report as it is first made; return False where there is one, which may be somebody else's of just now."""
    row = {"team_id": team_id, "period": period, "text": text, "made_on": made_on}
    return bool(insert_new(session, Report, [row], by=["team_id", "period"]))
