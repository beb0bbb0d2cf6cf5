"""Slack entry point of first meetings: the list that somebody saves. handlers/boards.py opens it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.deps import Deps
from bot.services import first_meetings as first_service
from bot.views import carried as carrying
from bot.views import first_meetings as first_view
from handlers.actors import acting
from handlers.binding import bind, refusals_beside_fields


def register(app: App, deps: Deps) -> None:
    """Attach this module's listener."""
    app.view(first_view.SUBMIT)(bind(submit_form, deps))


def submit_form(ack: Ack, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep one side's list, then close it: commit before ack."""
    with refusals_beside_fields(ack, view, deps=deps):
        draft = first_view.read_form(deps.catalog, view)
        first_service.keep(deps, actor=acting(context), pair_id=carrying.unpack(view).pair_id, draft=draft)
        ack()
