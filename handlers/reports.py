"""Slack entry points of the programme's report: `/mentor reports`, its half-years and facts, sending it.

The first time that somebody opens a half-year its numbers are put together, which takes longer than a trigger lives: so
a modal says that Rapport is at work, and the report takes its place.
"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.reports.tables import Split
from bot.errors import UserError
from bot.services import report_post
from bot.services import reports as reports_service
from bot.views import notices
from bot.views.blocks import Payload
from bot.views.reports import screen as screen_view
from handlers.actors import acting
from handlers.binding import acknowledge, opens
from handlers.failures import sentence_of
from handlers.modals import show_modal
from storage.members import Member


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor reports` and the button reach `open_screen` by handlers/screens.py."""
    for action_id in (screen_view.PERIOD, screen_view.SPLIT):
        app.action(action_id)(ack=acknowledge, lazy=[opens(choose, deps)])
    app.action(screen_view.SEND)(ack=acknowledge, lazy=[opens(send, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show a facilitator the last half-year that is over, and a sentence to anybody else."""
    actor = acting(context)
    report_post.prove(deps, actor=actor)
    view_id = _begin(client, body, screen_view.working(deps.catalog))
    period = reports_service.periods(deps)[0]
    try:
        shown = _draw(deps, actor, period, Split.ALL)
    except UserError as refusal:
        shown = notices.refusal(deps.catalog, sentence=sentence_of(refusal, deps=deps))
    client.views_update(view_id=view_id, view=shown)


def choose(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show another half-year, or the same one told apart by another fact."""
    period, split = screen_view.chosen(body["view"], action)
    shown = _draw(deps, acting(context), period, split)
    client.views_update(view_id=body["view"]["id"], view=shown)


def send(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Have the report sent to the facilitators' channel, and say so."""
    say = deps.catalog.report_page
    period, _ = screen_view.chosen(body["view"])
    is_new = report_post.ask_for_post(deps, actor=acting(context), period=period)
    sentence = say.sent if is_new else say.sent_already
    show_modal(client, body, notices.notice(deps.catalog, title=say.sent_title, sentence=sentence))


def _draw(deps: Deps, actor: Member, period: str, split: Split) -> Payload:
    report = report_post.read(deps, actor=actor, period=period)
    return screen_view.screen(deps.catalog, report=report, split=split, periods=reports_service.periods(deps))


def _begin(client: WebClient, body: Mapping[str, Any], view: Payload) -> str:
    """Show a modal in the place of the one below it, else open it; return the id by which it is changed."""
    below = body.get("view") or {}
    if below.get("type") == "modal":
        client.views_update(view_id=below["id"], view=view)
        return str(below["id"])
    return str(client.views_open(trigger_id=body["trigger_id"], view=view)["view"]["id"])
