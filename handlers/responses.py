"""Answers to a response_url: bounded, sent once, and known to have arrived or not.

Bolt's own `respond` waits half a minute for a silent Slack, so a few dozen answers would hold every thread that opens
screens; it sends again what may have arrived, and does not look whether it was taken.
"""

from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.views.blocks import Payload
from bot.views.digest import is_digest, with_part

TAKEN = 200


def is_answered(client: WebClient, response_url: str, **message: Any) -> bool:  # noqa: ANN401 - the parts of a message
    """Post `message` to a response_url and return whether Slack took it.

    Waits as long as `client` waits for one call. A URL works for 30 minutes and five times
    (docs.slack.dev/interactivity/handling-user-interaction).
    """
    hook = WebhookClient(response_url, timeout=client.timeout, ssl=client.ssl, proxy=client.proxy, retry_handlers=[])
    try:
        return hook.send(**message).status_code == TAKEN
    except (OSError, HTTPException):
        return False


def in_its_place(body: Mapping[str, Any], message: Payload) -> Payload:
    """Return what replaces the message whose button was pressed: of several in one, only the one it belongs to changes.

    Args:
        body: the press, as Slack tells of it.
        message: what stands in the place of what was asked.
    """
    pressed = next((str(action.get("block_id", "")) for action in body.get("actions") or []), "")
    return with_part(body.get("message") or {}, pressed=pressed, part=message) or message


def later_url(body: Mapping[str, Any]) -> str:
    """Return where a message can be replaced when a form that its button opens has done its work.

    Empty where there is none: the button stands in a view, or in a message that is several in one, which must not
    vanish because one of them is settled.
    """
    is_one = not body.get("view") and not is_digest(body.get("message") or {})
    return str(body.get("response_url") or "") if is_one else ""
