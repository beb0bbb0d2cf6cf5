"""Receipts: eighty random bits on paper, which find a case again when a Home is lost.

Crockford's base 32 has no letters that are mistaken for digits (crockford.com/base32.html).
"""

import re
import secrets

RECEIPT_BYTES = 10
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 16
GROUP = 4
MISREAD = re.compile(r"[IL]"), re.compile(r"O"), re.compile(r"[\s\u2010-\u2014-]")
"""What stands for 1, for 0, and for nothing."""
BITS = 5


def new_secret() -> bytes:
    """Return what a receipt stands for."""
    return secrets.token_bytes(RECEIPT_BYTES)


def written(secret: bytes) -> str:
    """Return a receipt as it is copied onto paper: four groups of four."""
    number = int.from_bytes(secret)
    letters = "".join(ALPHABET[(number >> (BITS * place)) % len(ALPHABET)] for place in reversed(range(LETTERS)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def secret_of(receipt: str) -> bytes | None:
    """Return what a receipt stands for, however it is spaced and capitalised; None for what is no receipt."""
    letters = plain(receipt)
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        return None
    number = 0
    for letter in letters:
        number = number << BITS | ALPHABET.index(letter)
    return number.to_bytes(RECEIPT_BYTES)


def last_group(receipt: str) -> str:
    """Return the group that is asked back."""
    return receipt[-GROUP:]


def plain(typed: str) -> str:
    """Return what somebody typed from paper, with what is easily misread put right."""
    ones, zeroes, nothing = MISREAD
    return nothing.sub("", zeroes.sub("0", ones.sub("1", typed.upper())))
