"""What a form does once it has done its work: it closes over what lies below it, and that is drawn anew."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bot.views.blocks import Payload
from handlers.binding import was_refused


def finish(ack: Ack, view: Mapping[str, Any], confirmation: Payload) -> None:
    """Close a form where something lies below it, which shows what was kept; else say so in its place."""
    if view.get("previous_view_id"):
        ack()
    else:
        ack(response_action="update", view=confirmation)


def draw_below(client: WebClient, view: Mapping[str, Any], context: BoltContext, drawn: Callable[[], Payload]) -> None:
    """Put what `drawn` returns in the place of what lies below a form; a form that was refused is still open."""
    below = view.get("previous_view_id")
    if below and not was_refused(context):
        client.views_update(view_id=below, view=drawn())
