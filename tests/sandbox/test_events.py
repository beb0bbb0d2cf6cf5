"""What an app is told of, and how often."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.events import SCOPES
from tests.sandbox.pieces import MANIFEST, Json, home, manifest
from tests.sandbox.world import App, Person, World, running

TREE = manifest(
    settings={"interactivity": {"is_enabled": True}, "event_subscriptions": {"bot_events": sorted(SCOPES)}},
    oauth_config={
        "scopes": {"bot": [scope for scopes in SCOPES.values() for scope in scopes] + ["chat:write", "commands"]}
    },
)


@pytest.fixture(scope="module")
def subscribed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A sandbox whose app subscribes to everything."""
    with running(tmp_path_factory.mktemp("events") / "state.db", tree=TREE) as world:
        yield world


@pytest.fixture
def world(subscribed: World) -> World:
    """The same with nothing left to tell of earlier tests."""
    subscribed.edit("DELETE FROM event")
    return subscribed


@pytest.fixture
def ada(world: World) -> Person:
    """Somebody whom no other test knows, and of whom the app has heard."""
    newcomer = world.newcomer()
    world.edit("DELETE FROM event")
    return newcomer


def told(app: App, kind: str) -> Json:
    """Return the next event, which must be of this type."""
    payload = app.take()
    assert payload["event"]["type"] == kind
    return payload


def test_an_event_says_for_whom_it_is_and_where_it_belongs(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("home")
        payload = told(app, "app_home_opened")
    me = world.identity
    assert payload["type"] == "event_callback"
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == me.bot_user_id
    assert payload["authorizations"][0]["is_bot"] is True
    assert (payload["team_id"], payload["api_app_id"]) == (me.team_id, me.app_id)
    assert {"token", "event_time", "event_context"} <= payload.keys()


def test_the_first_opening_of_home_has_no_view_and_a_later_one_has(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("home")
        first = told(app, "app_home_opened")["event"]
        view = world.call("views.publish", user_id=ada.id, view=home())["view"]
        ada.does("home")
        second = told(app, "app_home_opened")["event"]
    assert (first["tab"], first["user"], first["channel"][:1]) == ("home", ada.id, "D")
    assert "view" not in first
    assert (second["view"]["id"], second["view"]["hash"]) == (view["id"], view["hash"])


def test_the_messages_tab_says_which_tab_it_is(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("messages_tab")
        assert told(app, "app_home_opened")["event"]["tab"] == "messages"


def test_a_mention_is_told_where_the_bot_is(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    text = f"<@{world.identity.bot_user_id}> hello"
    with world.app() as app:
        ada.does("say", channel=room, text=text)
        kinds = {(event := app.take()["event"])["type"]: event for _ in range(2)}
    assert kinds.keys() == {"message", "app_mention"}
    mention = kinds["app_mention"]
    assert (mention["user"], mention["text"], mention["channel"]) == (ada.id, text, room)
    assert mention["ts"] == mention["event_ts"]


def test_a_mention_is_not_told_where_the_bot_is_not(world: World, ada: Person) -> None:
    room = world.room(ada.id, with_bot=False)
    with world.app() as app:
        ada.does("say", channel=room, text=f"<@{world.identity.bot_user_id}> hello").result()
        assert app.hears_nothing()


def test_a_message_to_the_app_is_told_as_one(world: World, ada: Person) -> None:
    direct = world.call("chat.postMessage", channel=ada.id, text="x")["channel"]
    with world.app() as app:
        ada.does("say", channel=direct, text="hello")
        event = told(app, "message")["event"]
    assert (event["channel_type"], event["text"]) == ("im", "hello")


def test_people_who_join_and_change_are_told(world: World) -> None:
    with world.app() as app:
        made = world.newcomer()
        joined = told(app, "team_join")["event"]
        world.post(f"/client/people/{made.id}", {"tz": "Asia/Tokyo", "deleted": True})
        changed = told(app, "user_change")["event"]
    assert (joined["user"]["id"], joined["user"]["tz"]) == (made.id, "UTC")
    assert changed["user"]["deleted"] is True


def test_somebody_foreign_does_not_join_the_team(world: World) -> None:
    with world.app() as app:
        world.newcomer("foreign")
        assert app.hears_nothing()


def test_who_leaves_a_channel_is_told_where_the_bot_stays(world: World, ada: Person) -> None:
    room, outside = world.room(ada.id), world.room(ada.id, with_bot=False)
    with world.app() as app:
        world.post(f"/client/channels/{outside}/members", {"user": ada.id, "member": False})
        world.post(f"/client/channels/{room}/members", {"user": ada.id, "member": False})
        left = told(app, "member_left_channel")["event"]
        assert app.hears_nothing()
        world.post(f"/client/channels/{room}/members", {"user": ada.id, "member": True})
        assert told(app, "member_joined_channel")["event"]["user"] == ada.id
    assert (left["user"], left["channel"], left["channel_type"]) == (ada.id, room, "G")


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
def test_the_end_of_an_installation_is_told(world: World, event: str) -> None:
    with world.app() as app:
        world.post("/client/app", {"event": event})
        told(app, event)
    world.post("/client/app", {"event": "app_installed"})


def test_an_app_hears_only_of_what_it_subscribed_to(tmp_path: Path) -> None:
    tree = manifest(settings={"event_subscriptions": {"bot_events": ["team_join"]}})
    with running(tmp_path / "other.db", tree=tree) as world, world.app() as app:
        assert world.person().does("home").result() | {"ack_ms": 0} == {
            "ok": True,
            "acked": True,
            "ack_ms": 0,
            "error": None,
            "errors": {},
        }
        assert app.hears_nothing()


def test_an_app_without_the_scope_hears_nothing_in_spite_of_a_subscription(tmp_path: Path) -> None:
    tree = manifest(settings=TREE["settings"], oauth_config={"scopes": {"bot": ["commands"]}})
    with running(tmp_path / "other.db", tree=tree) as world, world.app() as app:
        world.newcomer()
        assert app.hears_nothing()


def test_an_event_nobody_acknowledged_comes_again_with_its_id(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("home")
        first, again = app.next(), app.next()
        app.ack(again)
        assert app.hears_nothing(wait=0.6)
    assert first["payload"]["event_id"] == again["payload"]["event_id"]
    assert first["envelope_id"] != again["envelope_id"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")


def test_an_event_is_given_up_after_its_last_attempt(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("home")
        assert [app.next()["retry_attempt"] for _ in range(4)] == [0, 1, 2, 3]
        assert app.hears_nothing(wait=0.6)


def test_an_event_waits_for_an_app_that_is_away(world: World, ada: Person) -> None:
    outcome = ada.does("home").result()
    assert (outcome["ok"], outcome["acked"]) == (False, False)
    assert "is not connected" in outcome["error"]
    with world.app() as app:
        frame = app.next()
        app.ack(frame)
    assert frame["retry_attempt"] == 0


def test_an_event_that_an_app_died_over_comes_again(world: World, ada: Person) -> None:
    with world.app() as app:
        ada.does("home")
        first = app.next()
    with world.app() as app:
        again = app.next()
        app.ack(again)
    assert again["payload"]["event_id"] == first["payload"]["event_id"]
    assert again["retry_attempt"] == 1


def test_an_event_survives_a_restart_of_the_workspace(tmp_path: Path) -> None:
    state = tmp_path / "again.db"
    with running(state, tree=TREE) as world:
        world.person().does("home").result()
    with running(state, tree=TREE) as world, world.app() as app:
        assert told(app, "app_home_opened")["event"]["user"] == world.users["ada"]


def test_an_acknowledged_event_leaves_nothing_behind(world: World, ada: Person) -> None:
    with world.app() as app:
        deed = ada.does("home")
        told(app, "app_home_opened")
        deed.result()
    with closing(sqlite3.connect(world.state)) as db:
        assert db.execute("SELECT count(*) FROM event").fetchone() == (0,)


def test_every_event_the_workspace_knows_is_in_the_tests_manifest() -> None:
    assert set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) < set(SCOPES)
