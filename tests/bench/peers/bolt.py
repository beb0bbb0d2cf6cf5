"""Bolt with a listener that only acks: as its guide starts it, or (`eager`) without its wait for the ack."""

import os
import sys
import threading

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient


def main(*, process_before_response: bool) -> None:
    """Answer `/agenda` until ended."""
    client = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=process_before_response)
    app.command("/agenda")(only_ack)
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
    threading.Event().wait()


def only_ack(ack: Ack) -> None:
    """Do nothing at all."""
    ack()


if __name__ == "__main__":
    main(process_before_response="eager" in sys.argv)
