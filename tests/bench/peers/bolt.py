"""Bolt with a listener of the simplest kind: as its guide starts it, or (`eager`) without its wait for the ack.

What `/agenda` does: nothing but the ack; `open` a view after it, in the same listener; or `open` it in a `lazy` one.
"""

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

VIEW = {"type": "modal", "title": {"type": "plain_text", "text": "Agenda"}, "blocks": []}


def main(words: Sequence[str]) -> None:
    """Answer `/agenda` until ended."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response="eager" in words)
    if "lazy" in words:
        app.command("/agenda")(ack=only_ack, lazy=[open_view])
    else:
        listener: Callable[..., None] = ack_and_open if "open" in words else only_ack
        app.command("/agenda")(listener)
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
    threading.Event().wait()


def only_ack(ack: Ack) -> None:
    """Do nothing at all."""
    ack()


def open_view(client: WebClient, command: Mapping[str, Any]) -> None:
    """Open a view, and do nothing else."""
    client.views_open(trigger_id=command["trigger_id"], view=VIEW)


def ack_and_open(ack: Ack, client: WebClient, command: Mapping[str, Any]) -> None:
    """Ack first, as Bolt's guide says, then open a view."""
    ack()
    open_view(client, command)


if __name__ == "__main__":
    main(sys.argv[1:])
