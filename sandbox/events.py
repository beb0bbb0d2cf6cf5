"""The Events API: what happened, told to an app that subscribed, again until it acknowledges.

An event waits in the state until it is acknowledged or given up, so it outlives the sandbox and the app.
Source: docs.slack.dev/apis/events-api.
"""

import asyncio
import json
import secrets
import sqlite3
import time

from sandbox import delivery
from sandbox.clock import now
from sandbox.ids import new_id
from sandbox.shapes import Json
from sandbox.wires import Missed, Reply
from sandbox.workspace import Workspace

GIVE_UP_SECONDS = 10.0
"""How long after its last delivery an event that nobody acknowledged is forgotten."""
SCOPES: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "team_join": ("users:read",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}
"""The scopes of which an app needs one to be told of an event. Events that are not named do not exist here."""


def publish(w: Workspace, event: Json, *, subscription: str | None = None) -> str | None:
    """Tell the app of `event` and return the event_id, or None when it did not subscribe or lacks the scope.

    Args:
        w: the workspace.
        event: the inner event.
        subscription: what the manifest calls it, where that is not the event's type.
    """
    name = subscription or event["type"]
    scopes = SCOPES[name]
    if name not in w.manifest.events or (scopes and not any(w.manifest.grants(scope) for scope in scopes)):
        return None
    event_id = new_id("Ev")
    body = _callback(w, event, event_id)
    w.db.execute("INSERT INTO event (id, body, due) VALUES (?, ?, ?)", (event_id, json.dumps(body), time.time()))
    w.events_changed.set()
    return event_id


def _callback(w: Workspace, event: Json, event_id: str) -> Json:
    me = w.identity
    return {
        "token": me.verification_token,
        "team_id": me.team_id,
        "context_team_id": me.team_id,
        "context_enterprise_id": None,
        "api_app_id": me.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(now(w)),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": me.team_id,
                "user_id": me.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(48)}",
    }


async def first_reply(w: Workspace, event_id: str | None) -> Reply:
    """Return what became of an event's first delivery, or that nothing was to be delivered."""
    if event_id is None:
        return Reply()
    answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    w.waiting[event_id] = answered
    try:
        async with asyncio.timeout(w.timings.ack + (w.timings.ack if w.wires.ready.is_set() else 0)):
            return await answered
    except TimeoutError:
        return Reply(missed=Missed.NO_CONNECTION)
    finally:
        w.waiting.pop(event_id, None)


async def deliver_for_ever(w: Workspace) -> None:
    """Deliver every event that is due, for as long as the workspace lives."""
    under_way: set[asyncio.Task[None]] = set()
    while True:
        await w.wires.ready.wait()
        w.events_changed.clear()
        row = w.db.execute("SELECT * FROM event ORDER BY due, rowid LIMIT 1").fetchone()
        wait = None if row is None else row["due"] - time.time()
        if wait is None or wait > 0:
            await _changed_or(w, wait)
            continue
        if not _schedule_next(w, row):
            continue
        task = asyncio.create_task(_attempt(w, row))
        under_way.add(task)
        task.add_done_callback(under_way.discard)


async def _changed_or(w: Workspace, seconds: float | None) -> None:
    try:
        async with asyncio.timeout(seconds):
            await w.events_changed.wait()
    except TimeoutError:
        return


def _schedule_next(w: Workspace, row: sqlite3.Row) -> bool:
    """Write the next attempt down before this one starts, so that a killed sandbox makes it.

    Returns False, and forgets the event, when its last attempt is over.
    """
    waits, attempt = (*w.timings.redeliver, GIVE_UP_SECONDS), row["attempt"]
    if attempt >= len(waits):
        w.db.execute("DELETE FROM event WHERE id = ?", (row["id"],))
        w.journal.note("missed", "event given up", {"event_id": row["id"], "attempts": attempt})
        return False
    _again(w, row["id"], attempt=attempt + 1, due=time.time() + waits[attempt])
    return True


def _again(w: Workspace, event_id: str, *, attempt: int, due: float) -> None:
    w.db.execute("UPDATE event SET attempt = ?, due = ? WHERE id = ?", (attempt, due, event_id))


async def _attempt(w: Workspace, row: sqlite3.Row) -> None:
    body = json.loads(row["body"])
    envelope = {
        "type": "events_api",
        "payload": body,
        "accepts_response_payload": False,
        "retry_attempt": row["attempt"],
        "retry_reason": "timeout" if row["attempt"] else "",
    }
    reply = await delivery.send(w, body["event"]["type"], envelope)
    if reply.missed is None:
        w.db.execute("DELETE FROM event WHERE id = ?", (row["id"],))
    elif reply.missed is Missed.NO_CONNECTION:
        _again(w, row["id"], attempt=row["attempt"], due=time.time())
        w.events_changed.set()
    waiting = w.waiting.get(row["id"])
    if waiting is not None and not waiting.done():
        waiting.set_result(reply)
