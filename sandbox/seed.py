"""Who and what a workspace starts with. On a later start only what is new is added."""

from dataclasses import dataclass

from sandbox import channels, people
from sandbox.channels import GENERAL, Kind
from sandbox.errors import NonsenseError
from sandbox.shapes import Json
from sandbox.workspace import Workspace

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody named on the command line."""

    name: str
    tz: str


def read_users(text: str) -> list[Newcomer]:
    """Return the people in `NAME:ZONE,NAME:ZONE`; UTC where no zone is given."""
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    return [Newcomer(name.strip(), zone.strip() or DEFAULT_ZONE) for name, _, zone in pairs]


def read_private(text: str) -> tuple[str, list[str]]:
    """Return the name and the members in `NAME=user,user`."""
    name, _, members = text.partition("=")
    return name.strip().removeprefix("#"), [member.strip() for member in members.split(",") if member.strip()]


def seed(w: Workspace, users: list[Newcomer], private: list[tuple[str, list[str]]]) -> Json:
    """Make what does not exist yet, and return `{"users": {name: id}, "channels": {name: id}}`.

    The first person ever is the owner; `general` holds everybody and the bot, a private channel its people and the bot.

    Raises:
        NonsenseError: a private channel names somebody unknown.
        ValueError: a zone does not exist.
    """
    people.add_bot(w)
    bot = w.identity.bot_user_id
    general = _channel(w, GENERAL, Kind.PUBLIC)
    channels.join(w, general, bot)
    ids = {}
    for newcomer in users:
        ids[newcomer.name] = _person(w, newcomer)
        channels.join(w, general, ids[newcomer.name])
    for name, members in private:
        channel = _channel(w, name, Kind.PRIVATE)
        for member in members:
            channels.join(w, channel, _known(w, member))
        channels.join(w, channel, bot)
    return {"users": _users(w, ids), "channels": _channels(w)}


def _person(w: Workspace, newcomer: Newcomer) -> str:
    found = people.find_person(w, newcomer.name)
    if found is not None and not found["is_bot"]:
        return str(found["id"])
    is_first = len(people.everybody(w)) == 1
    return people.add_person(w, name=newcomer.name, tz=newcomer.tz, is_owner=is_first)


def _known(w: Workspace, name: str) -> str:
    found = people.find_person(w, name)
    if found is None:
        raise NonsenseError(f"There is nobody called {name}; name them with --users.")
    return str(found["id"])


def _channel(w: Workspace, name: str, kind: Kind) -> str:
    found = channels.find_channel(w, name)
    return str(found["id"]) if found else channels.add_channel(w, name=name, kind=kind, members=[])


def _users(w: Workspace, given: dict[str, str]) -> dict[str, str]:
    named = set(given.values())
    others = {row["name"]: row["id"] for row in people.everybody(w) if not row["is_bot"] and row["id"] not in named}
    return given | others


def _channels(w: Workspace) -> dict[str, str]:
    return {row["name"]: row["id"] for row in channels.all_channels(w) if row["kind"] in (Kind.PUBLIC, Kind.PRIVATE)}
