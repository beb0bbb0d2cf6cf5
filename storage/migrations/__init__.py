"""The schemas' histories. `python -m storage.migrations "add goals"` drafts the next step from what the tables say."""

from pathlib import Path

from storage.records import record

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"


class MigrationError(Exception):
    """The schema cannot be brought to this version: says why and what to do. Nothing was changed."""


@record
class History:
    """The steps of one database, and the table in which it remembers the last one taken."""

    versions: Path
    version_table: str

    def newest_revision(self) -> str:
        """Return the id of the newest step. Steps are numbered in their file names, so this needs no Alembic."""
        return max((path.name.partition("_")[0] for path in self.versions.glob("[0-9]*_*.py")), default="0000")


MAIN = History(VERSIONS, "alembic_version")
RELAY = History(FOLDER.parent / "relay" / "migrations" / "versions", "relay_version")
"""The relay's own database; its table has another name, so that both may live on one PostgreSQL server's database."""


def newest_revision() -> str:
    """Return the id of the newest step of the main database."""
    return MAIN.newest_revision()
