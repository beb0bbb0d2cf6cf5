"""The right to write: on SQLite one process at a time, on PostgreSQL anybody."""

from contextlib import AbstractContextManager, nullcontext

from bot.deps import Deps
from storage.database import writer_lock


def sole_writer(deps: Deps) -> AbstractContextManager[None]:
    """Hold the right to write the database for as long as the block runs.

    Raises:
        WriterBusy: on entering: another Rapport holds it.
    """
    return writer_lock(deps.db.file) if deps.db.file else nullcontext()
