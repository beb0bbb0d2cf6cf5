"""What several processes on one database know of each other: whose turn a piece of work is, and who is alive."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import UtcDateTime


class JobLease(SQLModel, table=True):
    """Which process does a piece of work, until when: at most one at a time. Instants are the database's own clock."""

    name: str = Field(primary_key=True)
    owner: str
    until: datetime = Field(sa_type=UtcDateTime)


class Heartbeat(SQLModel, table=True):
    """When a piece of work of one process last came round. Instants are the database's own clock."""

    owner: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    every_seconds: float
    beat_at: datetime = Field(sa_type=UtcDateTime)
