"""Who is there, and who can be reached."""

from pathlib import Path

import pytest

from tests.sandbox.pieces import MANIFEST, manifest
from tests.sandbox.world import Person, World, running


def test_a_person_is_shown_with_their_zone_and_flags(world: World) -> None:
    user = world.call("users.info", user=world.users["ada"])["user"]
    assert (user["name"], user["real_name"], user["tz"]) == ("ada", "Ada", "Europe/Berlin")
    assert user["tz_offset"] in (3600, 7200)
    assert (user["is_owner"], user["is_admin"], user["is_bot"], user["deleted"]) == (True, True, False, False)
    assert (user["is_restricted"], user["is_ultra_restricted"]) == (False, False)
    assert user["profile"]["email"] == "ada@example.com"


def test_only_the_first_person_is_the_owner(world: World) -> None:
    assert world.call("users.info", user=world.users["grace"])["user"]["is_owner"] is False


def test_an_address_needs_its_own_scope(tmp_path: Path) -> None:
    tree = manifest(oauth_config={"scopes": {"bot": ["users:read"]}})
    with running(tmp_path / "state.db", tree=tree) as world:
        assert "email" not in world.call("users.info", user=world.users["ada"])["user"]["profile"]
        assert world.call("users.lookupByEmail", email="ada@example.com")["error"] == "missing_scope"


def test_an_unknown_person_is_not_found(world: World) -> None:
    assert world.call("users.info", user="U0NOBODY")["error"] == "user_not_found"
    assert world.call("users.lookupByEmail", email="x@example.com")["error"] == "users_not_found"


def test_people_come_page_by_page(world: World) -> None:
    first = world.call("users.list", limit=2)
    rest = world.call("users.list", limit=1000, cursor=first["response_metadata"]["next_cursor"])
    ids = [user["id"] for user in first["members"] + rest["members"]]
    assert len(first["members"]) == 2
    assert set(world.users.values()) | {world.identity.bot_user_id} <= set(ids)
    assert rest["response_metadata"]["next_cursor"] == ""


def test_the_bot_is_a_bot(world: World) -> None:
    user = world.call("users.info", user=world.identity.bot_user_id)["user"]
    assert (user["is_bot"], user["profile"]["bot_id"]) == (True, world.identity.bot_id)
    assert world.call("bots.info", bot=world.identity.bot_id)["bot"]["user_id"] == world.identity.bot_user_id
    assert world.call("bots.info", bot="B0")["error"] == "bot_not_found"
    assert world.call("team.info")["team"]["id"] == world.identity.team_id


@pytest.mark.parametrize(
    ("kind", "flags"),
    [
        ("admin", (True, False, False)),
        ("guest", (False, True, False)),
        ("single_channel_guest", (False, True, True)),
    ],
)
def test_kinds_of_people_show_in_their_flags(world: World, kind: str, flags: tuple[bool, bool, bool]) -> None:
    user = world.call("users.info", user=world.newcomer(kind).id)["user"]
    assert (user["is_admin"], user["is_restricted"], user["is_ultra_restricted"]) == flags


def test_somebody_foreign_is_a_stranger_until_a_channel_is_shared(world: World, ada: Person) -> None:
    foreign = world.newcomer("foreign")
    shown = world.call("users.info", user=foreign.id)["user"]
    assert shown["is_stranger"] is True
    assert shown["team_id"] != world.identity.team_id
    assert world.call("chat.postMessage", channel=foreign.id, text="x")["error"] == "user_not_visible"
    room = world.room(ada.id, foreign.id)
    assert world.call("conversations.info", channel=room)["channel"]["is_ext_shared"] is True
    assert world.call("chat.postMessage", channel=foreign.id, text="x")["ok"]
    assert foreign.slash(channel=room).result()["ok"] is False


def test_a_deactivated_person_is_neither_written_to_nor_acts(world: World, someone: Person) -> None:
    world.post(f"/client/people/{someone.id}", {"deleted": True})
    assert world.call("users.info", user=someone.id)["user"]["deleted"] is True
    assert world.call("chat.postMessage", channel=someone.id, text="x")["error"] == "user_disabled"
    assert world.call("conversations.open", users=someone.id)["error"] == "user_disabled"
    body = {"channel": "general", "command": "/probe"}
    assert world.http.post(f"/client/{someone.id}/slash", json=body).status_code == 400


def test_a_name_or_a_zone_that_cannot_be_is_refused(world: World) -> None:
    for body in ({"name": "ada"}, {"name": ""}, {"name": "x", "tz": "Mars/Base"}, {"name": "x", "kind": "ghost"}):
        assert world.http.post("/client/people", json=body).status_code == 400


def test_everybody_and_the_bot_are_in_general(world: World) -> None:
    members = world.call("conversations.members", channel=world.channels["general"])["members"]
    assert {*world.users.values(), world.identity.bot_user_id} <= set(members)
    desk = world.call("conversations.members", channel=world.channels["desk"])["members"]
    assert set(desk) == {world.users["ada"], world.identity.bot_user_id}


def test_conversations_are_listed_by_kind_and_scope(world: World) -> None:
    public = world.call("conversations.list")["channels"]
    private = world.call("conversations.list", types="private_channel")["channels"]
    assert "general" in [channel["name"] for channel in public]
    assert "desk" in [channel["name"] for channel in private]
    assert all(channel["is_private"] for channel in private)
    assert world.call("conversations.list", types="nonsense")["error"] == "invalid_types"
    assert world.call("conversations.list", types="mpim")["error"] == "missing_scope"


def test_conversations_open_needs_its_scope_and_somebody(world: World) -> None:
    assert world.call("conversations.open")["error"] == "invalid_arguments"
    assert world.call("conversations.open", users="U0NOBODY")["error"] == "user_not_found"
    assert world.call("conversations.open", users=",".join(world.users.values()))["needed"] == "mpim:write"


def test_nobody_types_where_the_messages_tab_is_read_only(tmp_path: Path) -> None:
    app_home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    tree = manifest(features={**MANIFEST["features"], "app_home": app_home})
    with running(tmp_path / "state.db", tree=tree) as world:
        ada = world.person()
        direct = world.call("chat.postMessage", channel=ada.id, text="The app may write")["channel"]
        sentence = "Sending messages to this app has been turned off."
        assert ada.does("say", channel=direct, text="x").result()["error"] == sentence
        assert ada.slash(channel=direct).result()["error"] == sentence
        (own,) = [one for one in ada.sees("conversations")["conversations"] if one["kind"] == "app"]
        assert own["can_post"] is False


def test_an_app_without_a_messages_tab_cannot_write_to_people(tmp_path: Path) -> None:
    tree = manifest(features={**MANIFEST["features"], "app_home": {"messages_tab_enabled": False}})
    with running(tmp_path / "state.db", tree=tree) as world:
        answer = world.call("chat.postMessage", channel=world.users["ada"], text="x")
        assert answer["error"] == "messages_tab_disabled"
        assert world.person().does("messages_tab").result()["ok"] is False


def test_unread_messages_are_counted_until_they_are_seen(world: World, someone: Person) -> None:
    direct = world.call("chat.postMessage", channel=someone.id, text="x")["channel"]

    def unread() -> int:
        return next(int(one["unread"]) for one in someone.sees("conversations")["conversations"] if one["id"] == direct)

    assert unread() == 1
    someone.messages(direct)
    assert unread() == 0


def test_the_page_learns_what_the_workspace_is(world: World) -> None:
    shown = world.get("/client/workspace")
    assert shown["app"]["name"] == "Probe"
    assert [one["command"] for one in shown["commands"]] == ["/probe", "/plain"]
    assert shown["shortcuts"][0]["callback_id"] == "closer"
    ada = next(user for user in shown["users"] if user["name"] == "ada")
    assert (ada["initials"], ada["is_owner"]) == ("A", True)
