"""The Bolt app: how it acknowledges, where its lazy listeners run, and in whose name."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.errors import ConfigurationError
from bot.runtime.courtesy import CourteousThreads

LISTENER_THREADS = 32


class IntroducedClient(WebClient):
    """A client that has been told whose token it holds: Bolt asks that of Slack at each start, as we did before it."""

    def __init__(self, client: WebClient, *, identity: Mapping[str, Any]) -> None:
        """Take over what `client` has; `identity` is Slack's answer to `auth.test`."""
        super().__init__(
            token=client.token, base_url=client.base_url, timeout=client.timeout, ssl=client.ssl, retry_handlers=[]
        )
        self._identity = dict(identity)

    def auth_test(self, **_: Any) -> SlackResponse:  # noqa: ANN401 - as in the base class
        """Return what Slack has said already."""
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url=self.base_url,
            req_args={},
            data=self._identity,
            headers={},
            status_code=200,
        )


def build_bolt(client: WebClient, *, identity: Mapping[str, Any] | None = None) -> App:
    """Return an app without listeners.

    Args:
        client: holds the bot's token. Bolt makes a client like it for each request.
        identity: Slack's answer to `auth.test` for that token; None to have Bolt ask for it.

    Listeners end before they are acknowledged (`process_before_response`), so that nobody is told of a success that was
    not committed; what calls Slack runs in lazy listeners, on threads enough for a burst: with Bolt's own five, a
    trigger would be older than its three seconds before its turn came.

    Raises:
        ConfigurationError: Slack refused the token.
    """
    threads = CourteousThreads(LISTENER_THREADS, thread_name_prefix="listener")
    known = client if identity is None else IntroducedClient(client, identity=identity)
    try:
        return App(name="rapport", client=known, process_before_response=True, listener_executor=threads)
    except BoltError:
        refused = "SLACK_BOT_TOKEN was refused by Slack. Install the app again and copy its new token."
    raise ConfigurationError(refused)
