"""Slack entry points of a private request: the form, a look at it, sending, and the receipt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.deps import Deps
from bot.domain.relay import receipts
from bot.domain.relay.door import Door, Kept
from bot.domain.relay.intake import Preview, RequestDraft
from bot.errors import FieldError
from bot.services.relay import door as doors
from bot.services.relay import intake, routing
from bot.views.blocks import Payload
from bot.views.relay import door as door_view
from bot.views.relay import intake as intake_view
from bot.views.relay import names
from bot.views.relay import receipt as receipt_view
from handlers.binding import acknowledge
from handlers.relay.door import enters

SEEN, TURN, GROUP, ANSWER_BY = "seen", "turn", "group", "answer_by"
"""What screens carry."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(names.WRITE)(ack=acknowledge, lazy=[enters(open_form, deps)])
    app.view(names.FORM)(ack=enters(submit_form, deps), lazy=[enters(keep_slots, deps)])
    app.view(names.RECEIPT)(enters(submit_receipt, deps))


def open_form(door: Door, take_place: Callable[[Payload], None], *, deps: Deps) -> None:
    """Show the form in the place of the notice, or where else to turn."""
    try:
        intake.prove_may_ask(deps, door=door)
        take_place(_form(deps, door))
    except routing.TurnedAwayError as refusal:
        take_place(_elsewhere(deps, door, refusal))


def submit_form(ack: Ack, door: Door, kept: Kept, view: Payload, *, deps: Deps) -> None:
    """Show what was entered as facilitators will see it; send it once its author has seen it just so."""
    turn = int(kept.what.get(TURN, 0))
    draft = intake_view.read_form(deps.catalog, view, turn=turn)
    try:
        is_seen = kept.what.get(SEEN) == intake.digest(deps, door=door, draft=draft)
        answer = _send(deps, door, draft, key=str(view["id"])) if is_seen else _look(deps, door, draft, turn + 1)
        ack(response_action="update", view=answer)
    except routing.TurnedAwayError as refusal:
        ack(response_action="push", view=_elsewhere(deps, door, refusal))


def keep_slots(door: Door, kept: Kept, publish: Callable[[str], None], *, deps: Deps) -> None:
    """Let their Home carry the new case, once there is one."""
    if GROUP in kept.what:
        publish(doors.home_blob(deps, door=door))


def submit_receipt(ack: Ack, kept: Kept, view: Payload, *, deps: Deps) -> None:
    """End when the last group was read from paper; say so when it was not."""
    if receipts.plain(receipt_view.read_group(view))[-receipts.GROUP :] != kept.what[GROUP]:
        raise FieldError(names.GROUP, deps.catalog.relay_intake.wrong_group)
    answer_by = date.fromisoformat(kept.what[ANSWER_BY])
    ack(response_action="update", view=receipt_view.done(deps.catalog, answer_by=answer_by))


def _look(deps: Deps, door: Door, draft: RequestDraft, turn: int) -> Payload:
    seen = {SEEN: intake.digest(deps, door=door, draft=draft), TURN: turn}
    return _form(deps, door, preview=intake.preview(deps, door=door, draft=draft), what=seen)


def _form(deps: Deps, door: Door, *, what: dict[str, Any] | None = None, preview: Preview | None = None) -> Payload:
    return intake_view.form(
        deps.catalog,
        facilitators=intake.excludable(deps, door=door),
        tied=door.tied,
        contacts=doors.outside_contacts(deps, team_id=door.team_id),
        private_metadata=doors.carried(deps, door=door, screen=names.FORM, what=what),
        turn=int((what or {}).get(TURN, 0)),
        preview=preview,
    )


def _send(deps: Deps, door: Door, draft: RequestDraft, *, key: str) -> Payload:
    sent = intake.send(deps, door=door, draft=draft, key=key)
    what = {GROUP: receipts.last_group(sent.receipt), ANSWER_BY: sent.answer_by.isoformat()}
    metadata = doors.carried(deps, door=replace(door, slots=sent.slots), screen=names.RECEIPT, what=what)
    return receipt_view.screen(deps.catalog, sent=sent, has_home=door.has_home, private_metadata=metadata)


def _elsewhere(deps: Deps, door: Door, refusal: "routing.TurnedAwayError") -> Payload:
    contacts = doors.outside_contacts(deps, team_id=door.team_id)
    return door_view.elsewhere(deps.catalog, why=refusal.why, contacts=contacts)
