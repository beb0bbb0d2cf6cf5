"""The door to Slack's Web API: one TLS context, no silent repeats, errors in Rapport's words."""

import ssl
from collections.abc import Mapping
from functools import cache
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.runtime.failures import network_trouble, refusal
from bot.runtime.tls import shared_context
from bot.settings import Settings

LISTENER_TIMEOUT_SECONDS = 2
"""A trigger_id lives three seconds (docs.slack.dev/interactivity/handling-user-interaction)."""
LINK_TIMEOUT_SECONDS = 10
SEND_TIMEOUT_SECONDS = 10
"""Nobody waits for a message that was planned; one given up too early is one in doubt."""


def web_client(settings: Settings, *, timeout_seconds: int = LISTENER_TIMEOUT_SECONDS) -> WebClient:
    """Return a client of the Web API that holds the bot's token.

    It never repeats a call by itself: the SDK's repeat after a lost answer posts a message twice.

    Args:
        settings: the token and where Slack is.
        timeout_seconds: how long a connection, and then each read, may take.
    """
    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=timeout_seconds,
        ssl=_tls_context(is_local=settings.is_local),
        retry_handlers=[],
    )


@cache
def _tls_context(*, is_local: bool) -> ssl.SSLContext:
    """Return what verifies Slack's certificate; for this machine, where no TLS is spoken, what trusts nobody.

    One for the process: without it the SDK reads every CA certificate for each call and each connection, which costs
    ten times the call.
    """
    return shared_context(with_authorities=not is_local)  # a plain context cannot be deep-copied: Bolt would fail


class SlackGateway:
    """Calls Slack as the bot of the one workspace that its client's token belongs to."""

    def __init__(self, client: WebClient) -> None:
        """Keep the client; nothing is asked yet."""
        self._client = client

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
        """Call one Web API method, by its name in Slack's reference, and return the parsed answer.

        `files.upload.v2` is the SDK's own: it asks for an address, brings a file there and shares it.

        Raises:
            TransientDeliveryError: ask again later; `failures` tells a rate limit and a doubtful call apart.
            PermanentDeliveryError: Slack refused for good; `code` is Slack's word for it.
        """
        ask = getattr(self._client, method.replace(".", "_"))  # the SDK knows which methods take no JSON
        try:
            answer: Mapping[str, Any] = ask(**arguments).data
        except SlackApiError as error:
            failure = refusal(error)
        except (OSError, HTTPException, ValueError, SlackRequestError) as error:
            failure = network_trouble(error)
        else:
            return answer
        raise failure  # outside the handler, so that no context carries Slack's answer along
