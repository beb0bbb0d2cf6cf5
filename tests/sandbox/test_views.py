"""Opening, pushing, updating and publishing views."""

import json
from pathlib import Path

import pytest

from tests.sandbox.pieces import MANIFEST, button, home, manifest, modal, plain, text_field
from tests.sandbox.world import Person, World, running

Actions = dict[str, object]
PRESS: Actions = {"type": "actions", "block_id": "row", "elements": [button(action_id="press")]}


def pressed(world: World, person: Person) -> str:
    """Return the trigger of a press on the button of the modal in front."""
    with world.app() as app:
        where = {"view_id": person.stack()[-1]["id"]}
        deed = person.does("click", **{"in": where}, block_id="row", action_id="press")
        trigger = str(app.take()["trigger_id"])
        deed.result()
    return trigger


def test_an_opened_view_comes_back_whole(world: World, someone: Person) -> None:
    block = {"type": "input", "label": plain("Name"), "element": {"type": "plain_text_input"}}
    view = world.opened(someone, modal(block, private_metadata="kept"))
    assert {"id", "hash", "bot_id", "app_id", "team_id", "state", "root_view_id"} <= view.keys()
    assert view["root_view_id"] == view["id"]
    assert view["previous_view_id"] is None
    assert view["private_metadata"] == "kept"
    assert view["blocks"][0]["block_id"]
    assert view["blocks"][0]["element"]["action_id"]


def test_values_are_null_while_nobody_touched_them(world: World, someone: Person) -> None:
    boxes = {"type": "checkboxes", "action_id": "c", "options": [{"text": plain("One"), "value": "1"}]}
    block = {"type": "input", "block_id": "boxes", "label": plain("Boxes"), "element": boxes}
    view = world.opened(someone, modal(text_field(), block))
    assert view["state"]["values"] == {
        "b": {"a": {"type": "plain_text_input", "value": None}},
        "boxes": {"c": {"type": "checkboxes", "selected_options": []}},
    }


def test_a_view_may_come_as_json_text_in_a_form(world: World, someone: Person) -> None:
    body = {"trigger_id": world.trigger(someone), "view": json.dumps(modal()), "token": world.identity.bot_token}
    assert world.http.post("/api/views.open", data=body).json()["view"]["callback_id"] == "cb"


def test_a_bad_view_is_refused_with_the_place_of_each_problem(world: World, someone: Person) -> None:
    bad = modal(text_field(), text_field(), title=plain("A title with far too many words"))
    answer = world.call("views.open", trigger_id=world.trigger(someone), view=bad)
    assert answer["error"] == "invalid_arguments"
    said = " ".join(answer["response_metadata"]["messages"])
    assert "json-pointer:/view/title" in said
    assert "block_id" in said or "/view/blocks" in said
    assert someone.stack() == []


def test_a_view_that_weighs_too_much_is_refused(world: World, someone: Person) -> None:
    texts = [{"type": "section", "text": plain("x" * 2_900)} for _ in range(90)]
    answer = world.call("views.open", trigger_id=world.trigger(someone), view=modal(*texts))
    assert answer["error"] == "view_too_large"


def test_a_home_cannot_be_opened_as_a_modal(world: World, someone: Person) -> None:
    answer = world.call("views.open", trigger_id=world.trigger(someone), view=home())
    assert answer["error"] == "invalid_arguments"


def test_a_stack_holds_three_views_and_no_fourth(world: World, someone: Person) -> None:
    root = world.opened(someone, modal(PRESS))
    second = world.call("views.push", trigger_id=pressed(world, someone), view=modal(PRESS))["view"]
    third = world.call("views.push", trigger_id=pressed(world, someone), view=modal(PRESS))["view"]
    assert (second["previous_view_id"], third["previous_view_id"]) == (root["id"], second["id"])
    assert third["root_view_id"] == root["id"]
    refused = world.call("views.push", trigger_id=pressed(world, someone), view=modal(PRESS))
    assert refused["error"] == "push_limit_reached"
    assert len(someone.stack()) == 3


def test_nothing_can_be_pushed_where_no_modal_is_open(world: World, someone: Person) -> None:
    assert world.call("views.push", trigger_id=world.trigger(someone), view=modal())["ok"] is False


def test_an_update_keeps_the_id_and_changes_the_hash(world: World, someone: Person) -> None:
    before = world.opened(someone, modal())
    after = world.call("views.update", view_id=before["id"], view=modal(title=plain("Other")))["view"]
    assert after["id"] == before["id"]
    assert after["hash"] != before["hash"]
    assert someone.stack()[0]["view"]["title"]["text"] == "Other"


def test_an_update_with_a_stale_hash_is_a_conflict(world: World, someone: Person) -> None:
    before = world.opened(someone, modal())
    assert world.call("views.update", view_id=before["id"], view=modal(), hash=before["hash"])["ok"]
    again = world.call("views.update", view_id=before["id"], view=modal(), hash=before["hash"])
    assert again["error"] == "hash_conflict"


def test_an_update_of_an_unknown_view_finds_nothing(world: World) -> None:
    assert world.call("views.update", view_id="V0NOWHERE", view=modal())["error"] == "not_found"
    assert world.call("views.update", external_id="nowhere", view=modal())["error"] == "not_found"


def test_an_external_id_names_a_view_and_is_unique(world: World, someone: Person, ada: Person) -> None:
    world.opened(someone, modal(external_id="mine"))
    assert world.call("views.update", external_id="mine", view=modal(external_id="mine"))["ok"]
    again = world.call("views.open", trigger_id=world.trigger(ada), view=modal(external_id="mine"))
    assert again["error"] == "duplicate_external_id"


def test_typed_values_stay_where_block_and_action_stay(world: World, someone: Person) -> None:
    view = world.opened(someone, modal(text_field("b", "a"), text_field("gone", "a", optional=True)))
    someone.does("type", view_id=view["id"], block_id="b", action_id="a", value="typed").result()
    after = world.call("views.update", view_id=view["id"], view=modal(text_field("b", "a"), text_field("new", "a")))
    values = after["view"]["state"]["values"]
    assert values["b"]["a"]["value"] == "typed"
    assert values["new"]["a"]["value"] is None
    assert "gone" not in values


def test_a_new_modal_takes_the_place_of_an_open_one(world: World, someone: Person) -> None:
    world.opened(someone, modal())
    second = world.opened(someone, modal())
    assert [view["id"] for view in someone.stack()] == [second["id"]]


def test_a_home_is_seen_by_its_owner_alone(world: World, someone: Person, ada: Person) -> None:
    published = world.call("views.publish", user_id=someone.id, view=home())
    assert published["view"]["type"] == "home"
    assert someone.sees("home")["view"]["id"] == published["view"]["id"]
    assert ada.sees("home")["view"] is None or ada.sees("home")["view"]["id"] != published["view"]["id"]


def test_a_home_published_with_a_stale_hash_is_a_conflict(world: World, someone: Person) -> None:
    first = world.call("views.publish", user_id=someone.id, view=home())["view"]
    second = world.call("views.publish", user_id=someone.id, view=home(), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    stale = world.call("views.publish", user_id=someone.id, view=home(), hash=first["hash"])
    assert stale["error"] == "hash_conflict"


def test_a_home_has_no_title(world: World, someone: Person) -> None:
    answer = world.call("views.publish", user_id=someone.id, view=home() | {"title": plain("No")})
    assert answer["error"] == "invalid_arguments"


def test_nobody_has_a_home_where_the_manifest_switches_it_off(tmp_path: Path) -> None:
    features = {**MANIFEST["features"], "app_home": {"home_tab_enabled": False, "messages_tab_enabled": True}}
    with running(tmp_path / "state.db", tree=manifest(features=features)) as world:
        answer = world.call("views.publish", user_id=world.users["ada"], view=home())
        assert answer["error"] == "not_enabled"
        assert world.person("ada").does("home").result()["ok"] is False


@pytest.mark.parametrize("user", ["U0NOBODY", "BOT"])
def test_a_home_needs_a_person(world: World, user: str) -> None:
    wanted = world.identity.bot_user_id if user == "BOT" else user
    assert world.call("views.publish", user_id=wanted, view=home())["error"] == "user_not_found"


def test_views_need_no_scope(tmp_path: Path) -> None:
    tree = manifest(oauth_config={"scopes": {"bot": ["commands"]}})
    with running(tmp_path / "state.db", tree=tree) as world:
        assert world.opened(world.person("ada"), modal())["id"]
        assert world.call("views.publish", user_id=world.users["ada"], view=home())["ok"]
