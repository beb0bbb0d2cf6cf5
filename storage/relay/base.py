"""What every table of the relay shares: its own metadata, and rows that keep no order of their own."""

from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from storage.columns import NAMING

UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""A hidden rowid would tell in which order rows came (sqlite.org/withoutrowid.html); keys are random instead."""


class RelayTable(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A table of the relay's database: `RelayTable.metadata` knows those alone.

    None names a person, save facilitators by their Slack ids. No instant is kept: weeks count from 1970 (UTC), and of
    slots there are two a working day.
    """
