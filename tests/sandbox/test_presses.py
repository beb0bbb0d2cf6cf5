"""What an app hears when people press, choose, type and pick."""

from pathlib import Path

from tests.sandbox.pieces import Json, button, home, manifest, modal, plain, text_field
from tests.sandbox.world import Person, World, running

ROW: Json = {"type": "actions", "block_id": "row", "elements": [button(action_id="press", value="7")]}


def options(*values: str) -> list[Json]:
    """Return options that read like their values."""
    return [{"text": plain(value.title()), "value": value} for value in values]


def pressed(world: World, person: Person, **where: object) -> tuple[Json, Json]:
    """Return the payload of one press and its outcome."""
    with world.app() as app:
        deed = person.does("click", block_id="row", action_id="press", **{"in": where})
        return app.take(), deed.result()


def posted(world: World, person: Person, *blocks: Json) -> str:
    """Return the ts of a message with blocks in the person's conversation with the app."""
    return str(world.call("chat.postMessage", channel=person.id, text="Look", blocks=list(blocks))["ts"])


def test_a_press_in_a_message_says_where_and_on_what(world: World, someone: Person) -> None:
    channel = world.call("conversations.open", users=someone.id)["channel"]["id"]
    ts = posted(world, someone, ROW)
    payload, outcome = pressed(world, someone, channel=channel, ts=ts)
    assert outcome["ok"]
    assert payload["type"] == "block_actions"
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": channel,
        "is_ephemeral": False,
    }
    assert payload["message"]["text"] == "Look"
    assert payload["channel"]["id"] == channel
    assert payload["user"]["id"] == someone.id
    assert {"trigger_id", "response_url", "state", "team", "api_app_id"} <= payload.keys()


def test_a_pressed_button_sends_its_value_and_ids(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(ROW))
    payload, _ = pressed(world, someone, view_id=view["id"])
    (action,) = payload["actions"]
    assert (action["type"], action["block_id"], action["action_id"], action["value"]) == ("button", "row", "press", "7")
    assert float(action["action_ts"]) > 0


def test_a_press_in_a_modal_carries_the_view_and_what_is_typed(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field(), ROW))
    someone.does("type", view_id=view["id"], block_id="b", action_id="a", value="typed").result()
    payload, _ = pressed(world, someone, view_id=view["id"])
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert payload["view"]["state"]["values"]["b"]["a"]["value"] == "typed"
    assert payload["view"]["hash"] == view["hash"]
    assert "response_url" not in payload
    assert "message" not in payload


def test_a_press_in_home_opens_a_modal_with_its_trigger(world: World, someone: Person) -> None:
    world.call("views.publish", user_id=someone.id, view=home(ROW))
    payload, _ = pressed(world, someone, home=True)
    assert payload["view"]["type"] == "home"
    assert world.call("views.open", trigger_id=payload["trigger_id"], view=modal())["ok"]


def test_the_words_of_an_ephemeral_message_are_not_sent_along(world: World, someone: Person) -> None:
    general = world.channels["general"]
    ts = world.call("chat.postEphemeral", channel=general, user=someone.id, text="x", blocks=[ROW])["message_ts"]
    payload, _ = pressed(world, someone, channel=general, ts=ts)
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


def test_a_chosen_option_is_sent_and_kept_in_the_state(world: World, someone: Person) -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": options("red", "blue")}
    channel = world.call("conversations.open", users=someone.id)["channel"]["id"]
    ts = posted(world, someone, {"type": "actions", "block_id": "row", "elements": [menu]})
    with world.app() as app:
        where = {"channel": channel, "ts": ts}
        deed = someone.does("click", block_id="row", action_id="menu", value="blue", **{"in": where})
        payload = app.take()
        assert deed.result()["ok"]
    assert payload["actions"][0]["selected_option"]["value"] == "blue"
    assert payload["state"]["values"]["row"]["menu"]["selected_option"]["value"] == "blue"


def test_an_option_that_is_not_offered_makes_no_sense(world: World, someone: Person) -> None:
    menu = {"type": "static_select", "action_id": "menu", "options": options("red", "blue")}
    view = world.opened(someone, modal({"type": "actions", "block_id": "row", "elements": [menu]}))
    path = f"/client/{someone.id}/click"
    body = {"in": {"view_id": view["id"]}, "block_id": "row", "action_id": "menu", "value": "green"}
    refused = world.http.post(path, json=body)
    assert refused.status_code == 400
    assert "green" in refused.json()["error"]


def test_a_button_with_an_address_opens_it_and_tells_the_app(world: World, someone: Person) -> None:
    link = button(action_id="press", url="https://example.com/")
    view = world.opened(someone, modal({"type": "actions", "block_id": "row", "elements": [link]}))
    payload, outcome = pressed(world, someone, view_id=view["id"])
    assert outcome["open_url"] == "https://example.com/"
    assert payload["actions"][0]["action_id"] == "press"


def test_typing_is_the_apps_business_only_when_the_block_says_so(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field("quiet"), text_field("loud", dispatch_action=True)))
    with world.app() as app:
        typed = {"view_id": view["id"], "action_id": "a", "value": "word"}
        assert someone.does("type", block_id="quiet", **typed).result()["ok"]
        assert app.hears_nothing()
        deed = someone.does("type", block_id="loud", **typed)
        assert app.take()["actions"][0]["value"] == "word"
        assert deed.result()["acked"]


def test_a_press_nobody_acknowledges_ends_in_a_sentence(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(ROW))
    with world.app():
        deed = someone.does("click", block_id="row", action_id="press", **{"in": {"view_id": view["id"]}})
        outcome = deed.result()
    assert outcome["ok"] is False
    assert "did not answer in time" in outcome["error"]


def test_what_is_not_in_front_cannot_be_pressed(world: World, someone: Person, ada: Person) -> None:
    view = world.opened(someone, modal(ROW))
    body = {"in": {"view_id": view["id"]}, "block_id": "row", "action_id": "press"}
    assert world.http.post(f"/client/{ada.id}/click", json=body).status_code == 400
    body["action_id"] = "other"
    assert world.http.post(f"/client/{someone.id}/click", json=body).status_code == 400


def test_a_global_shortcut_knows_no_channel(world: World, someone: Person) -> None:
    with world.app() as app:
        deed = someone.does("shortcut", callback_id="closer")
        payload = app.take()
        assert deed.result()["ok"]
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "closer")
    assert "trigger_id" in payload
    assert not {"channel", "response_url"} & payload.keys()


def test_an_app_without_interactivity_hears_of_no_press(tmp_path: Path) -> None:
    tree = manifest(settings={"interactivity": {"is_enabled": False}})
    with running(tmp_path / "state.db", tree=tree) as world:
        ada = world.person()
        view = world.opened(ada, modal(ROW))
        deed = ada.does("click", block_id="row", action_id="press", **{"in": {"view_id": view["id"]}})
        assert deed.result()["ok"] is False


def test_a_menu_of_the_apps_own_offers_what_it_suggests(world: World, someone: Person) -> None:
    menu = {"type": "external_select", "action_id": "menu", "min_query_length": 1}
    view = world.opened(someone, modal({"type": "input", "block_id": "b", "label": plain("Pick"), "element": menu}))
    with world.app() as app:
        where = {"view_id": view["id"]}
        deed = someone.does("suggest", block_id="b", action_id="menu", value="re", **{"in": where})
        payload = app.take({"options": options("red")})
        (red,) = deed.result()["options"]
    assert (payload["type"], payload["value"], payload["action_id"]) == ("block_suggestion", "re", "menu")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert someone.does("type", view_id=view["id"], block_id="b", action_id="menu", value=red).result()["ok"]
    assert someone.stack()[0]["state"]["b"]["menu"]["selected_option"] == red
