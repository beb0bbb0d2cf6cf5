"""Socket Mode: links, hello, acks, disconnects."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.sandbox.world import App, Person, World, quick, running


def refused(link: str) -> int:
    """Return the status with which a link is refused at the handshake."""
    with pytest.raises(InvalidStatus) as raised, connect(link, proxy=None):
        pass
    return raised.value.response.status_code


def test_hello_counts_the_connections_and_names_the_app(world: World) -> None:
    with world.app() as first, world.app() as second:
        assert first.hello["type"] == "hello"
        assert first.hello["connection_info"] == {"app_id": world.identity.app_id}
        assert first.hello["debug_info"]["approximate_connection_time"] > 0
        assert second.hello["num_connections"] == 2


def test_a_link_works_once(world: World) -> None:
    link = world.link()
    with connect(link, proxy=None) as socket:
        socket.recv(timeout=20)
    assert refused(link) == 403


def test_an_unknown_link_is_refused_at_the_handshake(world: World) -> None:
    assert refused(world.link().replace("ticket=", "ticket=x")) == 403
    assert refused(world.base.replace("http", "ws") + "/link/") == 403


def test_ten_connections_may_be_open_and_an_eleventh_is_turned_away(world: World) -> None:
    with ExitStack() as open_ones:
        hellos = [open_ones.enter_context(world.app()).hello for _ in range(10)]
        assert hellos[-1]["num_connections"] == 10
        with connect(world.link(), proxy=None) as eleventh:
            assert "too_many_websockets" in str(eleventh.recv(timeout=20))


def test_a_command_goes_to_one_connection_only_and_each_gets_its_share(world: World, ada: Person) -> None:
    with world.app() as one, world.app() as two:
        heard = {"one": 0, "two": 0}
        for _ in range(16):
            deed = ada.slash()
            for name, app in (("one", one), ("two", two)):
                try:
                    app.ack(app.next(wait=0.05))
                    heard[name] += 1
                except TimeoutError:
                    continue
            assert deed.result()["acked"]
        assert sum(heard.values()) == 16
        assert min(heard.values()) > 0


def test_an_ack_over_another_connection_counts(world: World, ada: Person) -> None:
    with world.app() as one:
        deed = ada.slash()
        envelope = one.next()
        with world.app() as two:
            two.ack(envelope)
            assert deed.result()["acked"]


def test_the_slash_envelope_takes_a_response_payload(world: World, ada: Person) -> None:
    with world.app() as app:
        deed = ada.slash(text="some words")
        frame = app.next()
        app.ack(frame)
        deed.result()
    assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
    assert frame["payload"].keys() == {
        *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text"),
        *("api_app_id", "response_url", "trigger_id", "is_enterprise_install"),
    }
    assert (frame["payload"]["command"], frame["payload"]["text"]) == ("/probe", "some words")


def test_an_event_envelope_takes_none_and_says_it_is_the_first_attempt(world: World, ada: Person) -> None:
    with world.app() as app:
        deed = ada.does("home")
        frame = app.next()
        app.ack(frame)
        deed.result()
    assert (frame["type"], frame["accepts_response_payload"]) == ("events_api", False)
    assert (frame["retry_attempt"], frame["retry_reason"]) == (0, "")


def test_frames_that_are_no_json_do_no_harm(world: World, ada: Person) -> None:
    with world.app() as app:
        app.socket.send("not json")
        app.socket.send("[1]")
        deed = ada.slash()
        app.take()
        assert deed.result()["acked"]


def test_a_warning_is_followed_by_a_refresh_and_the_end(world: World) -> None:
    with world.app() as app:
        world.post("/socket", {"do": "warn"})
        assert [app.next()["reason"], app.next()["reason"]] == ["warning", "refresh_requested"]
        with pytest.raises(ConnectionClosed):
            app.next()


def test_a_connection_that_has_lived_its_time_is_warned_and_refreshed(tmp_path: Path) -> None:
    with running(tmp_path / "state.db", timings=quick(connection=0.1)) as world, world.app() as app:
        assert [app.next()["reason"], app.next()["reason"]] == ["warning", "refresh_requested"]


def test_a_connection_that_broke_is_passed_over(world: World, ada: Person) -> None:
    with world.app() as broken, world.app() as app:
        world.server.workspace.wires.connections[0].transport.abort()
        for _ in range(4):
            deed = ada.slash()
            app.take()
            assert deed.result()["acked"]
        with pytest.raises(ConnectionClosed):
            broken.next()


def test_a_connection_asked_to_refresh_gets_nothing_new(world: World, ada: Person) -> None:
    with world.app() as old:
        world.post("/socket", {"do": "refresh"})
        assert old.next()["type"] == "disconnect"
        with world.app() as new:
            deed = ada.slash()
            new.take()
            assert deed.result()["acked"]


def test_a_switched_off_socket_mode_says_link_disabled(world: World) -> None:
    with world.app() as app:
        world.post("/socket", {"do": "link_disabled"})
        assert app.next()["reason"] == "link_disabled"
        with pytest.raises(ConnectionClosed):
            app.next()


def test_a_reset_ends_the_connection_without_a_closing_handshake(world: World) -> None:
    with world.app() as app:
        world.post("/socket", {"do": "reset"})
        with pytest.raises(ConnectionClosed) as raised:
            app.next()
        assert raised.value.rcvd is None
    assert world.get("/client/workspace")["connections"] == 0


def test_a_silent_peer_stays_connected_and_answers_nothing(world: World, someone: Person) -> None:
    with world.app() as app:
        world.post("/socket", {"do": "silence"})
        assert not app.socket.ping().wait(timeout=0.1)
        assert world.get("/client/workspace")["connections"] == 1
        outcome = someone.slash().result()
        assert outcome["acked"] is False
        assert app.hears_nothing()
        world.post("/socket", {"do": "reset"})


def test_a_late_ack_is_no_ack(world: World, someone: Person) -> None:
    with world.app() as app:
        deed = someone.slash()
        envelope = app.next()
        assert deed.result()["acked"] is False
        app.ack(envelope, {"text": "Sorry for the wait"})
        assert app.hears_nothing()
    assert [message["name"] for message in someone.messages()] == ["Slackbot"]


def test_the_person_reads_that_a_command_timed_out(world: World, someone: Person) -> None:
    with world.app():
        outcome = someone.slash().result()
    sentence = '/probe failed with the error "operation_timeout"'
    assert (outcome["ok"], outcome["error"]) == (False, sentence)
    assert [(message["text"], message["ephemeral"]) for message in someone.messages()] == [(sentence, True)]


def test_without_a_connection_the_person_reads_that_nothing_took_the_command(world: World, someone: Person) -> None:
    outcome = someone.slash().result()
    assert outcome["error"] == '/probe failed with the error "dispatch_failed"'


def test_a_command_waits_a_moment_for_an_app_that_is_just_connecting(world: World, ada: Person) -> None:
    deed = ada.slash()
    with world.app() as app:
        app.take()
        assert deed.result()["acked"]


def test_a_missed_command_is_never_sent_again(world: World, ada: Person) -> None:
    with world.app() as app:
        deed = ada.slash()
        app.next()
        deed.result()
        assert app.hears_nothing(wait=0.6)


def test_an_app_that_dies_leaves_no_connection_behind(world: World) -> None:
    with world.app() as app:
        assert isinstance(app, App)
    assert world.get("/client/workspace")["connections"] == 0
