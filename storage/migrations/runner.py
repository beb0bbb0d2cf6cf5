"""Runs the schema's history up and down: one process at a time, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData, func, select

from storage.migrations import FOLDER, MAIN, History, MigrationError

ADVISORY_LOCK = 7_270_078
"""Names the migration lock within a PostgreSQL database (postgresql.org/docs/current/explicit-locking.html)."""


def upgrade(engine: Engine, *, to: str = "head", history: History = MAIN) -> None:
    """Take every step up to revision `to` that has not been taken yet.

    Raises:
        MigrationError: the database is of a newer version, or a row points to nothing afterwards.
    """
    with _alone(engine) as connection:
        _refuse_the_unknown(connection, history)
        command.upgrade(configured(connection, history=history), to)


def downgrade(engine: Engine, *, to: str = "base", history: History = MAIN) -> None:
    """Go back to revision `to`; `base` is an empty database.

    Raises:
        MigrationError: the database is of a newer version, or a row points to nothing afterwards.
    """
    with _alone(engine) as connection:
        _refuse_the_unknown(connection, history)
        command.downgrade(configured(connection, history=history), to)


def configured(connection: Connection, *, history: History = MAIN, metadata: MetaData | None = None) -> Config:
    """Return Alembic's configuration for this connection, independent of the working directory and of any file."""
    config = Config()
    config.set_main_option("script_location", _option(FOLDER))
    config.set_main_option("version_locations", _option(history.versions))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes.update(connection=connection, metadata=metadata, version_table=history.version_table)
    return config


def _option(path: Path) -> str:
    """Return a path as Alembic's configuration takes it, where a percent sign means something else."""
    return str(path).replace("%", "%%")


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Give a transaction in which no other process migrates.

    On SQLite its BEGIN IMMEDIATE waits for the others; on PostgreSQL an advisory lock does.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(ADVISORY_LOCK)))
        yield connection
        if engine.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise MigrationError("After this migration a row would point to nothing, so it was not carried out.")


def _refuse_the_unknown(connection: Connection, history: History) -> None:
    """Refuse a database whose revision is not in its history."""
    context = MigrationContext.configure(connection, opts={"version_table": history.version_table})
    found = context.get_current_revision()
    try:
        ScriptDirectory(str(FOLDER), version_locations=[str(history.versions)]).get_revision(found or "base")
    except CommandError:
        raise MigrationError(
            f"The database is at revision {found} and this version of Rapport ends at {history.newest_revision()}: "
            "run the newer version, or restore the backup made before it."
        ) from None
