"""Methods that say something (docs.slack.dev/reference/methods/chat.postMessage and its neighbours)."""

import sqlite3

from sandbox import channels, messages, saying
from sandbox.api.call import Call
from sandbox.api.reach import known_person, require, visible_channel, writable_channel
from sandbox.errors import RateLimitedError, SlackError
from sandbox.shapes import Json


def post_message(call: Call) -> Json:
    """Say something in a conversation, or to a person by their id; an app may say when that would have been."""
    if any(call.optional(name) for name in ("username", "icon_emoji", "icon_url")):
        require(call.w, "chat:write.customize")
    row = writable_channel(call, call.text("channel"))
    said = saying.checked(call.args)
    thread_ts = thread_of(call, row)
    if wait := call.w.meters.refuse_message(row["id"]):
        raise RateLimitedError(wait)
    bot = call.w.identity.bot_user_id
    ts = messages.post(call.w, channel=row["id"], user=bot, body=said, thread_ts=thread_ts, at=call.at)
    return {"channel": row["id"], "ts": ts, "message": _shown(call, row["id"], ts)}


def thread_of(call: Call, row: sqlite3.Row) -> str | None:
    """Return the root of the thread the call wants to answer in.

    Raises:
        SlackError: there is no such message.
    """
    thread_ts = call.optional("thread_ts")
    if thread_ts is None:
        return None
    root = messages.lasting(call.w, row["id"], thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    return str(root["thread_ts"] or root["ts"])


def _shown(call: Call, channel: str, ts: str) -> Json:
    found = messages.message(call.w, channel, ts)
    return {} if found is None else messages.message_object(call.w, found)


def update(call: Call) -> Json:
    """Put other words in the place of the bot's own."""
    found = _own_message(call, "cant_update_message")
    said = saying.checked(call.args)
    messages.rewrite(call.w, found, said)
    shown = _shown(call, found["channel"], found["ts"])
    return {"channel": found["channel"], "ts": found["ts"], "text": shown["text"], "message": shown}


def delete(call: Call) -> Json:
    """Take a message of the bot's own back."""
    found = _own_message(call, "cant_delete_message")
    messages.remove(call.w, found)
    return {"channel": found["channel"], "ts": found["ts"]}


def _own_message(call: Call, refusal: str) -> sqlite3.Row:
    row = visible_channel(call, call.text("channel"))
    found = messages.lasting(call.w, row["id"], call.text("ts"))
    if found is None:
        raise SlackError("message_not_found")
    if found["user"] != call.w.identity.bot_user_id:
        raise SlackError(refusal)
    return found


def post_ephemeral(call: Call) -> Json:
    """Say something in a conversation that one of its members alone sees."""
    row = writable_channel(call, call.text("channel"))
    user = known_person(call.w, call.text("user"))
    if user["deleted"] or not channels.is_member(call.w, row["id"], user["id"]):
        raise SlackError("user_not_in_channel")
    said = saying.checked(call.args)
    ts = messages.post(
        call.w,
        channel=row["id"],
        user=call.w.identity.bot_user_id,
        body=said,
        thread_ts=thread_of(call, row),
        reader=user["id"],
    )
    return {"message_ts": ts}


def get_permalink(call: Call) -> Json:
    """The address of a message."""
    row = visible_channel(call, call.text("channel"))
    ts = call.text("message_ts")
    if messages.lasting(call.w, row["id"], ts) is None:
        raise SlackError("message_not_found")
    link = f"{call.w.base_url}/archives/{row['id']}/p{ts.replace('.', '')}"
    return {"channel": row["id"], "permalink": link}
