"""What a restored database must not do: send again what its predecessor sent after the backup."""

from bot.deps import Deps
from storage.audit import note_everywhere
from storage.database import Database
from storage.keys import check_fingerprint
from storage.restoring import forget_processes, skip_what_was_due
from storage.vocabulary import AuditKind, Lane


def quieten(deps: Deps, restored: Database) -> dict[Lane, int]:
    """Let a restored database go on from now, not from when it was copied; return how many messages it drops.

    Raises:
        KeyringError: its texts were sealed with a key that is missing.
    """
    with restored.begin() as session:
        check_fingerprint(session, deps.keyring)
        forget_processes(session)
        note_everywhere(session, kind=AuditKind.RESTORED, at=deps.clock.now())
        return skip_what_was_due(session, now=deps.clock.now())
