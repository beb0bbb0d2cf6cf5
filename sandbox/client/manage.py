"""What an owner of the workspace does: people, channels, the app's installation."""

import sqlite3
import time

from sandbox import channels, events, people, views
from sandbox.channels import Kind
from sandbox.clock import now
from sandbox.errors import NonsenseError
from sandbox.people import add_person, check_zone, person
from sandbox.shapes import Json
from sandbox.state import remember
from sandbox.workspace import Workspace

CHANGEABLE = {"deleted": bool, "is_admin": bool, "tz": str, "real_name": str}
REFUSALS = {"app_uninstalled": "account_inactive", "tokens_revoked": "token_revoked", "app_installed": ""}


def new_person(w: Workspace, body: Json) -> Json:
    """Let somebody join: everybody but foreign people comes into #general, and the app is told."""
    try:
        kind = people.Kind(str(body.get("kind", "member")))
        user = add_person(w, name=str(body.get("name") or ""), tz=str(body.get("tz") or "UTC"), kind=kind)
    except ValueError as wrong:
        raise NonsenseError(str(wrong)) from wrong
    if kind is not people.Kind.FOREIGN:
        general = _channel(w, channels.GENERAL)
        channels.join(w, general["id"], user)
        _publish_person(w, "team_join", user)
    w.hub.announce("people")
    return {"ok": True, "id": user}


def change_person(w: Workspace, user: str, body: Json) -> Json:
    """Change what somebody is, and tell the app."""
    found = _person(w, user)
    wanted = {name: kind(body[name]) for name, kind in CHANGEABLE.items() if name in body}
    if "tz" in wanted:
        try:
            check_zone(str(wanted["tz"]))
        except ValueError as wrong:
            raise NonsenseError(str(wrong)) from wrong
    now_so = {name: wanted.get(name, found[name]) for name in CHANGEABLE}
    w.db.execute(
        "UPDATE person SET deleted = ?, is_admin = ?, tz = ?, real_name = ?, updated = ? WHERE id = ?",
        (*now_so.values(), time.time(), found["id"]),
    )
    if wanted.get("deleted"):
        views.clear(w, found["id"])
    _publish_person(w, "user_change", found["id"])
    w.hub.announce("people")
    return {"ok": True, "id": found["id"]}


def _publish_person(w: Workspace, kind: str, user: str) -> None:
    shown = people.user_object(w, _person(w, user))
    instant = now(w)
    events.publish(w, {"type": kind, "user": shown, "cache_ts": int(instant), "event_ts": f"{instant:.6f}"})


def new_channel(w: Workspace, body: Json) -> Json:
    """Make a channel with these members; the bot is in it only when it is named."""
    name = str(body.get("name") or "").removeprefix("#")
    if not name or channels.find_channel(w, name) is not None:
        raise NonsenseError("A channel needs a name that no other has.")
    kind = Kind.PRIVATE if body.get("private") else Kind.PUBLIC
    named = body.get("members") or []
    if not isinstance(named, list):
        raise NonsenseError("The members are a list of people.")
    members = [_person(w, str(user))["id"] for user in named]
    channel = channels.add_channel(w, name=name, kind=kind, members=members)
    w.hub.announce("channels")
    return {"ok": True, "id": channel}


def change_member(w: Workspace, channel: str, body: Json) -> Json:
    """Let somebody into a channel or out of it; the app is told when it is in there."""
    row, user = _channel(w, channel), _person(w, str(body.get("user")))["id"]
    if row["kind"] not in (Kind.PUBLIC, Kind.PRIVATE):
        raise NonsenseError("Nobody joins or leaves a direct conversation.")
    joins = bool(body.get("member", True))
    if joins == channels.is_member(w, row["id"], user):
        return {"ok": True, "id": row["id"]}
    (channels.join if joins else channels.leave)(w, row["id"], user)
    if channels.is_member(w, row["id"], w.identity.bot_user_id):
        _publish_member(w, row, user, joins=joins)
    w.hub.announce("channels")
    return {"ok": True, "id": row["id"]}


def _publish_member(w: Workspace, row: sqlite3.Row, user: str, *, joins: bool) -> None:
    events.publish(
        w,
        {
            "type": "member_joined_channel" if joins else "member_left_channel",
            "user": user,
            "channel": row["id"],
            "channel_type": "C" if row["kind"] == Kind.PUBLIC else "G",
            "team": w.identity.team_id,
            "event_ts": f"{now(w):.6f}",
        },
    )


def change_app(w: Workspace, body: Json) -> Json:
    """Uninstall the app, revoke its bot token, or install it again; its app-level token stays good."""
    event = str(body.get("event"))
    if event not in REFUSALS:
        raise NonsenseError("The app knows these events: app_uninstalled, tokens_revoked, app_installed.")
    remember(w.db, "token_refusal", REFUSALS[event])
    stamp = f"{now(w):.6f}"
    if event == "tokens_revoked":
        tokens = {"oauth": [], "bot": [w.identity.bot_user_id]}
        events.publish(w, {"type": event, "tokens": tokens, "event_ts": stamp})
    elif event == "app_uninstalled":
        events.publish(w, {"type": event, "event_ts": stamp})
    return {"ok": True}


def _person(w: Workspace, user: str) -> sqlite3.Row:
    found = person(w, user)
    if found is None:
        raise NonsenseError(f"There is nobody with the id {user}.")
    return found


def _channel(w: Workspace, channel: str) -> sqlite3.Row:
    found = channels.find_channel(w, channel)
    if found is None:
        raise NonsenseError(f"There is no channel {channel}.")
    return found
