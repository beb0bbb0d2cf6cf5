"""The schema's history. `python -m storage.migrations "add goals"` drafts the next step from the tables' difference."""

from pathlib import Path

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"


def newest_revision() -> str:
    """Return the id of the newest step. Steps are numbered in their file names, so this needs no Alembic."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))
