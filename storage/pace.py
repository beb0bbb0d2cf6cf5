"""How fast messages go out to one workspace: slots, reserved by whoever sends next, so that senders need not meet."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import UtcDateTime

INTERVAL_US = 1_050_000
"""Slack takes about one message a second (docs.slack.dev/apis/web-api/rate-limits); a little more."""


class Pace(SQLModel, table=True):
    """The next free slot of one workspace, and what keeps it waiting. Every instant is the database's own clock."""

    team_id: str = Field(primary_key=True)
    next_slot_at: datetime = Field(sa_type=UtcDateTime)
    interval_us: int = INTERVAL_US
    """Microseconds between two messages. Grows with each 429, comes back slowly."""
    blocked_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Slack said when to come again, or could not be reached."""
    troubles: int = 0
    """How often in a row Slack could not be reached."""
    paused_reason: str | None = None
    """Slack's word for why the whole workspace waits, such as `token_revoked`."""
