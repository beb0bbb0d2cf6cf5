"""From what somebody writes on a command line to what a field takes."""

import base64
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sandbox.acting.hand import Hand
from sandbox.forms import FormError
from sandbox.shapes import Json

MANY = frozenset({"checkboxes", "multi_static_select"})
PEOPLE = frozenset({"users_select", "multi_users_select"})
PLACES = frozenset({"channels_select", "conversations_select", "multi_channels_select", "multi_conversations_select"})


def value_for(hand: Hand, element: Json, written: str) -> object:
    """Return what to enter into `element`: option texts, people's and channels' names, local times, paths of files.

    Lists are written with commas.

    Raises:
        FormError: it names no channel, no point in time, or no file that can be read.
        NonsenseError: it names nobody.
    """
    kind = element["type"]
    if kind in MANY:
        return _split(written)
    if kind in PEOPLE:
        return _one_or_many(kind, [hand.person(name)["id"] for name in _split(written)])
    if kind in PLACES:
        return _one_or_many(kind, [_place(hand, name) for name in _split(written)])
    if kind == "datetimepicker" and not written.isdecimal():
        return _instant(hand, written)
    if kind == "file_input":
        return [_file(hand, name) for name in _split(written)]
    return written


def _split(written: str) -> list[str]:
    return [part.strip() for part in written.split(",") if part.strip()]


def _one_or_many(kind: str, ids: list[str]) -> object:
    return ids if kind.startswith("multi_") else ids[0] if ids else None


def _place(hand: Hand, name: str) -> str:
    for one in hand.get("conversations")["conversations"]:
        if name.removeprefix("#") in (one["id"], one["name"]):
            return str(one["id"])
    raise FormError(f"There is no channel called {name}.")


def _instant(hand: Hand, written: str) -> int:
    try:
        wall = datetime.fromisoformat(written)
    except ValueError as wrong:
        raise FormError(f"{written} is no point in time. Write it as YYYY-MM-DD HH:MM.") from wrong
    return int((wall if wall.tzinfo else wall.replace(tzinfo=ZoneInfo(hand.user["tz"]))).timestamp())


def _file(hand: Hand, path: str) -> Json:
    """Hand in the file at a path of this machine, and return what the workspace calls it."""
    try:
        content = Path(path).read_bytes()
    except OSError as wrong:
        raise FormError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    body = {"name": Path(path).name, "content": base64.b64encode(content).decode()}
    return dict(hand.post("hand_in", body)["file"])
