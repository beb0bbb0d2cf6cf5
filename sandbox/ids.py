"""Identifiers that look like Slack's: opaque, upper-case, told apart by their first letter."""

import secrets
import string

_ALPHABET = string.ascii_uppercase + string.digits


def new_id(prefix: str, *, length: int = 9) -> str:
    """Return a fresh identifier such as `U0K3X81QZ9`."""
    return f"{prefix}0{''.join(secrets.choice(_ALPHABET) for _ in range(length))}"


def new_hash(seconds: float) -> str:
    """Return a view's hash: the second it was made in, a dot, and randomness."""
    return f"{int(seconds)}.{secrets.token_urlsafe(6)}"
