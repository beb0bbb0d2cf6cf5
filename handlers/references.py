"""Slack entry points of hearing what a mentor is like: who is willing to tell, the question, the answers."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.references import InquirySheet
from bot.services import finding as finding_service
from bot.services import inquiries as inquiries_service
from bot.services import references as references_service
from bot.views import carried as carrying
from bot.views import finding as finding_view
from bot.views import found as found_view
from bot.views import references as references_view
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal, take_place
from storage.columns import stable_id


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. Their buttons stand in looking for a mentor, and in messages."""
    app.action(finding_view.REFERENCES)(ack=acknowledge, lazy=[opens(open_willing, deps)])
    app.view(references_view.SUBMIT_WILLING)(bind(submit_willing, deps))
    app.action(found_view.ASK_ABOUT)(ack=acknowledge, lazy=[opens(open_question, deps)])
    app.view(references_view.SUBMIT_ASK)(bind(submit_question, deps))
    app.action(re.compile(f"^{references_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])


def open_willing(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask somebody about which mentors of theirs a colleague may ask them."""
    filled = references_service.willing_form(deps, actor=acting(context))
    show_modal(client, body, references_view.willing_form(deps.catalog, filled=filled))


def submit_willing(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep about whom they may be asked: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        chosen = references_view.read_willing(view)
        number = references_service.keep_willing(deps, actor=acting(context), mentor_ids=chosen)
        ack(response_action="update", view=references_view.kept(deps.catalog, number=number))


def open_question(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Ask a colleague what they would like to know about a mentor.

    Raises:
        NotYoursError: the button names nobody whom the person who acts may look at.
    """
    card = finding_service.card(deps, actor=acting(context), mentor_id=str(action.get("value")))
    form = references_view.ask_form(deps.catalog, mentor=card.name, mentor_id=card.member_id)
    show_modal(client, body, form)


def submit_question(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask one of those who are willing: commit before ack. One submission asks once, however often Slack sends it."""
    with refusals_beside_fields(ack, view, deps=deps):
        inquiries_service.ask(
            deps,
            actor=acting(context),
            mentor_id=carrying.unpack(view).subject_id,
            question=references_view.read_question(deps.catalog, view),
            inquiry_id=stable_id(str(view["id"]), "inquiry"),
        )
        ack(response_action="update", view=references_view.asked(deps.catalog))


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Do what a button of an inquiry says, and show how it stands then. Its value proves nothing."""
    actor, name, inquiry_id = acting(context), str(action["action_id"]), str(action.get("value"))
    if name in ANSWERS:
        told, sheet = inquiries_service.answer(deps, actor=actor, inquiry_id=inquiry_id, is_yes=ANSWERS[name])
        take_place(client, body, references_view.answered(deps.catalog, told=told, sheet=sheet))
        return
    sheet = _look_of(name)(deps, actor=actor, inquiry_id=inquiry_id)
    show = show_modal if name == references_view.OPEN else take_place
    show(client, body, references_view.inquiry(deps.catalog, sheet=sheet))


ANSWERS = {references_view.YES: True, references_view.NO: False}


def _look_of(name: str) -> Callable[..., InquirySheet]:
    """Return what a press does before the inquiry is shown."""
    looks: Mapping[str, Callable[..., InquirySheet]] = {
        references_view.OPEN: inquiries_service.sheet,
        references_view.ANOTHER: inquiries_service.ask_another,
        references_view.BACK: inquiries_service.withdraw,
    }
    return looks[name]
