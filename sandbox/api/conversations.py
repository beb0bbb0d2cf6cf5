"""Methods about conversations (docs.slack.dev/reference/methods/conversations.info and its neighbours)."""

import math
import sqlite3

from sandbox import channels, messages
from sandbox.api.call import Call, missing
from sandbox.api.reach import addressable, readable_channel, require
from sandbox.channels import SCOPE_WORD, Kind
from sandbox.errors import SlackError
from sandbox.shapes import Json

MOST_PEOPLE = 8


def conversations_open(call: Call) -> Json:
    """The direct conversation with one person, or with up to eight."""
    w = call.w
    if call.optional("channel"):
        row = readable_channel(call, call.text("channel"), "read")
        return {"no_op": True, "already_open": True, "channel": _shown(call, row)}
    users = [user.strip() for user in call.text("users").split(",") if user.strip()]
    if not users:
        raise missing("users")
    if len(users) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    is_direct = len(users) == 1
    require(w, "im:write" if is_direct else "mpim:write")
    for user in users:
        addressable(w, user)
    channel = channels.direct(w, users[0]) if is_direct else _group(call, users)
    return {"channel": _shown(call, channels.find_channel(w, channel))}


def _group(call: Call, users: list[str]) -> str:
    everyone = {*users, call.w.identity.bot_user_id}
    for row in channels.all_channels(call.w):
        if row["kind"] == Kind.GROUP and set(channels.members(call.w, row["id"])) == everyone:
            return str(row["id"])
    return channels.add_channel(call.w, name=f"mpdm-{'--'.join(users)}-1", kind=Kind.GROUP, members=sorted(everyone))


def _shown(call: Call, row: sqlite3.Row | None) -> Json:
    if row is None:
        raise SlackError("channel_not_found")
    return channels.conversation_object(call.w, row) if call.flag("return_im") else {"id": row["id"]}


def conversations_info(call: Call) -> Json:
    """One conversation."""
    row = readable_channel(call, call.text("channel"), "read")
    shown = channels.conversation_object(call.w, row)
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown}


def conversations_list(call: Call) -> Json:
    """The conversations of the wanted types that the bot knows of, page by page."""
    kinds = (call.optional("types") or Kind.PUBLIC.value).split(",")
    if not set(kinds) <= {kind.value for kind in Kind}:
        raise SlackError("invalid_types")
    for kind in kinds:
        require(call.w, f"{SCOPE_WORD[Kind(kind)]}:read")
    bot = call.w.identity.bot_user_id
    found = [
        channels.conversation_object(call.w, row)
        for row in channels.all_channels(call.w)
        if row["kind"] in kinds and (row["kind"] == Kind.PUBLIC or channels.is_member(call.w, row["id"], bot))
    ]
    return call.page(found, "channels")


def conversations_members(call: Call) -> Json:
    """The ids of a conversation's members, page by page."""
    row = readable_channel(call, call.text("channel"), "read")
    return call.page(channels.members(call.w, row["id"]), "members")


def conversations_history(call: Call) -> Json:
    """A conversation outside its threads, newest first; never an ephemeral message."""
    row = _history_of(call)
    found = _between(call, messages.top_level(call.w, row["id"]))[::-1]
    answer = call.page([messages.message_object(call.w, message) for message in found], "messages")
    return answer | {"has_more": bool(answer["response_metadata"]["next_cursor"]), "pin_count": 0}


def conversations_replies(call: Call) -> Json:
    """A thread, its first message first; never an ephemeral message."""
    row = _history_of(call)
    ts = call.text("ts")
    if messages.lasting(call.w, row["id"], ts) is None:
        raise SlackError("thread_not_found")
    found = _between(call, messages.thread(call.w, row["id"], ts))
    answer = call.page([messages.message_object(call.w, message) for message in found], "messages", default=1_000)
    return answer | {"has_more": bool(answer["response_metadata"]["next_cursor"])}


def _history_of(call: Call) -> sqlite3.Row:
    row = readable_channel(call, call.text("channel"), "history")
    if not channels.is_member(call.w, row["id"], call.w.identity.bot_user_id):
        raise SlackError("not_in_channel")
    return row


def _between(call: Call, found: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return the messages between `oldest` and `latest`, those two only when the call is `inclusive`."""
    oldest, latest = call.instant("oldest", 0.0), call.instant("latest", math.inf)
    if call.flag("inclusive"):
        return [row for row in found if oldest <= float(row["ts"]) <= latest]
    return [row for row in found if oldest < float(row["ts"]) < latest]
