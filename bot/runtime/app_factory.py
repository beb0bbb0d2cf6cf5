"""The Bolt app: how it acknowledges, where its lazy listeners run, and in whose name."""

from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient

from bot.errors import ConfigurationError

LISTENER_THREADS = 32


def build_bolt(client: WebClient) -> App:
    """Return an app without listeners; Slack is asked once whether the token of `client` is good.

    Listeners end before they are acknowledged (`process_before_response`), so that nobody is told of a success that was
    not committed; what calls Slack runs in lazy listeners, on threads enough for a burst: with Bolt's own five, a
    trigger would be older than its three seconds before its turn came.

    Raises:
        ConfigurationError: Slack refused the token.
    """
    threads = ThreadPoolExecutor(LISTENER_THREADS, thread_name_prefix="listener")
    try:
        return App(name="rapport", client=client, process_before_response=True, listener_executor=threads)
    except BoltError:
        refused = "SLACK_BOT_TOKEN was refused by Slack. Install the app again and copy its new token."
    raise ConfigurationError(refused)
