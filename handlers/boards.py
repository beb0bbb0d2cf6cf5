"""Boards: the screens of a pair. Somebody in several pairs chooses one first; forms lie on a board and draw it anew.

Each board is one entry of BOARDS: a use case that gathers what is shown, and a view that shows it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.content.catalogue import Catalog, Section
from bot.deps import Deps
from bot.services import pairs as pairs_service
from bot.views import carried as carrying
from bot.views import pairs as pairs_view
from bot.views import unpaired
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.pages import page_in
from bot.views.screens import Screen
from handlers import (
    agenda_boards,
    agreement_boards,
    credit_boards,
    door_boards,
    ending_boards,
    first_boards,
    goal_boards,
    item_boards,
    note_boards,
    recap_boards,
    review_boards,
    selfcheck_boards,
    thank_boards,
)
from handlers.actors import acting
from handlers.binding import acknowledge, opens, was_refused
from handlers.home import show_home
from handlers.modals import take_place
from storage.members import Member
from storage.records import record


@record
class Board:
    """One screen of a pair."""

    topic: Callable[[Catalog], Section]
    """Its words, for somebody who is in no pair."""
    draw: Callable[[Deps, Member, Carried], Payload]
    """Gathers and shows; `Carried.pair_id` says of which pair. Raises NotYoursError when it is not the member's."""


BOARDS: Mapping[Screen, Board] = {
    Screen.AGENDA: Board(lambda catalog: catalog.agendas, agenda_boards.draw),
    Screen.GOALS: Board(lambda catalog: catalog.goals, goal_boards.draw_open),
    Screen.PAST_GOALS: Board(lambda catalog: catalog.goals, goal_boards.draw_past),
    Screen.RECAP: Board(lambda catalog: catalog.recaps, recap_boards.draw),
    Screen.AGREEMENT: Board(lambda catalog: catalog.agreements, agreement_boards.draw),
    Screen.CREDIT: Board(lambda catalog: catalog.credits, credit_boards.draw),
    Screen.ITEMS: Board(lambda catalog: catalog.items, item_boards.draw),
    Screen.FIRST: Board(lambda catalog: catalog.first_meetings, first_boards.draw),
    Screen.CLOSE: Board(lambda catalog: catalog.endings, ending_boards.draw),
    Screen.REVIEW: Board(lambda catalog: catalog.reviews, review_boards.draw),
    Screen.NOTES: Board(lambda catalog: catalog.notes, note_boards.draw),
    Screen.CHECK: Board(lambda catalog: catalog.selfchecks, selfcheck_boards.draw),
    Screen.THANK: Board(lambda catalog: catalog.thanks, thank_boards.draw),
    Screen.DOORS: Board(lambda catalog: catalog.doors, door_boards.draw),
}


def register(app: App, deps: Deps) -> None:
    """Attach the listeners that all boards share: choosing a pair, a board of a named pair, turning the page."""
    app.action(re.compile(f"^{pairs_view.CHOOSE}"))(ack=acknowledge, lazy=[opens(draw_chosen, deps)])
    app.action(re.compile(f"^{pairs_view.BOARD_OF}"))(ack=acknowledge, lazy=[opens(open_pressed, deps)])
    app.action(re.compile(f"^{pairs_view.TURN}"))(ack=acknowledge, lazy=[opens(draw_page, deps)])


def open_board(screen: Screen, client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a board of the person who acts: of their only pair, or after a choice, or what will stand there one day."""
    member = acting(context) if context["member"] else None
    cards = pairs_service.cards(deps, actor=member) if member else []
    carried = Carried(board=screen, home=carrying.home_before(body.get("view")))
    if not cards:
        view = unpaired.screen(deps.catalog, topic=BOARDS[screen].topic(deps.catalog))
    elif len(cards) == 1:
        view = BOARDS[screen].draw(deps, acting(context), replace(carried, pair_id=cards[0].pair_id))
    else:
        view = pairs_view.chooser(deps.catalog, cards=cards, screen=screen, carried=carried)
    take_place(client, body, view)


def open_board_of(
    screen: Screen, pair_id: str, client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show the board of one pair: from a button that names it, which proves nothing.

    Raises:
        NotYoursError: the pair is not of the person who acts.
    """
    carried = Carried(pair_id=pair_id, board=screen, home=carrying.home_before(body.get("view")))
    take_place(client, body, BOARDS[screen].draw(deps, acting(context), carried))


def open_pressed(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Open the board that a button names, of the pair that is its value."""
    screen = Screen(action["action_id"].removeprefix(pairs_view.BOARD_OF))
    open_board_of(screen, action["value"], client, body, context, deps=deps)


def draw_chosen(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put the board of the chosen pair in the place of the choice."""
    screen = Screen(action["action_id"].removeprefix(pairs_view.CHOOSE))
    carried = replace(carrying.unpack(body["view"]), board=screen, pair_id=action["selected_option"]["value"])
    _redraw(client, body["view"], BOARDS[screen].draw(deps, acting(context), carried))


def draw_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Put another page of the same board in its place."""
    carried = replace(carrying.unpack(body["view"]), page=page_in(action.get("value")))
    _redraw(client, body["view"], BOARDS[Screen(carried.board)].draw(deps, acting(context), carried))


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew what lies below a form that has done its work: first Home, then the board with that Home's new hash.

    The lazy half of every submission: `app.view(SUBMIT)(ack=bind(submit, deps), lazy=[opens(boards.refresh, deps)])`.
    A refused form is still open and remembers the Home that stands: that one is left as it is.
    """
    if was_refused(context):
        return
    carried = carrying.unpack(view)
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    if carried.board and view.get("previous_view_id"):
        below = replace(carried, subject_id="", revision=0)
        board = BOARDS[Screen(carried.board)].draw(deps, acting(context), below)
        client.views_update(view_id=view["previous_view_id"], view=board)


def redraw(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the board on which a button was pressed, after the press has done its work; and the Home below it."""
    carried = carrying.unpack(body["view"])
    if carried.home:
        carried = replace(carried, home=show_home(client, context, before=carried.home, deps=deps))
    _redraw(client, body["view"], BOARDS[Screen(carried.board)].draw(deps, acting(context), carried))


def _redraw(client: WebClient, view: Mapping[str, Any], board: Payload) -> None:
    client.views_update(view_id=view["id"], view=board)
