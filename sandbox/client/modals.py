"""Sending a modal off and closing it."""

import json
import sqlite3

from sandbox import delivery, forms, payloads, views
from sandbox.client.places import top_view
from sandbox.client.visit import Visit, outcome, sentence
from sandbox.errors import NonsenseError, SlackError
from sandbox.shapes import Json
from sandbox.wires import Reply


async def submit(visit: Visit) -> Json:
    """Send a modal off, unless a field is filled in wrongly; then do what the app's ack says.

    Source: docs.slack.dev/surfaces/modals (response_action).
    """
    w, row = visit.w, top_view(visit, visit.body.get("view_id"))
    definition = json.loads(row["body"])
    if not definition["submit"]:
        raise NonsenseError("This view has nothing to send off.")
    wrong = forms.refusals(definition["blocks"], json.loads(row["state"]))
    views.keep_errors(w, row, wrong)
    if wrong:
        return outcome(errors=wrong, view_id=row["id"])

    def build() -> Json:
        return payloads.view_submission(w, visit.person, row)

    reply = await delivery.deliver(w, "interactive", f"view_submission {definition['callback_id']}", build)
    if reply.missed:
        return outcome(reply, error=sentence(w, reply.missed), view_id=row["id"])
    try:
        return _respond(visit, row["id"], reply)
    except SlackError as no:
        w.journal.note("missed", "response_action", {"error": no.code, **no.extra})
        problem = f"{w.manifest.name} answered with something that cannot be shown ({no.code})."
        return outcome(reply, error=problem, view_id=row["id"])


def _respond(visit: Visit, view_id: str, reply: Reply) -> Json:
    """Do what the ack of a submission says with the view it came from, as it is now."""
    w, answer = visit.w, reply.payload or {}
    row = views.view(w, view_id)
    if row is None:
        return outcome(reply)
    match answer.get("response_action"):
        case None:
            views.close(w, row)
        case "clear":
            views.clear(w, visit.person["id"])
        case "errors":
            errors = _beside_fields(row, answer.get("errors"))
            views.keep_errors(w, row, errors)
            return outcome(reply, errors=errors, view_id=view_id)
        case "update":
            views.update(w, row, views.checked(answer.get("view"), "modal"))
            return outcome(reply, view_id=view_id)
        case "push":
            above = views.checked(answer.get("view"), "modal")
            pushed = views.push(w, visit.person["id"], above, acted_in=view_id)
            return outcome(reply, view_id=pushed["id"])
        case _:
            raise SlackError("invalid_response_action")
    return outcome(reply)


def _beside_fields(row: sqlite3.Row, errors: object) -> dict[str, str]:
    """Return the app's errors; each must name an input block of the view."""
    fields = {block["block_id"] for block in json.loads(row["body"])["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= fields:
        raise SlackError("invalid_errors")
    return {block_id: str(text) for block_id, text in errors.items()}


async def close(visit: Visit) -> Json:
    """Close the topmost modal, or with `all` the whole stack, and tell an app that asked for it.

    Cancel closes one view; the x closes all and names the root (docs.slack.dev/surfaces/modals).
    """
    w, row = visit.w, top_view(visit, visit.body.get("view_id"))
    is_cleared = bool(visit.body.get("all")) or json.loads(row["body"])["clear_on_close"]
    told = views.stack(w, visit.person["id"])[0] if is_cleared else row
    payload = payloads.view_closed(w, visit.person, told, is_cleared=is_cleared)
    if is_cleared:
        views.clear(w, visit.person["id"])
    else:
        views.close(w, row)
    if not payload["view"]["notify_on_close"]:
        return outcome() | {"acked": True}
    name = f"view_closed {payload['view']['callback_id']}"
    return outcome(await delivery.deliver(w, "interactive", name, lambda: payload))
