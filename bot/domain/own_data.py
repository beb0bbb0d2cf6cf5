"""What somebody takes along of what Rapport keeps, and for how long anything is kept at all. Pure rules."""

import json
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

FEWEST_LETTERS = 2
"""Of a name that is taken out of texts."""
SEVERAL = ("{", "[")
"""How JSON begins that holds several things."""
DEEPEST = 8
"""What Rapport keeps as JSON lies in no more levels."""

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

    Only the name as Slack has it: a first name alone may be a word, or somebody else's. Where Slack's own is a single
    word it is looked for with its capital alone, and one letter is not: whoever is called Will, or calls themselves
    `the` to spoil what others keep, takes no verb and no article out of it. JSON is opened for it: there a letter may
    be written as an escape, or stand right behind one.
    """
    words = name.split()
    if len(name.strip()) < FEWEST_LETTERS:
        return str
    known, flags = r"\s+".join(re.escape(each) for each in words), re.IGNORECASE
    if len(words) == 1:
        known, flags = re.escape(words[0][:1].upper() + words[0][1:]), re.NOFLAG
    pattern = re.compile(rf"(?<!\w)(?:{known})(?!\w)", flags)
    return lambda text: _changed(text, lambda said: pattern.sub(lambda _: instead, said))


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed; of one that is JSON, every text within it."""
    kept = json_in(text)
    if kept is None:
        return change(text)
    after = _changed_within(kept, change)
    return json.dumps(after) if after != kept else text


def json_in(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what a text says that is JSON, of several things; None for any other, and for what nobody has kept.

    Words that somebody types may look like JSON: so deep, or with such halves of signs, that they could not be written
    down again. They are words.
    """
    try:
        kept = json.loads(text) if text.startswith(SEVERAL) else None
        json.dumps(kept, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return kept if _is_shallow(kept) else None


def _is_shallow(value: Any) -> bool:  # noqa: ANN401 - any JSON
    level = [value]
    for _ in range(DEEPEST):
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [each for several in inner for each in several]
    return not level


def _changed_within(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _changed_within(each, change) for key, each in value.items()}
    return [_changed_within(each, change) for each in value] if isinstance(value, list) else value


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
