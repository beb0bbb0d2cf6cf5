"""Methods about messages to be posted later (docs.slack.dev/reference/methods/chat.scheduleMessage)."""

from sandbox import saying, schedule
from sandbox.api.call import Call, invalid
from sandbox.api.chat import thread_of
from sandbox.api.reach import visible_channel, writable_channel
from sandbox.clock import now
from sandbox.errors import SlackError
from sandbox.shapes import Json

FARTHEST_SECONDS = 120 * 86_400
WINDOW_SECONDS, MOST_IN_WINDOW = 300.0, 30
DELETABLE_SECONDS = 60


def schedule_message(call: Call) -> Json:
    """Say something later: at most 120 days ahead, at most 30 messages to a channel in five minutes."""
    row = writable_channel(call, call.text("channel"))
    post_at = call.number("post_at", 0)
    if not post_at:
        raise invalid("missing required field: post_at")
    instant = now(call.w)
    if post_at <= instant:
        raise SlackError("time_in_past")
    if post_at > instant + FARTHEST_SECONDS:
        raise SlackError("time_too_far")
    said = saying.checked(call.args)
    if schedule.crowd(call.w, row["id"], post_at, WINDOW_SECONDS) >= MOST_IN_WINDOW:
        raise SlackError("restricted_too_many")
    thread_ts = thread_of(call, row)
    kept = said if thread_ts is None else said | {"thread_ts": thread_ts}
    scheduled = schedule.keep(call.w, channel=row["id"], post_at=post_at, body=kept)
    me = call.w.identity
    shown = {"type": "delayed_message", "team": me.team_id, "bot_id": me.bot_id, "user": me.bot_user_id, **said}
    return {"channel": row["id"], "scheduled_message_id": scheduled, "post_at": post_at, "message": shown}


def delete_scheduled_message(call: Call) -> Json:
    """Take a message that still waits back; in its last minute it is too late."""
    row = visible_channel(call, call.text("channel"))
    found = schedule.find(call.w, row["id"], call.text("scheduled_message_id"))
    if found is None or found["post_at"] - now(call.w) < DELETABLE_SECONDS:
        raise SlackError("invalid_scheduled_message_id")
    schedule.forget(call.w, found["id"])
    return {}
