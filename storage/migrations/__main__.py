"""Drafts the next step: `python -m storage.migrations "add goals"`. Read what it wrote before you keep it."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import Engine, MetaData

from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.migrations import FOLDER, newest_revision
from storage.migrations.runner import configured
from storage.tables import whole_metadata


def draft(engine: Engine, *, message: str, metadata: MetaData, folder: Path = FOLDER) -> Path:
    """Write the step from the schema behind `engine` to the tables of `metadata`; return its path within `folder`."""
    following = f"{int(newest_revision()) + 1:04d}"
    with engine.begin() as connection:
        config = configured(connection, metadata=metadata, folder=folder)
        command.revision(config, message=message, autogenerate=True, rev_id=following)
    return next(folder.glob(f"versions/{following}_*.py"))


def main() -> None:
    """Draft on an empty SQLite file that has been brought to the newest step."""
    with TemporaryDirectory() as folder:
        database = Database.open(f"sqlite:///{Path(folder, 'scratch.db')}", keyring=Keyring.of(new_key()))
        database.migrate()
        draft(database.migrator, message=" ".join(sys.argv[1:]), metadata=whole_metadata())
        database.dispose()


if __name__ == "__main__":
    main()
