"""What somebody takes along of what Rapport keeps, and for how long anything is kept at all. Pure rules."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from storage.records import record

FILE_WAITS = timedelta(days=7)
"""How long a file is worth sending: an operator may have asked for it while Rapport was stopped."""
USUAL_KEPT_DAYS = 365
KEPT_DAYS = (90, 180, USUAL_KEPT_DAYS, 730)
"""For how long a programme can keep the data of somebody who has left: a sabbatical's year is the usual."""
GRACE = timedelta(days=30)
"""How long a workspace that has sent Rapport away can think again. An app is also removed by mistake, or to be put in
anew with other rights; after a month nobody waits for it, and what is kept without a purpose is a risk."""
ID = re.compile(r"[0-9a-f]{32}")
"""What an id of ours looks like."""

Entry = Mapping[str, Any]


@record
class Chapter:
    """The rows of one table, ready to be read."""

    table: str
    entries: tuple[Entry, ...]


@record
class OwnData:
    """Everything that somebody takes along."""

    name: str
    made_at: datetime
    chapters: tuple[Chapter, ...]


def without_name(name: str, *, instead: str) -> Callable[[str], str]:
    """Return what puts other words wherever a person's whole name stands in a text.

    Only the name as Slack has it: a first name alone may be a word, or somebody else's. In JSON its letters may be
    escaped.
    """
    spellings = {name, name.encode("ascii", "backslashreplace").decode()} - {""}
    if not spellings:
        return str
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in sorted(spellings)), re.IGNORECASE)
    return lambda text: pattern.sub(instead, text)


def ids_in(value: object) -> set[str]:
    """Return every id in a value, and in whatever lies within it."""
    if isinstance(value, str):
        return set(ID.findall(value))
    if isinstance(value, Mapping):
        return set().union(*map(ids_in, [*value, *value.values()]))
    if isinstance(value, Sequence):
        return set().union(*map(ids_in, value))
    return set()


def named(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a value with names in the place of these ids, in whatever lies within it too."""
    if isinstance(value, str):
        return ID.sub(lambda found: names.get(found[0], found[0]), value)
    if isinstance(value, Mapping):
        return {named(key, names): named(each, names) for key, each in value.items()}
    return [named(each, names) for each in value] if isinstance(value, list) else value
