"""Slack entry points of the private self-check: its form, what it leads to, and deleting what was answered.

Everything takes the place of the board, so that a scenario, and the private door with its forms, can lie on it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import selfchecks as selfchecks_service
from bot.views import carried as carrying
from bot.views import selfchecks as selfchecks_view
from bot.views.blocks import Payload
from handlers import selfcheck_boards
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor check` and the buttons reach the board by handlers/screens.py."""
    for action_id in SCREENS:
        app.action(action_id)(ack=acknowledge, lazy=[opens(turn, deps)])
    app.action(selfchecks_view.DELETE)(ack=acknowledge, lazy=[opens(delete, deps)])
    app.action(selfchecks_view.SENTENCE)(ack=acknowledge, lazy=[opens(open_sentence, deps)])
    app.view(selfchecks_view.SUBMIT)(bind(submit_form, deps))


def turn(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put the form, what it leads to, or the board in the place of what stands there."""
    carried = carrying.unpack(body["view"])
    board = selfchecks_service.board(deps, actor=acting(context), pair_id=carried.pair_id)
    view = SCREENS[action["action_id"]](deps.catalog, board=board, carried=carried)
    client.views_update(view_id=body["view"]["id"], view=view)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what was answered, then show what it leads to: commit before ack."""
    carried = carrying.unpack(view)
    with refusals_beside_fields(ack, view, deps=deps):
        board = selfchecks_service.keep(
            deps,
            actor=acting(context),
            pair_id=carried.pair_id,
            marks=selfchecks_view.read_form(view),
            field=selfchecks_view.FIRST,
        )
        shown = selfchecks_view.reading(deps.catalog, board=board, carried=carried)
        ack(response_action="update", view=shown)


def delete(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Delete what was answered about the pair, and show that nothing is left."""
    carried = carrying.unpack(body["view"])
    actor = acting(context)
    selfchecks_service.delete(deps, actor=actor, pair_id=carried.pair_id)
    client.views_update(view_id=body["view"]["id"], view=selfcheck_boards.draw(deps, actor, carried))


def open_sentence(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay a sentence to start with on what stands there.

    Raises:
        NotYoursError: the button names no item.
    """
    acting(context)
    item = selfchecks_view.chosen(action)
    if item is None:
        raise NotYoursError
    show_modal(client, body, selfchecks_view.sentence(deps.catalog, item=item))


SCREENS: Mapping[str, Callable[..., Payload]] = {
    selfchecks_view.BEGIN: selfchecks_view.form,
    selfchecks_view.THINK: selfchecks_view.reading,
    selfchecks_view.LEAVE: selfchecks_view.board,
}
