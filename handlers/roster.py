"""Slack entry points of the roster: the file, the look at what it would change, and keeping it.

Reading a file and everybody's names takes longer than a form may wait, so each step says that it is at work and shows
what came of it in the same place.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.roster import RosterReport
from bot.errors import FieldError, UserError
from bot.services import roster_files
from bot.views import notices
from bot.views import roster_screens as roster_view
from bot.views.blocks import Payload
from handlers.actors import user_of, workspace_of
from handlers.binding import bind, opens, refusals_beside_fields, was_refused
from handlers.failures import sentence_of
from handlers.modals import show_modal


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. `/mentor roster` and the button reach `open_screen` by handlers/screens.py."""
    app.view(roster_view.SUBMIT)(ack=bind(begin, deps), lazy=[opens(look, deps)])
    app.view(roster_view.KEEP)(ack=bind(go_on, deps), lazy=[opens(keep, deps)])


def open_screen(client: WebClient, body: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Ask a facilitator for the file; where Rapport may not read files, say how else a roster is brought in."""
    is_taken = roster_files.is_taken(deps, team_id=workspace_of(context), user_id=user_of(context))
    show_modal(client, body, roster_view.form(deps.catalog) if is_taken else roster_view.by_terminal(deps.catalog))


def begin(ack: Ack, view: Mapping[str, Any], *, deps: Deps) -> None:
    """Say that the file is being read."""
    with refusals_beside_fields(ack, view, deps=deps):
        if roster_view.sent_file(view) is None:
            raise FieldError(roster_view.FILE, deps.catalog.roster.no_file)
        go_on(ack, deps=deps)


def go_on(ack: Ack, *, deps: Deps) -> None:
    """Say that Rapport is at work."""
    ack(response_action="update", view=roster_view.working(deps.catalog))


def look(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Show what the roster would change; nothing is written."""
    file_id = roster_view.sent_file(view)
    if was_refused(context) or file_id is None:
        return
    _show(client, view, partial(_brought, context, deps, file_id, is_kept=False), deps=deps)


def keep(client: WebClient, view: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Keep what the roster says, and show what it has changed."""
    _show(client, view, partial(_brought, context, deps, roster_view.looked_at(view), is_kept=True), deps=deps)


def _brought(context: BoltContext, deps: Deps, file_id: str, *, is_kept: bool) -> Payload:
    report: RosterReport = roster_files.bring_in_sent(
        deps, team_id=workspace_of(context), user_id=user_of(context), file_id=file_id, is_kept=is_kept
    )
    if is_kept:
        return roster_view.kept(deps.catalog, report=report)
    return roster_view.looked(deps.catalog, report=report, file_id=file_id)


def _show(client: WebClient, view: Mapping[str, Any], brought: partial[Payload], *, deps: Deps) -> None:
    """Put what came of it, or why nothing did, where it says that Rapport is at work."""
    try:
        shown = brought()
    except UserError as refusal:
        shown = notices.refusal(deps.catalog, sentence=sentence_of(refusal, deps=deps))
    client.views_update(view_id=view["id"], view=shown)
