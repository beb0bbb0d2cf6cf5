"""Rate limits and the switch that makes methods fail."""

import time
from concurrent.futures import Future
from pathlib import Path

import httpx
import pytest

from sandbox.ratelimits import Meters
from tests.sandbox.pieces import button
from tests.sandbox.world import Person, World, running


def test_more_than_twenty_messages_at_once_to_a_channel_are_refused(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    answers = [world.request("chat.postMessage", channel=room, text=str(number)) for number in range(22)]
    assert [answer.status_code for answer in answers[:20]] == [200] * 20
    assert answers[-1].status_code == 429
    assert answers[-1].json() == {"ok": False, "error": "ratelimited"}
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert len(ada.messages(room)) < 22


def test_messages_that_are_refused_for_another_reason_do_not_count(world: World, ada: Person) -> None:
    room = world.room(ada.id)
    bad = [world.call("chat.postMessage", channel=room, text="x", blocks=[{"type": "nope"}]) for _ in range(30)]
    assert {answer["error"] for answer in bad} == {"invalid_blocks"}
    assert world.call("chat.postMessage", channel=room, text="x")["ok"]


def test_the_limit_of_one_channel_is_not_anothers(world: World, ada: Person) -> None:
    full, free = world.room(ada.id), world.room(ada.id)
    for number in range(21):
        world.call("chat.postMessage", channel=full, text=str(number))
    assert world.call("chat.postMessage", channel=free, text="x")["ok"]


def test_a_person_and_their_conversation_share_a_limit(world: World, someone: Person) -> None:
    direct = world.call("chat.postMessage", channel=someone.id, text="x")["channel"]
    answers = [
        world.request("chat.postMessage", channel=where, text="x") for _ in range(11) for where in (direct, someone.id)
    ]
    assert answers[-1].status_code == 429


def test_after_the_burst_one_message_a_second_goes_through() -> None:
    instant = 0.0
    meters = Meters(now=lambda: instant)
    assert [meters.refuse_message("C1") for _ in range(20)] == [0] * 20
    assert meters.refuse_message("C1") == 1
    instant = 0.5
    assert meters.refuse_message("C1") == 1
    instant = 1.0
    assert meters.refuse_message("C1") == 0
    assert meters.refuse_message("C1") == 1
    instant = 4.0
    assert [meters.refuse_message("C1") for _ in range(4)] == [0, 0, 0, 1]


def test_tiers_hold_only_when_they_are_switched_on() -> None:
    meters = Meters(now=lambda: 0.0)
    assert [meters.refuse_call("users.list", 2) for _ in range(100)] == [0] * 100
    meters.tiers = True
    assert [meters.refuse_call("users.list", 2) for _ in range(20)] == [0] * 20
    assert meters.refuse_call("users.list", 2) == 60
    assert meters.refuse_call("users.info", 4) == 0


def test_connections_can_be_opened_ten_times_a_minute_and_refusals_do_not_count() -> None:
    instant = 0.0
    meters = Meters(tiers=True, now=lambda: instant)
    assert [meters.refuse_call("apps.connections.open", 1) for _ in range(10)] == [0] * 10
    for instant in (10.0, 20.0, 59.0):
        assert meters.refuse_call("apps.connections.open", 1) == 60 - instant
    instant = 60.0
    assert [meters.refuse_call("apps.connections.open", 1) for _ in range(10)] == [0] * 10


def test_the_tiers_are_thrown_by_a_switch(tmp_path: Path) -> None:
    with running(tmp_path / "state.db") as world:
        assert world.post("/switch", {"tiers": True})["tiers"] is True
        answers = [world.request("users.list") for _ in range(21)]
        assert [answer.status_code for answer in answers] == [200] * 20 + [429]


@pytest.fixture
def switched(world: World) -> World:
    """The module's sandbox with every switch off."""
    world.post("/switch", {"method": "*", "mode": "off"})
    for fault in world.get("/switch")["faults"]:
        world.post("/switch", {"method": fault["method"], "mode": "off"})
    return world


def test_a_switched_method_fails_as_often_as_told(switched: World) -> None:
    switched.post("/switch", {"method": "auth.test", "mode": "fail", "error": "fatal_error", "times": 2})
    assert [switched.call("auth.test").get("error") for _ in range(3)] == ["fatal_error", "fatal_error", None]


def test_a_switched_method_answers_429_until_it_is_switched_off(switched: World) -> None:
    switched.post("/switch", {"method": "users.info", "mode": "429", "retry_after": 7})
    refused = switched.request("users.info", user=switched.users["ada"])
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    assert switched.call("auth.test")["ok"]
    switched.post("/switch", {"method": "users.info", "mode": "off"})
    assert switched.call("users.info", user=switched.users["ada"])["ok"]


def test_a_star_switches_all_methods(switched: World) -> None:
    switched.post("/switch", {"method": "*", "mode": "fail"})
    assert switched.call("auth.test")["error"] == "internal_error"
    assert switched.call("users.list")["error"] == "internal_error"
    switched.post("/switch", {"method": "*", "mode": "off"})


def test_a_hanging_method_does_nothing_and_answers_nothing(switched: World, ada: Person) -> None:
    room = switched.room(ada.id)
    switched.post("/switch", {"method": "chat.postMessage", "mode": "hang"})
    waiting: Future[dict[str, object]] = switched.threads.submit(
        switched.call, "chat.postMessage", channel=room, text="x"
    )
    with pytest.raises(TimeoutError):
        waiting.result(timeout=0.2)
    switched.post("/switch", {"method": "chat.postMessage", "mode": "off"})
    assert waiting.result(timeout=20)["ok"] is False
    assert ada.messages(room) == []


def test_a_losing_method_does_its_work_and_answers_nothing(switched: World, ada: Person) -> None:
    room = switched.room(ada.id)
    switched.post("/switch", {"method": "chat.postMessage", "mode": "lose", "times": 1})
    headers = {"Authorization": f"Bearer {switched.identity.bot_token}"}
    body = {"channel": room, "text": "said"}
    with pytest.raises(httpx.ReadTimeout):
        switched.http.post("/api/chat.postMessage", json=body, headers=headers, timeout=0.2)
    assert [message["text"] for message in ada.messages(room)] == ["said"]


def test_a_response_url_can_be_switched_too(switched: World, someone: Person) -> None:
    url = switched.command(someone)["response_url"]
    switched.post("/switch", {"method": "response_url", "mode": "fail", "error": "oops", "times": 1})
    assert switched.http.post(url, json={"text": "x"}).json()["error"] == "oops"
    assert switched.http.post(url, json={"text": "x"}).json()["ok"]


def test_a_switch_without_sense_is_refused(switched: World) -> None:
    assert switched.http.post("/switch", json={"method": "auth.test", "mode": "explode"}).status_code == 400
    assert switched.http.post("/switch", json={"mode": "fail"}).status_code == 400


def test_a_hanging_call_does_not_keep_the_workspace_from_ending(tmp_path: Path) -> None:
    with running(tmp_path / "state.db") as world:
        world.post("/switch", {"method": "auth.test", "mode": "hang"})
        waiting = world.threads.submit(world.call, "auth.test")
        stream = world.threads.submit(_drain, world)
        with world.app():
            started = time.monotonic()
            world.server.stop()
            assert waiting.result(timeout=20)["ok"] is False
            assert stream.result(timeout=20) is True
    assert time.monotonic() - started < 10


def _drain(world: World) -> bool:
    """Listen to the stream to its end."""
    with world.http.stream("GET", "/client/stream", params={"user": world.users["ada"]}) as response:
        return sum(len(line) for line in response.iter_lines()) > 0


def test_the_log_tells_of_calls_and_acks(world: World, someone: Person) -> None:
    before = world.get("/client/log")["entries"][-1]["n"] if world.get("/client/log")["entries"] else 0
    world.command(someone)
    world.call("chat.postMessage", channel=someone.id, text="x", blocks=[button()])
    entries = world.get("/client/log", after=str(before))["entries"]
    kinds = [(entry["kind"], entry["what"]) for entry in entries]
    assert ("envelope", "/probe") in kinds
    assert ("ack", "/probe") in kinds
    call = next(entry for entry in entries if entry["what"] == "chat.postMessage")
    assert call["detail"]["answer"]["error"] == "invalid_blocks"
    assert call["ms"] >= 0
    assert "token" not in call["detail"]["arguments"]
