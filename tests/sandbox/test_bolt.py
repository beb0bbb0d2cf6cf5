"""A real Bolt app in the sandbox, from its first connection to the last answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.sandbox.pieces import Json, button, home, modal, plain, text_field
from tests.sandbox.world import Person, World, until


def build(world: World) -> App:
    """Return an app with a command, a form that is hard to please, a Home and a mention."""
    app = App(client=WebClient(token=world.identity.bot_token, base_url=f"{world.base}/api"))

    @app.command("/probe")
    def probe(ack: Ack, command: Json, client: WebClient, respond: Respond) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=modal(text_field("word", "a", "Word")))
        respond("The form is open")

    @app.view("cb")
    def send(ack: Ack, view: Json) -> None:
        word = view["state"]["values"]["word"]["a"]["value"]
        if word != "please":
            ack(response_action="errors", errors={"word": "Say the magic word"})
        else:
            ack(response_action="update", view=modal(text_field("more", "a"), title=plain("Thank you")))

    @app.event("app_home_opened")
    def show(event: Json, client: WebClient) -> None:
        row = {"type": "actions", "elements": [button("Dig", action_id="dig")]}
        client.views_publish(user_id=event["user"], view=home(row))

    @app.action("dig")
    def dig(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Found something")

    @app.event("app_mention")
    def answer(event: Json, say: Any) -> None:  # noqa: ANN401 - Bolt fills it in by name
        say(text=f"<@{event['user']}> hello", thread_ts=event["ts"])

    @app.shortcut("closer")
    def closer(ack: Ack) -> None:
        ack()

    return app


@pytest.fixture(scope="module")
def bolt(world: World) -> Iterator[WebClient]:
    """The app with two open connections, and its client."""
    app = build(world)
    handlers = [SocketModeHandler(app, world.identity.app_token, ping_interval=1) for _ in range(2)]
    for handler in handlers:
        handler.connect()  # type: ignore[no-untyped-call]  # the SDK left it without types
    until(lambda: world.connections() == 2)
    yield app.client
    for closing in [world.threads.submit(handler.close) for handler in handlers]:
        closing.result()


@pytest.mark.usefixtures("bolt")
def test_a_command_opens_a_form_that_refuses_and_then_thanks(someone: Person) -> None:
    assert someone.slash().result()["ok"]
    until(lambda: len(someone.messages()) == 1)
    assert someone.messages()[0]["text"] == "The form is open"
    (form,) = someone.stack()
    where = {"view_id": form["id"], "block_id": "word", "action_id": "a"}
    someone.does("type", **where, value="now").result()
    refused = someone.does("submit", view_id=form["id"]).result()
    assert (refused["ok"], refused["acked"], refused["errors"]) == (False, True, {"word": "Say the magic word"})
    someone.does("type", **where, value="please").result()
    assert someone.does("submit", view_id=form["id"]).result()["ok"]
    (thanks,) = someone.stack()
    assert (thanks["id"], thanks["view"]["title"]["text"]) == (form["id"], "Thank you")


@pytest.mark.usefixtures("bolt")
def test_home_is_drawn_and_its_button_works(someone: Person) -> None:
    assert someone.does("home").result()["ok"]
    until(lambda: someone.sees("home")["view"] is not None)
    (block,) = someone.sees("home")["view"]["blocks"]
    pressed = someone.does("click", **{"in": {"home": True}}, block_id=block["block_id"], action_id="dig")
    assert pressed.result()["ok"]
    direct = next(one["id"] for one in someone.sees("conversations")["conversations"] if one["kind"] == "app")
    until(lambda: [one["text"] for one in someone.messages(direct)] == ["Found something"])


@pytest.mark.usefixtures("bolt")
def test_a_mention_is_answered_in_its_thread(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    asked = ada.does("say", channel=room, text="@probe are you there?").result()
    assert asked["acked"]
    until(lambda: len(ada.messages(room, thread_ts=asked["ts"])) == 2)
    assert ada.messages(room, thread_ts=asked["ts"])[1]["text"] == f"<@{ada.id}> hello"


@pytest.mark.usefixtures("bolt")
def test_a_shortcut_is_acknowledged(someone: Person) -> None:
    assert someone.does("shortcut", callback_id="closer").result()["acked"]


def test_the_client_reads_refusals_as_slacks(bolt: WebClient, world: World) -> None:
    with pytest.raises(SlackApiError) as raised:
        bolt.views_publish(user_id=world.users["ada"], view={"type": "home", "blocks": []})
    assert raised.value.response["error"] == "invalid_arguments"
    assert raised.value.response["response_metadata"]["messages"]


def test_the_client_turns_pages_by_itself(bolt: WebClient) -> None:
    found = [page["members"][0]["id"] for page in bolt.users_list(limit=1)]
    assert len(found) > 2
    assert len(set(found)) == len(found)


@pytest.mark.usefixtures("bolt")
def test_a_refreshed_connection_is_replaced_at_once(world: World, someone: Person) -> None:
    world.post("/socket", {"do": "refresh"})
    assert someone.slash().result()["acked"]
    until(lambda: world.connections() == 2)
