"""Which conversations and people the bot can reach, and with which word it is refused."""

import sqlite3

from sandbox import channels, people
from sandbox.api.call import Call
from sandbox.channels import SCOPE_WORD, Kind
from sandbox.errors import SlackError
from sandbox.workspace import Workspace


def require(w: Workspace, *scopes: str) -> None:
    """Refuse a call when the app holds none of `scopes`.

    Raises:
        SlackError: missing_scope, with what is needed and what is granted.
    """
    if not any(w.manifest.grants(scope) for scope in scopes):
        raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(w.manifest.scopes))


def visible_channel(call: Call, channel: str) -> sqlite3.Row:
    """Return a conversation the bot knows of: a public one, or one it is a member of.

    Raises:
        SlackError: there is none; to a bot outside, a private channel does not exist.
    """
    row = channels.find_channel(call.w, channel)
    if row is None or (row["kind"] != Kind.PUBLIC and not _inside(call.w, row)):
        raise SlackError("channel_not_found")
    return row


def readable_channel(call: Call, channel: str, right: str) -> sqlite3.Row:
    """Return a conversation whose scope of this `right` (read or history) the app holds.

    Raises:
        SlackError: there is no such conversation, or the scope of its kind is missing.
    """
    require(call.w, *(f"{word}:{right}" for word in SCOPE_WORD.values()))
    row = visible_channel(call, channel)
    require(call.w, f"{SCOPE_WORD[Kind(row['kind'])]}:{right}")
    return row


def writable_channel(call: Call, channel: str) -> sqlite3.Row:
    """Return the conversation the bot may post to: `channel`, or the direct one of a person's id.

    Raises:
        SlackError: it does not exist, the bot is not in it, or its person cannot be written to.
    """
    w = call.w
    if channel[:1] in ("U", "W") and channels.find_channel(w, channel) is None:
        person = addressable(w, channel)
        channel = channels.direct(w, person["id"])
    row = visible_channel(call, channel)
    if row["kind"] == Kind.DIRECT:
        addressable(w, row["owner"])
        if not w.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
    elif not _inside(w, row) and not w.manifest.grants("chat:write.public"):
        raise SlackError("not_in_channel")
    return row


def addressable(w: Workspace, user: str) -> sqlite3.Row:
    """Return a person the bot may write to.

    Raises:
        SlackError: there is nobody of this id, they are deactivated, or a stranger of another workspace.
    """
    row = known_person(w, user)
    if row["deleted"]:
        raise SlackError("user_disabled")
    if people.is_stranger(w, row):
        raise SlackError("user_not_visible")
    if row["is_bot"]:
        raise SlackError("cannot_dm_bot")
    return row


def known_person(w: Workspace, user: str) -> sqlite3.Row:
    """Return the person of this id.

    Raises:
        SlackError: user_not_found.
    """
    row = people.person(w, user)
    if row is None:
        raise SlackError("user_not_found")
    return row


def _inside(w: Workspace, row: sqlite3.Row) -> bool:
    return channels.is_member(w, row["id"], w.identity.bot_user_id)
