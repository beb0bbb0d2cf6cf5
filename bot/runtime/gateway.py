"""The door to Slack's Web API: one TLS context, each workspace's own token, no silent repeats, errors in our words."""

import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.errors import PermanentDeliveryError
from bot.runtime.downloads import downloaded
from bot.runtime.failures import network_trouble, refusal
from bot.runtime.tls import shared_context
from bot.services.installations import token_of
from bot.settings import Settings
from storage.database import Database

LISTENER_TIMEOUT_SECONDS = 2
"""A trigger_id lives three seconds (docs.slack.dev/interactivity/handling-user-interaction)."""
LINK_TIMEOUT_SECONDS = 10
SEND_TIMEOUT_SECONDS = 10
"""Nobody waits for a message that was planned; one given up too early is one in doubt."""
REFUSED_TOKENS = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"})
"""What Slack says of a token, whatever was asked for (docs.slack.dev/reference/methods/auth.test)."""
INSTANT = "X-Sandbox-Instant"
"""The header in which a sandbox is told when, in Unix seconds."""
NOT_AUTHED = "not_authed"
"""Slack's word for a call without a token."""

TokenOf = Callable[[str], str | None]
"""Tells the token of the workspace of that id, None where there is none."""


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
    """Calls Slack as the bot of each workspace, with the token of that workspace.

    One client for each workspace, made at the first call and kept. Other time-outs need a gateway of their own.
    """

    def __init__(self, client: WebClient, *, token_of: TokenOf | None = None) -> None:
        """Keep the client; nothing is asked yet.

        Args:
            client: holds the token of the settings: that of calls in no workspace's name.
            token_of: tells the token of a workspace. Without it the client's token is that of every workspace.
        """
        self._client = client
        self._token_of = token_of
        self._clients: dict[str, WebClient] = {}

    def call(
        self,
        method: str,
        *,
        team_id: str,
        at: datetime | None = None,
        **arguments: Any,  # noqa: ANN401 - any JSON
    ) -> Mapping[str, Any]:
        """Call one Web API method, by its name in Slack's reference, and return the parsed answer.

        A workspace whose token is refused may have been given another one meanwhile: then that is tried, once.
        Beside a sandbox, whose clock people can move, `at` is the instant to which the call belongs.
        `files.upload.v2` is the SDK's own: it asks for an address, brings a file there and shares it.

        Raises:
            TransientDeliveryError: ask again later; `failures` tells a rate limit and a doubtful call apart.
            PermanentDeliveryError: Slack refused for good; `code` is Slack's word for it, `not_authed` where no token
                is known.
        """
        client = self._client_of(team_id)
        try:
            return _ask(_dated(client, at), method, arguments)
        except PermanentDeliveryError as refused:
            if refused.code not in REFUSED_TOKENS:
                raise
            self._clients.pop(team_id, None)
            newer = self._client_of(team_id)
            if newer.token == client.token:
                raise
        return _ask(_dated(newer, at), method, arguments)

    def download(self, url: str, *, team_id: str, most_bytes: int) -> bytes:
        """Return what is at an address of Slack's; of more than `most_bytes` one byte more, so that it shows.

        Raises:
            TransientDeliveryError: Slack could not be reached.
            PermanentDeliveryError: the address is not Slack's, or the token does not do there.
        """
        return downloaded(self._client_of(team_id), url, most_bytes=most_bytes)

    def _client_of(self, team_id: str) -> WebClient:
        """Return the client that speaks in a workspace, made from the settings' one with the other token."""
        if self._token_of is None or not team_id:
            return self._client
        if team_id not in self._clients:
            token = self._token_of(team_id)
            if token is None:
                raise PermanentDeliveryError(NOT_AUTHED)
            self._clients[team_id] = _with_token(self._client, token)
        return self._clients[team_id]


def gateway_for(settings: Settings, db: Database, *, timeout_seconds: int = LISTENER_TIMEOUT_SECONDS) -> SlackGateway:
    """Return a gateway that finds the tokens of workspaces in the database. Asks neither yet.

    Args:
        settings: the settings' own token and where Slack is.
        db: where the tokens are kept.
        timeout_seconds: how long a connection, and then each read, may take.
    """
    client = web_client(settings, timeout_seconds=timeout_seconds)
    return SlackGateway(client, token_of=lambda team_id: token_of(db, team_id=team_id))


def _with_token(client: WebClient, token: str | None, *, headers: dict[str, str] | None = None) -> WebClient:
    return WebClient(
        token=token,
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        headers=headers,
        retry_handlers=[],
    )


def _dated(client: WebClient, at: datetime | None) -> WebClient:
    """Return a client that says in whose name and when; the same one where there is nothing to say."""
    return _with_token(client, client.token, headers={INSTANT: str(at.timestamp())}) if at else client


def _ask(client: WebClient, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    ask = getattr(client, method.replace(".", "_"))  # the SDK knows which methods take no JSON
    try:
        answer: Mapping[str, Any] = ask(**arguments).data
    except SlackApiError as error:
        failure = refusal(error)
    except (OSError, HTTPException, ValueError, SlackRequestError) as error:
        failure = network_trouble(error)
    else:
        return answer
    raise failure  # outside the handler, so that no context carries Slack's answer along
