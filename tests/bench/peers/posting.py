"""`python -m tests.bench.peers.posting WAY CALLS`: post one message so often over TLS; print what a call costs.

Everybody checks the certificate and the name. Two numbers come out: seconds of CPU, and seconds on the clock.
"""

import http.client
import json
import os
import socket
import ssl
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

from bot.runtime.gateway import SEND_TIMEOUT_SECONDS, SlackGateway, web_client
from bot.settings import load_settings
from tests.bench.slack import HOST, TEAM

WARM_UP = 3
MESSAGE: dict[str, Any] = {
    "channel": "D0BENCH",
    "text": "Your meeting is tomorrow",
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Your meeting is tomorrow"}}],
}

Post = Callable[[], object]


def main(way: str, calls: int) -> None:
    """Post, and print the two numbers."""
    _lead_home()
    post = WAYS[way]()
    for _ in range(WARM_UP):
        post()
    cpu_at, clock_at = time.process_time(), time.perf_counter()
    for _ in range(calls):
        post()
    print((time.process_time() - cpu_at) / calls, (time.perf_counter() - clock_at) / calls)


def ours() -> Post:
    """Return how Rapport posts."""
    settings = load_settings(os.environ, env_file=None)
    gateway = SlackGateway(web_client(settings, timeout_seconds=SEND_TIMEOUT_SECONDS))
    return lambda: gateway.call("chat.postMessage", team_id=TEAM, **MESSAGE)


def documented() -> Post:
    """Return how the SDK's guide posts (docs.slack.dev/tools/python-slack-sdk/web)."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    return lambda: client.chat_postMessage(**MESSAGE)


def kept() -> Post:
    """Return a post down one connection that stays open: nobody who speaks HTTP/1.1 and TLS does less."""
    address = urlsplit(os.environ["SLACK_API_URL"])
    line = http.client.HTTPSConnection(HOST, address.port, context=ssl.create_default_context())
    headers = {"Authorization": "Bearer none", "Content-Type": "application/json;charset=utf-8"}

    def post() -> object:
        line.request("POST", f"{address.path}chat.postMessage", json.dumps(MESSAGE), headers)
        return json.load(line.getresponse())

    return post


WAYS: dict[str, Callable[[], Post]] = {"ours": ours, "documented": documented, "kept": kept}


def _lead_home() -> None:
    """Let Slack's name lead to this machine, for this process: an address of loopback would need no certificate."""
    look_up = socket.getaddrinfo

    def look_here(host: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the look-up takes
        return look_up("127.0.0.1" if host == HOST else host, *rest, **more)

    socket.getaddrinfo = look_here  # type: ignore[assignment]  # the same signature, less exactly said


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
