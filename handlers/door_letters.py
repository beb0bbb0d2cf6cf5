"""Slack entry points of an introduction's letter: opened, changed by both, read once it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import door_letters as letters_service
from bot.services import doors as doors_service
from bot.views import carried as carrying
from bot.views import door_letters as letters_view
from bot.views import doors as doors_view
from handlers import boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import finish
from handlers.meetings import below
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners."""
    app.action(doors_view.LETTER)(ack=acknowledge, lazy=[opens(open_letter, deps)])
    app.view(letters_view.SUBMIT)(ack=bind(submit_letter, deps), lazy=[opens(boards.refresh, deps)])


def open_letter(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the letter of an introduction on the board.

    Raises:
        NotYoursError: it is of another pair, or has no letter.
    """
    door = doors_service.sheet(deps, actor=acting(context), door_id=str(action.get("value")))
    if door.said.letter is None:
        raise NotYoursError
    carried = replace(below(body), pair_id=door.card.pair_id, subject_id=door.door_id, revision=door.revision)
    show_modal(client, body, letters_view.page(deps.catalog, door=door, carried=carried))


def submit_letter(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep a letter: commit before ack. What the other one has kept meanwhile is shown, and nothing typed lost."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        typed = letters_view.read_page(deps.catalog, view)
        try:
            door = letters_service.word(
                deps, actor=acting(context), door_id=carried.subject_id, letter=typed, revision=carried.revision
            )
        except letters_service.LetterChangedError as refusal:
            again = replace(carried, revision=refusal.newer.revision)
            ack(
                response_action="update",
                view=letters_view.page(deps.catalog, door=refusal.newer, carried=again, typed=typed),
            )
            return
        finish(ack, view, letters_view.kept(deps.catalog, door=door))
