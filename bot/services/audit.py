"""What was done to a programme, as facilitators and whoever runs Rapport read it."""

from datetime import timedelta

from bot.deps import Deps
from storage.audit import forget_entries

KEPT = timedelta(days=2 * 365)


def prune(deps: Deps) -> None:
    """Forget what was done more than two years ago."""
    with deps.db.begin() as session:
        forget_entries(session, before=deps.clock.now() - KEPT)
