"""What is left of closed cases: numbers, written half a year at a time, and the reports made of them."""

from collections.abc import Iterable

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Approach, Outcome, Rating
from storage.upsert import insert_new


class RelayStat(RelayTable, table=True):
    """How many cases of one half-year ended alike. Written by the sweep after the half-year, never at an event.

    A row with an outcome counts cases closed in the half-year. A row without one counts answers to the question three
    months later: they belong to the half-year in which the time to answer ended, and tell nothing else of their case.
    """

    __tablename__ = "relay_stat"
    __table_args__ = (
        UniqueConstraint(
            "team_id", "half_year", "approach", "outcome", "rating_now", "rating_90", name="uq_relay_stat_alike"
        ),
        UNORDERED,
    )

    stat_id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    half_year: str
    """Such as `2026-2`."""
    approach: Approach | None = Field(default=None, sa_type=words(Approach))
    outcome: Outcome | None = Field(default=None, sa_type=words(Outcome))
    rating_now: Rating | None = Field(default=None, sa_type=words(Rating))
    rating_90: Rating | None = Field(default=None, sa_type=words(Rating))
    n: int


class RelayReport(RelayTable, table=True):
    """A report as it was first produced: the same question gets the same answer until the next half-year."""

    __tablename__ = "relay_report"
    __table_args__ = (UNORDERED,)

    team_id: str = Field(primary_key=True)
    half_year: str = Field(primary_key=True)
    k: int = Field(primary_key=True)
    """The smallest number that is shown."""
    text: str
    """JSON of bands; no number below k is in it or can be worked out from it."""


def has_stats(session: Session, *, team_id: str, half_year: str) -> bool:
    """Return whether the cases of this half-year have been counted."""
    wanted = select(RelayStat.stat_id).where(RelayStat.team_id == team_id, RelayStat.half_year == half_year)
    return session.exec(wanted).first() is not None


def stats_of(session: Session, *, team_id: str, half_year: str) -> list[RelayStat]:
    """Return what was counted of a half-year."""
    wanted = select(RelayStat).where(RelayStat.team_id == team_id, RelayStat.half_year == half_year)
    return list(session.exec(wanted))


def keep_stats(session: Session, stats: Iterable[RelayStat]) -> None:
    """Keep what was counted of a half-year."""
    session.add_all(stats)
    session.flush()


def kept_report(session: Session, *, team_id: str, half_year: str) -> str | None:
    """Return the text of a report that was produced before, whatever the smallest number was then.

    With another smallest number the bands would begin elsewhere, and two reports side by side would say more than one.
    """
    wanted = select(RelayReport).where(RelayReport.team_id == team_id, RelayReport.half_year == half_year)
    kept = session.exec(wanted.order_by(col(RelayReport.k).desc())).first()
    return kept.text if kept else None


def keep_report(session: Session, *, team_id: str, half_year: str, k: int, text: str) -> str:
    """Keep a report as it is first produced; return the one that is kept, which may be somebody else's of just now."""
    row = {"team_id": team_id, "half_year": half_year, "k": k, "text": text}
    insert_new(session, RelayReport, [row], by=["team_id", "half_year", "k"])
    return kept_report(session, team_id=team_id, half_year=half_year) or text
