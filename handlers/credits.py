"""Slack entry points of the work-and-credit register: a work, its versions, a signature, how far it is, a document."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import credit_acts, credit_file
from bot.services import credits as credits_service
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import credit_form as form_view
from bot.views import credit_page as page_view
from bot.views import credits as credits_view
from bot.views import notices
from bot.views.carried import Carried
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.credit_boards import draw
from handlers.forms import draw_below
from handlers.modals import show_modal
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor credit` and the button reach the board by handlers/boards.py."""
    app.action(re.compile(f"^{credits_view.FAMILY}(read|back)"))(ack=acknowledge, lazy=[opens(turn_to, deps)])
    app.action(re.compile(f"^{credits_view.FAMILY}(add|change)$"))(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.action(credits_view.SIGN)(ack=acknowledge, lazy=[opens(sign, deps)])
    app.action(credits_view.MARK)(ack=acknowledge, lazy=[opens(mark, deps)])
    app.action(credits_view.DOCUMENT)(ack=acknowledge, lazy=[opens(send_document, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(show_work, deps)])


def turn_to(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put a version of a work in the place of the board, or the board in its place."""
    entry_id, number = page_view.chosen_version(action)
    carried = replace(_carried(body), subject_id=entry_id, page=number)
    client.views_update(view_id=body["view"]["id"], view=draw(deps, acting(context), carried))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of a new work on the board, or of another version on the newest one."""
    carried, value = _carried(body), str(action["value"])
    if action["action_id"] == credits_view.CHANGE:
        sheet = credits_service.sheet(deps, actor=acting(context), entry_id=value)
        pair_id, carried = sheet.card.pair_id, replace(carried, subject_id=value, revision=sheet.newest)
    else:
        sheet, pair_id, carried = None, value, replace(carried, subject_id="")
    card = pairs_service.card(deps, actor=acting(context), pair_id=pair_id)
    carried = replace(carried, pair_id=pair_id, page=0)
    show_modal(client, body, form_view.form(deps.catalog, card=card, sheet=sheet, carried=carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a new work, or another version of one: commit before ack. Sent twice, a form keeps one."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        actor = acting(context)
        said: dict[str, Any] = {
            "words": form_view.read_form(deps.catalog, view),
            "date_field": form_view.SUBMISSION,
        }
        if carried.subject_id:
            credit_acts.write(deps, actor=actor, entry_id=carried.subject_id, after=carried.revision, **said)
        else:
            credit_acts.begin(deps, actor=actor, pair_id=carried.pair_id, entry_id=_new_id(view), **said)
        ack()


def show_work(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw below the form the work that was kept, in its newest version, ready to be signed."""
    carried = carrying.unpack(view)
    carried = replace(carried, subject_id=carried.subject_id or _new_id(view), revision=0, page=0)
    draw_below(client, view, context, lambda: draw(deps, acting(context), carried))


def sign(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Sign the version that a button names, then draw it anew."""
    entry_id, number = page_view.chosen_version(action)
    credit_acts.sign_version(deps, actor=acting(context), entry_id=entry_id, number=number)
    boards.redraw(client, body, context, deps=deps)


def mark(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Note how far a work has come, then draw it anew.

    Raises:
        NotYoursError: the choice is none of ours, or the work is of another pair.
    """
    chosen = page_view.chosen_mark(action)
    if chosen is None:
        raise NotYoursError
    state, entry_id = chosen
    credit_acts.mark(deps, actor=acting(context), entry_id=entry_id, state=state)
    boards.redraw(client, body, context, deps=deps)


def send_document(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Have the register sent as a document to whoever asks, and say where it comes."""
    say = deps.catalog.credits
    credit_file.ask_for_register(deps, actor=acting(context), pair_id=str(action["value"]))
    show_modal(client, body, notices.notice(deps.catalog, title=say.file_title, sentence=say.file_sent))


def _carried(body: Mapping[str, Any]) -> Carried:
    return replace(carrying.unpack(body.get("view") or {}), board=Screen.CREDIT)


def _new_id(view: Mapping[str, Any]) -> str:
    return stable_id(view["id"], "credit")
