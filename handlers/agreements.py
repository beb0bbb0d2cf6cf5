"""Slack entry points of agreements: the questions, giving them over, side by side, one wording, a yes, a document."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import agreement_file
from bot.services import agreement_rounds as rounds
from bot.services import agreement_talks as talks
from bot.services import agreements as agreements_service
from bot.services import pairs as pairs_service
from bot.views import agreement_form as form_view
from bot.views import agreement_messages as messages_view
from bot.views import agreement_page as page_view
from bot.views import agreements as view
from bot.views import carried as carrying
from bot.views import notices
from bot.views.pages import page_in
from bot.views.screens import Screen
from handlers import boards
from handlers.actors import acting
from handlers.agreement_boards import draw, draw_page
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields, was_refused
from handlers.home import show_home
from handlers.modals import show_modal
from handlers.responses import in_its_place, is_answered
from storage.members import Member
from storage.vocabulary import AgreementField


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners: one for each way a press goes on, one for each form."""
    app.action(re.compile(f"^{view.FAMILY}(send|holds|again|confirm)$"))(ack=acknowledge, lazy=[opens(act, deps)])
    app.action(re.compile(f"^{view.FAMILY}(mine|theirs)$"))(ack=acknowledge, lazy=[opens(take, deps)])
    app.action(re.compile(f"^{view.FAMILY}(read|back)$"))(ack=acknowledge, lazy=[opens(turn_to, deps)])
    app.action(view.WRITE)(ack=acknowledge, lazy=[opens(open_form, deps)])
    app.action(view.WORD)(ack=acknowledge, lazy=[opens(open_wording, deps)])
    app.action(view.DOCUMENT)(ack=acknowledge, lazy=[opens(send_document, deps)])
    app.view(form_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(boards.refresh, deps)])
    app.view(form_view.SUBMIT_SHORT)(ack=bind(submit_short, deps), lazy=[opens(boards.refresh, deps)])
    app.view(page_view.SUBMIT_WORDING)(ack=bind(submit_wording, deps), lazy=[opens(refresh_page, deps)])


def act(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what a button says at once, and draw what it stands on anew; in a message, say that it is noted."""
    revision = carrying.unpack(body.get("view") or {}).revision
    ACTS[action["action_id"]](deps, acting(context), action["value"], revision)
    if "view" in body:
        boards.redraw(client, body, context, deps=deps)
        return
    card = pairs_service.card(deps, actor=acting(context), pair_id=action["value"])
    noted = messages_view.noted(deps.catalog, card=card)
    is_answered(client, context.response_url or "", replace_original=True, **in_its_place(body, noted))


def take(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Let one side's answer stand for both, then draw the page anew."""
    carried = carrying.unpack(body["view"])
    talks.take(
        deps,
        actor=acting(context),
        agreement_id=carried.subject_id,
        field=_field(action["value"]),
        is_mine=action["action_id"] == view.MINE,
        revision=carried.revision,
    )
    boards.redraw(client, body, context, deps=deps)


def turn_to(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put a version, both sides beside each other, in the place of the board; or the board in its place."""
    agreement_id, _, number = str(action.get("value") or "").partition(":")
    carried = carrying.unpack(body["view"])
    carried = replace(carried, board=Screen.AGREEMENT, subject_id=agreement_id, page=page_in(number))
    client.views_update(view_id=body["view"]["id"], view=draw(deps, acting(context), carried))


def open_form(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of some questions on the board, or open it from a message."""
    pair_id, _, name = str(action["value"]).partition(":")
    form = agreements_service.form(deps, actor=acting(context), pair_id=pair_id, name=name)
    carried = replace(carrying.unpack(body.get("view") or {}), pair_id=pair_id, board=Screen.AGREEMENT)
    show_modal(client, body, form_view.form(deps.catalog, form=form, carried=carried))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep one's answers to some questions: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        texts = form_view.read_form(deps.catalog, view)
        rounds.answer(deps, actor=acting(context), pair_id=carrying.unpack(view).pair_id, texts=texts)
        ack()


def submit_short(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep the answers of the five-minute version and give them over, then show where the agreement stands."""
    carried = replace(carrying.unpack(view), subject_id="", page=0)
    with refusals_beside_fields(ack, view, deps=deps):
        texts = form_view.read_form(deps.catalog, view)
        rounds.answer(deps, actor=acting(context), pair_id=carried.pair_id, texts=texts, is_to_send=True)
        ack(response_action="update", view=draw(deps, acting(context), carried))


def open_wording(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form of one wording on the page."""
    carried = carrying.unpack(body["view"])
    card, line = talks.line(deps, actor=acting(context), agreement_id=carried.subject_id, field=_field(action["value"]))
    show_modal(client, body, page_view.wording_form(deps.catalog, card=card, line=line, carried=carried))


def submit_wording(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep one wording for what two answers say differently: commit before ack."""
    carried, name = carrying.unpack(view), page_view.wording_field(view)
    with refusals_beside_fields(ack, view, deps=deps):
        talks.word(
            deps,
            actor=acting(context),
            agreement_id=carried.subject_id,
            field=_field(name.removeprefix(page_view.WORDING)),
            text=page_view.read_wording(deps.catalog, view),
            revision=carried.revision,
            beside=name,
        )
        ack()


def refresh_page(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the page below a wording that was kept, and the Home below that."""
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    if view.get("previous_view_id"):
        client.views_update(view_id=view["previous_view_id"], view=draw_page(deps, acting(context), carried))


def send_document(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Have a version sent as a document to whoever asks, and say where it comes."""
    say = deps.catalog.agreements
    is_new = agreement_file.ask_for_document(deps, actor=acting(context), agreement_id=action["value"])
    sentence = say.file_sent if is_new else say.file_there
    show_modal(client, body, notices.notice(deps.catalog, title=say.file_title, sentence=sentence))


def _field(name: str) -> AgreementField:
    field = page_view.field_named(name)
    if field is None:
        raise NotYoursError
    return field


ACTS: Mapping[str, Callable[[Deps, Member, str, int], None]] = {
    view.SEND: lambda deps, actor, pair_id, _: rounds.send(deps, actor=actor, pair_id=pair_id),
    view.HOLDS: lambda deps, actor, pair_id, _: rounds.still_holds(deps, actor=actor, pair_id=pair_id),
    view.AGAIN: lambda deps, actor, pair_id, _: rounds.look_again(deps, actor=actor, pair_id=pair_id),
    view.CONFIRM: lambda deps, actor, agreement_id, revision: talks.confirm(
        deps, actor=actor, agreement_id=agreement_id, revision=revision
    ),
}
