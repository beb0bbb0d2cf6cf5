"""Slack entry points of the circle of mentors: its screen, joining and leaving, and the tips beside it."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.circle import CircleDraft
from bot.services import circle as circle_service
from bot.services import tips as tips_service
from bot.views import circle as circle_view
from bot.views.blocks import Payload
from bot.views.pages import page_in
from handlers.actors import acting
from handlers.binding import acknowledge, bind, opens, refusals_beside_fields
from handlers.forms import draw_below
from handlers.modals import show_modal, take_place
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor circle` and the buttons reach the screen by handlers/screens.py."""
    app.action(re.compile(f"^{circle_view.FAMILY}"))(ack=acknowledge, lazy=[opens(press, deps)])
    app.view(circle_view.SUBMIT)(ack=bind(submit_form, deps), lazy=[opens(refresh, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show the circle, as far as somebody may see it."""
    take_place(client, body, _board(deps, acting(context)))


def press(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Lay the form on the screen; or do what was pressed and draw the screen anew.

    Raises:
        NotYoursError: whoever presses is no mentor.
    """
    actor, name = acting(context), str(action["action_id"])
    if name == circle_view.JOIN:
        own = circle_service.board(deps, actor=actor).own
        show_modal(client, body, circle_view.form(deps.catalog, draft=own or CircleDraft()))
        return
    _do(name, deps, actor)
    page = page_in(action.get("value")) if name.startswith(circle_view.TURN) else 0
    view = _board(deps, actor, page=page)
    client.views_update(view_id=body["view"]["id"], view=view)


def _do(name: str, deps: Deps, actor: Member) -> None:
    """Do what a press does before the screen is drawn anew; turning a page does nothing."""
    deeds = {
        circle_view.LEAVE: circle_service.leave,
        circle_view.TIPS: tips_service.wish,
        circle_view.NO_TIPS: tips_service.end,
    }
    if name in deeds:
        deeds[name](deps, actor=actor)


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Let somebody be in the circle: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        draft = circle_view.read_form(view)
        circle_service.join(deps, actor=acting(context), draft=draft, field=circle_view.REACH)
        ack()


def refresh(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw anew the screen below a form that has done its work."""
    draw_below(client, view, context, lambda: _board(deps, acting(context)))


def _board(deps: Deps, actor: Member, *, page: int = 0) -> Payload:
    return circle_view.board(deps.catalog, circle=circle_service.board(deps, actor=actor, page=page))
