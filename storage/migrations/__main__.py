"""Drafts the next step: `python -m storage.migrations "add goals"`; with `--relay` before it, the relay's.

Read what it wrote before you keep it.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import Engine, MetaData

from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.migrations import MAIN, RELAY, History
from storage.migrations.runner import configured
from storage.relay.database import RelayDatabase
from storage.relay.tables import relay_metadata
from storage.tables import whole_metadata


def draft(engine: Engine, *, message: str, metadata: MetaData, history: History = MAIN) -> Path:
    """Write the step from the schema behind `engine` to the tables of `metadata`; return its path."""
    following = f"{int(history.newest_revision()) + 1:04d}"
    with engine.begin() as connection:
        config = configured(connection, history=history, metadata=metadata)
        command.revision(config, message=message, autogenerate=True, rev_id=following)
    return next(history.versions.glob(f"{following}_*.py"))


def main() -> None:
    """Draft on an empty SQLite file that has been brought to the newest step."""
    is_relay = sys.argv[1:2] == ["--relay"]
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder, 'scratch.db')}"
        database = RelayDatabase.open(url) if is_relay else Database.open(url, keyring=Keyring.of(new_key()))
        database.migrate()
        metadata, history = (relay_metadata(), RELAY) if is_relay else (whole_metadata(), MAIN)
        draft(database.migrator, message=" ".join(sys.argv[1 + is_relay :]), metadata=metadata, history=history)
        database.dispose()


if __name__ == "__main__":
    main()
