"""Texts of a case: each sealed under the case's own key, padded, and bound to its place.

The key of a case (DEK) is stored wrapped under a root. Destroying it destroys every text of the case, in old backups
too once the root is gone.
"""

import secrets
from dataclasses import field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.records import record
from storage.relay.keys import NONCE_BYTES, SALT, RelayKeys, SealError

KEY_BITS = 256
SIZES = (256, 1024, 4096, 16384)
"""To which lengths, in bytes, a text is padded: how long it was does not show."""
LENGTH_BYTES = 4
CODING = ("utf-8", "surrogatepass")


@record
class CaseKey:
    """The key of one case, in clear, for as long as a request lasts."""

    team_id: str
    case_id: str
    _key: bytes = field(repr=False)

    def seal(self, text: str, *, place: str) -> bytes:
        """Return `text` padded and sealed for one `place`, such as `message|3`: it opens nowhere else.

        Raises:
            ValueError: it is longer than 16 KB.
        """
        plain = text.encode(*CODING)
        wanted = len(plain) + LENGTH_BYTES
        size = next((each for each in SIZES if each >= wanted), None)
        if size is None:
            raise ValueError("a text of a case is at most 16 KB")
        padded = (len(plain).to_bytes(LENGTH_BYTES) + plain).ljust(size, b"\0")
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key).encrypt(nonce, padded, self._bound(place))

    def open(self, sealed: bytes, *, place: str) -> str:
        """Return the text that was sealed for this place of this case.

        Raises:
            SealError: it was altered, or is of another case or place.
        """
        try:
            padded = AESGCM(self._key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._bound(place))
        except (InvalidTag, ValueError):
            raise SealError from None
        length = int.from_bytes(padded[:LENGTH_BYTES])
        return padded[LENGTH_BYTES : LENGTH_BYTES + length].decode(*CODING)

    def wrapped(self, keys: RelayKeys) -> bytes:
        """Return this key as it is stored: sealed under the first root."""
        return keys.seal(self._key, purpose="kek", bound_to=f"{self.team_id}|{self.case_id}")

    def _bound(self, place: str) -> bytes:
        return f"v1|{self.team_id}|{self.case_id}|{place}".encode()


def new_case_key(*, team_id: str, case_id: str) -> CaseKey:
    """Return a fresh key for one case."""
    return CaseKey(team_id, case_id, AESGCM.generate_key(KEY_BITS))


def key_of_author(secret: bytes, *, team_id: str, case_id: str) -> CaseKey:
    """Return the key to a case that its author alone has: no root and no table makes it, only the secret they hold."""
    derived = HKDF(hashes.SHA256(), length=KEY_BITS // 8, salt=SALT, info=f"author|{team_id}|{case_id}".encode())
    return CaseKey(team_id, case_id, derived.derive(secret))


def unwrapped(keys: RelayKeys, wrapped: bytes, *, team_id: str, case_id: str) -> CaseKey:
    """Return the key of a case from its stored form.

    Raises:
        SealError: it is of another case, was altered, or its root is gone.
    """
    return CaseKey(team_id, case_id, keys.open(wrapped, purpose="kek", bound_to=f"{team_id}|{case_id}"))
