"""The one publisher of App Home.

A Home's private_metadata belongs to its owner, so every new Home carries it on from the one before, and is published
with the hash of the one before: a publisher that comes late gives way (docs.slack.dev/reference/methods/views.publish).
"""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.deps import Deps
from bot.domain.relay.door import Asker
from bot.errors import RapportError
from bot.services import home as home_service
from bot.services.relay import door
from bot.views import home as home_view
from bot.views.carried import HomeBefore, home_before
from bot.views.pages import page_in
from handlers.actors import user_of, workspace_of
from handlers.binding import acknowledge, opens


class NoHomeBeforeError(RapportError):
    """A Home was to be drawn without the one before it: it would lose what its owner keeps there."""


def register(app: App, deps: Deps) -> None:
    """Attach this module's listeners. The names stand in manifest.yml."""
    app.event("app_home_opened")(ack=acknowledge, lazy=[opens(open_home, deps)])
    app.action(re.compile(f"^{home_view.TURN}"))(ack=acknowledge, lazy=[opens(turn_page, deps)])


def open_home(client: WebClient, event: Mapping[str, Any], context: BoltContext, *, deps: Deps) -> None:
    """Draw Home when its owner opens it. The event comes for the Messages tab too, which draws nothing."""
    if event.get("tab") != "home":
        return
    before = home_before(event.get("view"))
    show_home(client, context, before=before, is_first_time=before is None, deps=deps)


def turn_page(
    client: WebClient, body: Mapping[str, Any], action: Mapping[str, Any], context: BoltContext, *, deps: Deps
) -> None:
    """Show another page of one's pairs. Afterwards Home is drawn from its first page again."""
    show_home(client, context, before=home_before(body.get("view")), number=page_in(action.get("value")), deps=deps)


def show_home(
    client: WebClient,
    context: BoltContext,
    *,
    before: HomeBefore | None,
    is_first_time: bool = False,
    number: int = 0,
    deps: Deps,
) -> HomeBefore | None:
    """Publish the Home of the person who acts and return what the next one must carry on.

    A newer Home than `before` stays, as it was drawn from newer facts; the answer is then None.

    Raises:
        NoHomeBeforeError: there is no Home before, and this is not the first.
    """
    if before is None and not is_first_time:
        raise NoHomeBeforeError
    team_id, user_id = workspace_of(context), user_of(context)
    page = home_service.page(
        deps, team_id=team_id, user_id=user_id, member=context["member"], is_first_time=is_first_time, number=number
    )
    metadata = before.private_metadata if before else ""
    if page.takes_requests and page.is_member:
        metadata = door.resealed(deps, actor=Asker(team_id, user_id), blob=metadata)
    view = home_view.page(deps.catalog, page=page, private_metadata=metadata)
    try:
        answer = client.views_publish(user_id=user_id, view=view, hash=before.hash if before else None)
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":
            raise
        return None
    published: Mapping[str, Any] = answer.get("view") or {}
    return HomeBefore(private_metadata=metadata, hash=str(published.get("hash", "")))
