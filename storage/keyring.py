"""The keys under which texts are sealed at rest: the first seals, all of them open."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

KEY_BYTES = 32
FINGERPRINT_CHARS = 12
SEALED_AT_SECONDS = 0
"""The time written into every seal. Fernet's format has one in clear (github.com/fernet/spec); ours tells nothing."""

TEXT_CODING = ("utf-8", "surrogatepass")
"""JSON may carry half a surrogate pair (RFC 8259, section 8.2): what a person typed comes back as it came in."""


class KeyringError(Exception):
    """A key is missing, unusable or not the one that sealed. Its text never holds a key or what was sealed."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """One or more Fernet keys, newest first. Shows itself by fingerprints alone."""

    fingerprints: tuple[str, ...]
    _fernet: MultiFernet = field(repr=False, compare=False)

    @classmethod
    def of(cls, keys: str) -> Self:
        """Return the keyring of comma-separated Fernet keys; the first one seals.

        Raises:
            KeyringError: there is no key, or one is not 32 bytes in url-safe base64, or is all zeroes.
        """
        raw = [_raw(key.strip(), place) for place, key in enumerate(keys.split(","), start=1)]
        fernet = MultiFernet(Fernet(base64.urlsafe_b64encode(key)) for key in raw)
        return cls(tuple(_fingerprint(key) for key in raw), fernet)

    @property
    def fingerprint(self) -> str:
        """The short public id of the key that seals."""
        return self.fingerprints[0]

    def knows(self, fingerprint: str) -> bool:
        """Return whether the key of that fingerprint is on this ring."""
        return fingerprint in self.fingerprints

    def seal(self, text: str) -> bytes:
        """Return `text` encrypted and authenticated under the first key."""
        return self._fernet.encrypt_at_time(text.encode(*TEXT_CODING), SEALED_AT_SECONDS)

    def open(self, sealed: bytes) -> str:
        """Return the text within `sealed`.

        Raises:
            KeyringError: it was sealed under a key that is not here, or has been altered.
        """
        try:
            return self._fernet.decrypt(sealed).decode(*TEXT_CODING)
        except InvalidToken:
            raise self._stranger() from None

    def rotate(self, sealed: bytes) -> bytes:
        """Return the same text sealed anew, under the first key.

        Raises:
            KeyringError: it was sealed under a key that is not here, or has been altered.
        """
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            raise self._stranger() from None

    def _stranger(self) -> KeyringError:
        known = ", ".join(self.fingerprints)
        return KeyringError(
            f"A stored text opens with none of the keys given ({known}): give the key that sealed it too."
        )


def new_key() -> str:
    """Return a fresh key of 256 random bits, in the form that `Keyring.of` reads."""
    return Fernet.generate_key().decode()


def _raw(key: str, place: int) -> bytes:
    try:
        raw = base64.b64decode(key, altchars=b"-_", validate=True)
    except ValueError:  # binascii.Error, or a letter outside ASCII
        raw = b""
    if len(raw) != KEY_BYTES or not any(raw):
        raise KeyringError(f"Key {place} is unusable: a key is {KEY_BYTES} random bytes in url-safe base64.")
    return raw


def _fingerprint(raw: bytes) -> str:
    """Return an id that finds the key again and tells nothing of it: 256 random bits cannot be guessed from a hash."""
    return hashlib.sha256(b"rapport key " + raw).hexdigest()[:FINGERPRINT_CHARS]
