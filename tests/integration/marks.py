"""Marks: a word for each field, by which it is told who has read that field."""

from dataclasses import fields
from typing import Any


def mark(key: str) -> str:
    """Return the mark that stands in a field, which is no part of that of another field."""
    return f"Xq-{key}-qX"


def marked(kind: type[Any], owner: str = "", /, **besides: Any) -> Any:  # noqa: ANN401 - a draft of that kind
    """Return a draft in whose every text that is not named `besides` stands a mark."""
    names = [each.name for each in fields(kind) if each.name not in besides]
    return kind(**{name: mark(f"{kind.__name__}.{name}{owner}") for name in names}, **besides)
