"""One way to show a modal, wherever the press came from."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.views.blocks import Payload


def show_modal(client: WebClient, body: Mapping[str, Any], view: Payload) -> None:
    """Open `view`, or put it on top of the modal in which the button stands.

    Of modals at most three lie on each other (docs.slack.dev/surfaces/modals), so a board is the lowest of them:
    `take_place`.

    Uses the trigger of the payload: it lives 3 s and works once (docs.slack.dev/interactivity).

    Raises:
        SlackApiError: Slack refused, for example because the trigger has expired.
    """
    is_in_modal = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if is_in_modal else client.views_open
    show(trigger_id=body["trigger_id"], view=view)


def take_place(client: WebClient, body: Mapping[str, Any], view: Payload) -> None:
    """Put `view` in the place of the modal in which the button stands; elsewhere open it.

    Raises:
        SlackApiError: Slack refused.
    """
    below = body.get("view") or {}
    if below.get("type") == "modal":
        client.views_update(view_id=below["id"], view=view)
    else:
        show_modal(client, body, view)
