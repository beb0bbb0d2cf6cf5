"""Writing the relay's tables anew, so that neither what was deleted nor the order in which rows came is left."""

import sqlite3
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from storage.engines import BUSY_TIMEOUT_MS

LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for it (postgresql.org/docs/current/errcodes-appendix.html)."""


def pack_file(engine: Engine) -> bool:
    """Rewrite a SQLite file; False when it was locked for 5 s. VACUUM runs outside of any transaction."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute("VACUUM")
        except sqlite3.OperationalError as failure:
            if failure.sqlite_errorcode not in LOCKED:
                raise
            return False
    return True


def pack_tables(engine: Engine) -> bool:
    """Rewrite each table of PostgreSQL in the order of its random key; False when one was locked for 5 s.

    CLUSTER freezes rows as VACUUM FULL does, which would keep the order they came in (postgresql.org/docs, CLUSTER).
    """
    from storage.relay.tables import relay_metadata  # noqa: PLC0415 - tables are imported where they are needed

    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
        try:
            for table in relay_metadata().tables:
                connection.exec_driver_sql(f"CLUSTER {table} USING pk_{table}")
        except OperationalError as failure:
            if getattr(failure.orig, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
            return False
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
    return True
