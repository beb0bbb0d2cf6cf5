"""Methods that open and change views (docs.slack.dev/reference/methods/views.open and its neighbours)."""

import sqlite3

from sandbox import triggers, views
from sandbox.api.call import Call, missing
from sandbox.api.reach import known_person
from sandbox.errors import SlackError
from sandbox.shapes import Json


def views_open(call: Call) -> Json:
    """Open a modal for who acted a moment ago."""
    wanted = _trigger(call)
    definition = views.checked(call.args.get("view"), "modal")
    trigger = triggers.look_up(call.w, wanted)
    row = views.open_root(call.w, trigger["user"], definition)
    triggers.use(call.w, trigger["id"])
    return {"view": views.view_object(call.w, row)}


def views_push(call: Call) -> Json:
    """Open a modal above the one in which somebody acted a moment ago."""
    wanted = _trigger(call)
    definition = views.checked(call.args.get("view"), "modal")
    trigger = triggers.look_up(call.w, wanted)
    row = views.push(call.w, trigger["user"], definition, acted_in=trigger["view"])
    triggers.use(call.w, trigger["id"])
    return {"view": views.view_object(call.w, row)}


def _trigger(call: Call) -> str:
    return call.optional("interactivity_pointer") or call.text("trigger_id")


def views_update(call: Call) -> Json:
    """Put another view in the place of an open one."""
    found = _named_view(call)
    definition = views.checked(call.args.get("view"), found["kind"])
    _fresh(call, found)
    return {"view": views.view_object(call.w, views.update(call.w, found, definition))}


def _named_view(call: Call) -> sqlite3.Row:
    view_id, external_id = call.optional("view_id"), call.optional("external_id")
    if view_id is None and external_id is None:
        raise missing("view_id")
    found = views.view(call.w, view_id) if view_id else views.by_external_id(call.w, str(external_id))
    if found is None:
        raise SlackError("not_found")
    return found


def _fresh(call: Call, found: sqlite3.Row | None) -> None:
    """Refuse a change that was made from an older state of the view."""
    wanted = call.optional("hash")
    if wanted is not None and (found is None or found["hash"] != wanted):
        raise SlackError("hash_conflict")


def views_publish(call: Call) -> Json:
    """Put a view in somebody's Home."""
    if not call.w.manifest.home_tab:
        raise SlackError("not_enabled")
    person = known_person(call.w, call.text("user_id"))
    if person["is_bot"]:
        raise SlackError("user_not_found")
    definition = views.checked(call.args.get("view"), "home")
    _fresh(call, views.home(call.w, person["id"]))
    return {"view": views.view_object(call.w, views.publish(call.w, person["id"], definition))}
