"""Answers to a response_url: bounded, sent once, and known to have arrived or not.

Bolt's own `respond` waits half a minute for a silent Slack, so a few dozen answers would hold every thread that opens
screens; it sends again what may have arrived, and does not look whether it was taken.
"""

from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

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
