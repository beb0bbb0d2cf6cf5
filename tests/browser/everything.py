"""A small Slack app that shows everything an app can show, and keeps what people send it."""

import re
import time
from dataclasses import dataclass, field
from queue import Queue

from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from tests.browser.form import Json, everything, option, plain
from tests.browser.form import field as form_field

LATE_SECONDS = 4.0
PICTURE = "https://pictures.example.com/tree.png"


@dataclass(frozen=True, slots=True)
class Everything:
    """The running app and what reached it."""

    handler: SocketModeHandler
    client: WebClient
    received: Queue[Json] = field(default_factory=Queue)


def start(base_url: str, *, bot_token: str, app_token: str) -> Everything:
    """Connect the app to the workspace at `base_url`."""
    client = WebClient(token=bot_token, base_url=f"{base_url}/api/")
    app = App(client=client)
    running = Everything(SocketModeHandler(app, app_token), client)
    _commands(app)
    _forms(app, running)
    _presses(app, running)
    running.handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    return running


def stop(running: Everything) -> None:
    """Disconnect the app."""
    running.handler.close()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


def _commands(app: App) -> None:
    @app.command("/form")
    @app.shortcut("open_form")
    def form(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=everything())

    @app.command("/strict")
    def strict(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_modal("strict", "Strict form", [_name_field()]))

    @app.command("/stack")
    def stack(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=_level(1))

    @app.command("/card")
    def card(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["channel_id"], text="A card", blocks=_card(body["text"] or "Nothing said"))

    @app.command("/whisper")
    def whisper(ack: Ack, respond: Respond) -> None:
        ack()
        respond("This is between *us*, until <!date^1893456000^{date_long}|2030>.")

    @app.command("/silence")
    def silence() -> None:
        time.sleep(LATE_SECONDS)


def _forms(app: App, running: Everything) -> None:
    @app.view("everything")
    def submitted(ack: Ack, view: Json) -> None:
        running.received.put(view["state"]["values"])
        ack()

    @app.view("strict")
    def refused(ack: Ack, view: Json) -> None:
        name = view["state"]["values"]["Name"]["plain_text_input"]["value"]
        running.received.put({"name": name})
        if name == "Nobody":
            ack(response_action="errors", errors={"Name": "Nobody is not a name here."})
        else:
            ack()

    @app.view("level")
    def next_level(ack: Ack, view: Json) -> None:
        level = int(view["private_metadata"]) + 1
        if level > 3:
            ack(response_action="clear")
        else:
            ack(response_action="push", view=_level(level))

    @app.options("external_select")
    def offer(ack: Ack, payload: Json) -> None:
        ack(options=[option(payload["value"].title(), payload["value"])])


def _presses(app: App, running: Everything) -> None:
    @app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=_home(0))

    @app.action("count")
    def count(ack: Ack, body: Json, action: Json, client: WebClient) -> None:
        ack()
        client.views_publish(user_id=body["user"]["id"], view=_home(int(action["value"]) + 1))

    @app.action("rename")
    def rename(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        view = {**_modal("strict", "Renamed form", [_name_field()])}
        client.views_update(view_id=body["view"]["id"], view=view)

    @app.action("approve")
    def approve(ack: Ack, body: Json, respond: Respond) -> None:
        ack()
        running.received.put({"approved": body["actions"][0]["value"]})
        respond(replace_original=True, text="Approved")

    @app.action(re.compile(".*"))
    def other(ack: Ack, action: Json) -> None:
        ack()
        running.received.put(action)


def _name_field() -> Json:
    return form_field("Name", {"type": "plain_text_input"}, needed=True, hint="Anything but Nobody.")


def _modal(callback_id: str, title: str, blocks: list[Json], metadata: str = "") -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "submit": plain("Send"),
        "private_metadata": metadata,
        "blocks": blocks,
    }


def _level(level: int) -> Json:
    words: list[Json] = [{"type": "section", "text": plain(f"This is level {level}.")}]
    return _modal("level", f"Level {level}", words, str(level))


def _button(text: str, action_id: str, value: str, **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value, **more}


def _card(words: str) -> list[Json]:
    sure = {
        "title": plain("Approve this?"),
        "text": plain("It cannot be undone."),
        "confirm": plain("Approve it"),
        "deny": plain("Wait"),
    }
    facts = [
        {"type": "mrkdwn", "text": "*State*\nOpen"},
        {"type": "mrkdwn", "text": "*Due*\n<!date^1893456000^{date_short}|2030>"},
        {"type": "mrkdwn", "text": "See https://linked.example"},
        {"type": "mrkdwn", "text": "Not https://inert.example <https://spelled.example|Spelled>", "verbatim": True},
    ]
    return [
        {"type": "header", "text": plain("A card")},
        {"type": "section", "text": {"type": "plain_text", "text": words}, "fields": facts},
        {"type": "image", "image_url": PICTURE, "alt_text": "A tree in autumn"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Sent by `/card` :seedling:"}]},
        {
            "type": "actions",
            "elements": [
                _button("Approve", "approve", "yes", style="primary", confirm=sure),
                _button("Decline", "decline", "no", style="danger"),
            ],
        },
    ]


def _home(count: int) -> Json:
    blocks: list[Json] = [
        {"type": "header", "text": plain("Your place")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"Pressed *{count}* times."},
            "accessory": _button("Press", "count", str(count)),
        },
        {"type": "divider"},
        {
            "type": "input",
            "block_id": "Note",
            "label": plain("Note"),
            "optional": True,
            "element": {"type": "plain_text_input", "action_id": "note"},
        },
        {"type": "actions", "elements": [_button("Keep", "keep", "note", style="primary")]},
    ]
    return {"type": "home", "blocks": blocks}
