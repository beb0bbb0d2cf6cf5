"""Saying something, typing a command, picking a shortcut."""

import sqlite3

from sandbox import channels, delivery, events, hooks, mentions, messages, payloads, saying
from sandbox.channels import Kind
from sandbox.client.visit import Visit, outcome, sentence
from sandbox.clock import now
from sandbox.errors import NonsenseError, SlackError
from sandbox.shapes import Json
from sandbox.wires import Missed, Reply
from sandbox.workspace import Workspace

SLASH_ERRORS = {Missed.NO_CONNECTION: "dispatch_failed", Missed.NO_ACK: "operation_timeout"}
"""What Slack's own client says of a command nobody took (docs.slack.dev/interactivity/implementing-slash-commands)."""
CLOSED = "Sending messages to this app has been turned off."
MESSAGE_EVENTS = {
    Kind.PUBLIC: ("message.channels", "channel"),
    Kind.PRIVATE: ("message.groups", "group"),
    Kind.DIRECT: ("message.im", "im"),
    Kind.GROUP: ("message.mpim", "mpim"),
}


def can_post(w: Workspace, channel: sqlite3.Row) -> bool:
    """Tell whether people can write into a conversation; the manifest can close the app's own."""
    return channel["kind"] != Kind.DIRECT or (w.manifest.messages_tab and not w.manifest.messages_tab_read_only)


async def say(visit: Visit) -> Json:
    """Post a person's message; the app hears of it when it subscribed and is there."""
    w, channel = visit.w, visit.channel()
    visit.focus(channel["id"])
    if not can_post(w, channel):
        return outcome(error=CLOSED)
    text = mentions.said(w, visit.text("text"))
    thread_ts = visit.body.get("thread_ts") or None
    if thread_ts is not None and messages.lasting(w, channel["id"], thread_ts) is None:
        raise NonsenseError("There is no such thread.")
    user = visit.person["id"]
    ts = messages.post(w, channel=channel["id"], user=user, body={"text": text}, thread_ts=thread_ts)
    messages.mark_read(w, channel["id"], user)
    reply = await events.first_reply(w, _tell(w, channel, ts, text))
    return outcome(reply, error=_unheard(w, reply), ts=ts)


def _unheard(w: Workspace, reply: Reply) -> str | None:
    return None if reply.missed is None else f"{w.manifest.name} has taken no notice yet; it will be told again."


def _tell(w: Workspace, channel: sqlite3.Row, ts: str, text: str) -> str | None:
    """Publish the events a message causes, and return the id of the one worth waiting for."""
    bot = w.identity.bot_user_id
    if not channels.is_member(w, channel["id"], bot):
        return None
    row = messages.message(w, channel["id"], ts)
    said = {} if row is None else messages.message_object(w, row)
    common = said | {"channel": channel["id"], "event_ts": ts}
    subscription, channel_type = MESSAGE_EVENTS[Kind(channel["kind"])]
    heard = events.publish(w, common | {"channel_type": channel_type}, subscription=subscription)
    if channel["kind"] != Kind.DIRECT and mentions.mentions(text, bot):
        return events.publish(w, common | {"type": "app_mention"}) or heard
    return heard


async def slash(visit: Visit) -> Json:
    """Send a typed command to the app. It goes once; when no ack comes, the person reads Slack's words for it."""
    w, channel, command = visit.w, visit.channel(), visit.text("command")
    visit.focus(channel["id"])
    if not can_post(w, channel):
        return outcome(error=CLOSED)
    known = w.manifest.commands.get(command)
    if known is None or w.refusal or not w.manifest.grants("commands"):
        return outcome(error=f"{command} is not a valid command.")
    if visit.person["is_foreign"]:
        return outcome(error="Only members of this workspace can use its commands.")
    typed = str(visit.body.get("text") or "").strip()
    text = mentions.marked(w, typed) if known.should_escape else typed

    def build() -> Json:
        return payloads.slash_command(w, visit.person, channel, command, text)

    reply = await delivery.deliver(w, "slash_commands", command, build)
    error = SLASH_ERRORS[reply.missed] if reply.missed else _answer(visit, channel, f"{command} {typed}".strip(), reply)
    if error is None:
        return outcome(reply)
    said = f'{command} failed with the error "{error}"'
    _whisper(visit, channel, said)
    return outcome(reply, error=said)


def _answer(visit: Visit, channel: sqlite3.Row, typed: str, reply: Reply) -> str | None:
    """Show what came with the ack of a command; in_channel shows what was typed, too. Return an error word or None."""
    payload = reply.payload
    if payload is None:
        return None
    try:
        said = saying.checked(payload)
    except SlackError:
        return "invalid_command_response"
    user, in_channel = visit.person["id"], payload.get("response_type") == "in_channel"
    if in_channel:
        messages.post(visit.w, channel=channel["id"], user=user, body={"text": mentions.said(visit.w, typed)})
    hooks.answer(visit.w, channel=channel["id"], user=user, said=said, in_channel=in_channel)
    return None


def _whisper(visit: Visit, channel: sqlite3.Row, text: str) -> None:
    messages.post(
        visit.w, channel=channel["id"], user=messages.SLACKBOT, body={"text": text}, reader=visit.person["id"]
    )


async def shortcut(visit: Visit) -> Json:
    """Send a picked global shortcut to the app."""
    w = visit.w
    known = w.manifest.shortcuts.get(visit.text("callback_id"))
    if known is None or known.type != "global" or w.refusal:
        raise NonsenseError("There is no such shortcut.")
    if visit.person["is_foreign"]:
        return outcome(error="Only members of this workspace can use its shortcuts.")

    def build() -> Json:
        return payloads.shortcut(w, visit.person, known.callback_id, f"{now(w):.6f}")

    reply = await delivery.deliver(w, "interactive", f"shortcut {known.callback_id}", build)
    return outcome(reply, error=sentence(w, reply.missed))
