"""Whether the keys fit the database, and sealing it anew."""

from bot.deps import Deps
from storage.audit import note_everywhere
from storage.keys import check_fingerprint, missing_fingerprints, reseal_all
from storage.vocabulary import AuditKind


def check_keys(deps: Deps) -> None:
    """Return when everything kept can be opened with the keys at hand; the first key is remembered.

    Raises:
        KeyringError: something was sealed with a key that is missing; names its fingerprint.
    """
    with deps.db.begin() as session:
        check_fingerprint(session, deps.keyring)


def reseal(deps: Deps) -> int:
    """Seal every text anew with the first key, all or none, and return how many there were.

    Raises:
        KeyringError: a text was sealed with a key that is missing.
    """
    with deps.db.begin() as session:
        note_everywhere(session, kind=AuditKind.RESEALED, at=deps.clock.now())
        return reseal_all(session, deps.keyring)


def missing_keys(deps: Deps) -> list[str]:
    """Return the fingerprints of keys that something here was sealed with and that are not at hand."""
    with deps.db.read() as session:
        return missing_fingerprints(session, deps.keyring)
