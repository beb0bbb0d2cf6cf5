"""The door to Slack's Web API: one client, one TLS context, no silent repeats, errors in Rapport's words."""

import ssl
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.runtime.failures import network_trouble, refusal
from bot.settings import Settings

LISTENER_TIMEOUT_SECONDS = 2
"""A trigger_id lives three seconds (docs.slack.dev/interactivity/handling-user-interaction)."""
LINK_TIMEOUT_SECONDS = 10


def web_client(settings: Settings, *, timeout_seconds: int = LISTENER_TIMEOUT_SECONDS) -> WebClient:
    """Return a client of the Web API that holds the bot's token.

    It shares one TLS context among its calls (a new one costs twenty times the call) and never repeats a call by
    itself: the SDK's repeat after a lost answer posts a message twice.
    """
    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=timeout_seconds,
        ssl=None if settings.slack_api_url.startswith("http://") else ssl.create_default_context(),
        retry_handlers=[],
    )


class SlackGateway:
    """Calls Slack as the bot of the one workspace that its client's token belongs to."""

    def __init__(self, client: WebClient) -> None:
        """Keep the client; nothing is asked yet."""
        self._client = client

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
        """Call one Web API method, by its name in Slack's reference, and return the parsed answer.

        Raises:
            TransientDeliveryError: ask again later; `failures` tells a rate limit and a doubtful call apart.
            PermanentDeliveryError: Slack refused for good; `code` is Slack's word for it.
        """
        ask = getattr(self._client, method.replace(".", "_"))  # the SDK knows which methods take no JSON
        try:
            answer: Mapping[str, Any] = ask(**arguments).data
        except SlackApiError as error:
            failure = refusal(error)
        except (OSError, HTTPException, ValueError) as error:
            failure = network_trouble(error)
        else:
            return answer
        raise failure  # outside the handler, so that no context carries Slack's answer along
