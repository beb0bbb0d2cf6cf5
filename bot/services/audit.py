"""What was done to a programme, as facilitators and whoever runs Rapport read it."""

from datetime import timedelta

from bot.deps import Deps
from storage.audit import forget_entries, is_noted_everywhere
from storage.vocabulary import AuditKind

KEPT = timedelta(days=2 * 365)


def note_backup(deps: Deps) -> bool:
    """Note that everything was copied, beside a bot that may be running; return whether that could be."""
    return is_noted_everywhere(deps.db, kind=AuditKind.BACKED_UP, at=deps.clock.now())


def prune(deps: Deps) -> None:
    """Forget what was done more than two years ago."""
    with deps.db.begin() as session:
        forget_entries(session, before=deps.clock.now() - KEPT)
