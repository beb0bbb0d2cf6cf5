"""Who may call what."""

from pathlib import Path

import pytest

from tests.sandbox.pieces import MANIFEST, manifest
from tests.sandbox.world import World, running


def test_auth_test_says_who_the_app_is(world: World) -> None:
    answer = world.call("auth.test")
    me = world.identity
    assert answer["ok"] is True
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (me.team_id, me.bot_user_id, me.bot_id)
    assert {"url", "team", "user"} <= answer.keys()


def test_auth_test_names_the_scopes_in_a_header(world: World) -> None:
    scopes = world.request("auth.test").headers["x-oauth-scopes"].split(",")
    assert "commands" in scopes
    assert "users:read.email" in scopes


def test_a_call_without_a_token_is_not_authed(world: World) -> None:
    assert world.call("auth.test", token="") == {"ok": False, "error": "not_authed"}


def test_an_unknown_token_is_invalid(world: World) -> None:
    assert world.call("auth.test", token="xoxb-somebody-else")["error"] == "invalid_auth"


def test_a_bot_token_opens_no_connection(world: World) -> None:
    assert world.call("apps.connections.open")["error"] == "not_allowed_token_type"


def test_an_app_token_posts_no_message(world: World) -> None:
    answer = world.call("chat.postMessage", token=world.identity.app_token, channel="C1", text="x")
    assert answer["error"] == "not_allowed_token_type"


def test_a_token_in_a_form_body_counts(world: World) -> None:
    answer = world.http.post("/api/auth.test", data={"token": world.identity.bot_token}).json()
    assert answer["ok"] is True


def test_a_token_in_a_json_body_counts(world: World) -> None:
    assert world.http.post("/api/auth.test", json={"token": world.identity.bot_token}).json()["ok"] is True


@pytest.mark.parametrize(
    "method", ["chat.meMessage", "reactions.add", "views.close", "conversations.invite", "nonsense"]
)
def test_a_method_that_is_not_there_is_unknown(world: World, method: str) -> None:
    assert world.call(method)["error"] == "unknown_method"


def test_a_method_whose_scope_the_manifest_lacks_is_refused_with_what_it_needs(tmp_path: Path) -> None:
    tree = manifest(oauth_config={"scopes": {"bot": ["commands", "users:read"]}})
    with running(tmp_path / "state.db", tree=tree) as world:
        answer = world.call("chat.postMessage", channel=world.users["ada"], text="Hello")
        assert answer == {
            "ok": False,
            "error": "missing_scope",
            "needed": "chat:write",
            "provided": "commands,users:read",
        }
        assert world.call("conversations.members", channel=world.channels["desk"])["error"] == "missing_scope"


def test_an_optional_scope_is_granted_too(world: World) -> None:
    assert "users:read.email" not in MANIFEST["oauth_config"]["scopes"]["bot"]
    assert world.call("users.lookupByEmail", email="ada@example.com")["user"]["name"] == "ada"


def test_reading_a_private_channel_needs_the_scope_of_private_channels(tmp_path: Path) -> None:
    tree = manifest(oauth_config={"scopes": {"bot": ["channels:read"]}})
    with running(tmp_path / "state.db", tree=tree) as world:
        assert world.call("conversations.info", channel=world.channels["general"])["ok"]
        answer = world.call("conversations.info", channel=world.channels["desk"])
        assert (answer["error"], answer["needed"]) == ("missing_scope", "groups:read")


def test_a_revoked_token_is_refused_and_works_after_a_new_installation(tmp_path: Path) -> None:
    with running(tmp_path / "state.db") as world:
        world.post("/client/app", {"event": "tokens_revoked"})
        assert world.call("auth.test")["error"] == "token_revoked"
        world.post("/client/app", {"event": "app_uninstalled"})
        assert world.call("auth.test")["error"] == "account_inactive"
        assert world.link().startswith("ws://127.0.0.1:")
        world.post("/client/app", {"event": "app_installed"})
        assert world.call("auth.test")["ok"]


def test_a_body_that_is_no_json_is_refused(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.identity.bot_token}", "Content-Type": "application/json"}
    assert world.http.post("/api/auth.test", content=b"{", headers=headers).json()["error"] == "invalid_json"
    assert world.http.post("/api/auth.test", content=b"[]", headers=headers).json()["error"] == "json_not_object"


def test_blocks_validate_needs_no_token(world: World) -> None:
    assert world.call("blocks.validate", token="", blocks=[{"type": "divider"}])["ok"]
    refused = world.call("blocks.validate", token="", blocks=[{"type": "divider", "colour": "red"}])
    assert refused["error"] == "invalid_blocks"
    assert "json-pointer:/blocks/0" in refused["response_metadata"]["messages"][0]
