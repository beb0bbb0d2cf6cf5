"""Taking out everything of one workspace, a bounded number of rows at a time."""

from sqlalchemy import Table, delete, select, tuple_
from sqlmodel import Session, col

from storage.changes import changed
from storage.clockwork import JobLease
from storage.installations import Installation
from storage.tables import whole_metadata

TEAM = "team_id"


def tables_of_a_workspace() -> list[Table]:
    """Return every table with rows of a workspace, those that point to others before these; its token comes last."""
    token = str(Installation.__tablename__)
    every = [table for table in reversed(whole_metadata().sorted_tables) if TEAM in table.c and table.name != token]
    return [*every, whole_metadata().tables[token]]


def is_pointed_to(table: Table) -> bool:
    """Return whether another table points to this one."""
    return any(key.column.table is table for other in table.metadata.tables.values() for key in other.foreign_keys)


def purge_some(session: Session, table: Table, *, team_id: str, most: int) -> int:
    """Delete so many rows of a workspace at most from one table; return how many there were."""
    keys = list(table.primary_key.columns)
    some = select(*keys).where(table.c[TEAM] == team_id).limit(most)
    which = keys[0].in_(some) if len(keys) == 1 else tuple_(*keys).in_(some)
    return changed(session, delete(table).where(which))


def purge_leases(session: Session, *, team_id: str) -> None:
    """Forget whose turn it was in a workspace: that stands in a name."""
    changed(session, delete(JobLease).where(col(JobLease.name).endswith(f":{team_id}", autoescape=True)))
