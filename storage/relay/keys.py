"""The relay's root keys and what is derived from each: one key per purpose, none of them ever stored.

Primitives are those of `cryptography`: HKDF-SHA256 (RFC 5869), HMAC-SHA256, AES-256-GCM with random 96-bit nonces.
"""

import base64
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"
SALT = b"rapport-relay-v1"
KID = re.compile(r"[a-z0-9]{1,8}")


class RelayKeyError(Exception):
    """A root key is missing or unusable. Its text never holds a key."""


class SealError(Exception):
    """What was sealed does not open: altered, somebody else's, or under a key that is gone. Says nothing more."""


@dataclass(frozen=True, slots=True)
class RelayKeys:
    """The root keys, newest first: the first one seals, all of them open. Shows itself by the keys' names alone."""

    kids: tuple[str, ...]
    _roots: dict[str, bytes] = field(repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the keys of `kid:base64` pairs, separated by commas; a kid is up to eight small letters or digits.

        Raises:
            RelayKeyError: there is none, a kid comes twice, or a key is not 32 bytes, or is all zeroes.
        """
        roots: dict[str, bytes] = {}
        for place, part in enumerate(text.split(","), start=1):
            kid, _, encoded = part.strip().partition(":")
            if not KID.fullmatch(kid) or kid in roots:
                raise RelayKeyError(f"Key {place} has no name of its own: write it as name:key.")
            roots[kid] = _root(encoded, place)
        return cls(tuple(roots), roots)

    @property
    def kid(self) -> str:
        """The name of the key that seals."""
        return self.kids[0]

    def derived(self, kid: str, purpose: str) -> bytes:
        """Return the 32 bytes of one purpose under one root.

        Raises:
            SealError: there is no such root any more.
        """
        if kid not in self._roots:
            raise SealError
        return _derived(self._roots[kid], purpose)

    def seal(self, plain: bytes, *, purpose: str, bound_to: str) -> bytes:
        """Return `plain` sealed under the first root: it opens only for the same purpose and the same `bound_to`."""
        nonce, kid = secrets.token_bytes(NONCE_BYTES), self.kid.encode()
        sealed = AESGCM(self.derived(self.kid, purpose)).encrypt(nonce, plain, f"{purpose}|{bound_to}".encode())
        return VERSION + bytes([len(kid)]) + kid + nonce + sealed

    def open(self, sealed: bytes, *, purpose: str, bound_to: str) -> bytes:
        """Return what `seal` was given.

        Raises:
            SealError: it was altered, is bound to something else, or its root is gone.
        """
        kid = kid_of(sealed)
        rest = sealed[2 + len(kid) :]
        try:
            key = AESGCM(self.derived(kid, purpose))
            return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], f"{purpose}|{bound_to}".encode())
        except (InvalidTag, ValueError):
            raise SealError from None

    def tags(self, secret: bytes, *, kind: str, bound_to: str) -> Iterator[tuple[str, bytes]]:
        """Yield (kid, tag) under each root, the first one first: what finds a case for whoever holds `secret`.

        Without the secret, 128 random bits that no table holds, a tag leads back to nobody.
        """
        for kid in self.kids:
            mac = hmac.HMAC(self.derived(kid, "tag"), hashes.SHA256())
            mac.update(b"|".join([kind.encode(), secret.hex().encode(), bound_to.encode()]))
            yield kid, mac.finalize()


def kid_of(sealed: bytes) -> str:
    """Return the name of the root under which something was sealed; empty for what no root has sealed."""
    length = sealed[1] if sealed[:1] == VERSION and len(sealed) > 1 else 0
    return sealed[2 : 2 + length].decode("ascii", "replace")


def new_relay_key(kid: str) -> str:
    """Return a fresh root key in the form that `RelayKeys.of` reads."""
    return f"{kid}:{base64.b64encode(secrets.token_bytes(ROOT_BYTES)).decode()}"


@cache
def _derived(root: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=ROOT_BYTES, salt=SALT, info=purpose.encode()).derive(root)


def _root(encoded: str, place: int) -> bytes:
    try:
        root = base64.b64decode(encoded, validate=True)
    except ValueError:
        root = b""
    if len(root) != ROOT_BYTES or not any(root):
        raise RelayKeyError(f"Key {place} is unusable: a key is {ROOT_BYTES} random bytes in base64.")
    return root
