"""What is left of closed cases: numbers, written half a year at a time, and the reports made of them."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Approach, Outcome, Rating


class RelayStat(RelayTable, table=True):
    """How many cases of one half-year ended alike. Written by the sweep after the half-year, never at an event."""

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
