"""The clock people see, and what is posted when it passes."""

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.pieces import modal
from tests.sandbox.world import Person, World, running, until

HOUR, DAY, WEEK = 3_600, 86_400, 604_800


@pytest.fixture
def clock(world: World) -> World:
    """The module's sandbox with its clock on the machine's."""
    world.post("/clock", {"step": "now"})
    return world


def test_the_clock_stands_on_the_machines_at_first(tmp_path: Path) -> None:
    with running(tmp_path / "state.db") as world:
        shown = world.get("/clock")
        assert shown["offset"] == 0
        assert abs(shown["now"] - time.time()) < 1


@pytest.mark.parametrize(
    ("moved", "seconds"), [({"step": "+1 hour"}, HOUR), ({"step": "+1 week"}, WEEK), ({"advance": 90}, 90)]
)
def test_the_clock_moves_on_and_back_to_now(clock: World, moved: dict[str, object], seconds: int) -> None:
    assert clock.post("/clock", moved)["offset"] == seconds
    assert clock.post("/clock", {"step": "now"})["offset"] == 0


def test_tomorrow_nine_is_nine_where_the_person_is(clock: World) -> None:
    shown = clock.post("/clock", {"step": "tomorrow 9:00", "user": clock.users["grace"]})
    there = datetime.fromtimestamp(shown["now"], ZoneInfo("America/New_York"))
    assert (there.hour, there.minute) == (9, 0)
    assert 0 < shown["offset"] < 2 * DAY
    clock.post("/clock", {"step": "now"})
    utc = datetime.fromtimestamp(clock.post("/clock", {"step": "tomorrow 9:00"})["now"], UTC)
    assert (utc.hour, utc.minute) == (9, 0)


def test_a_step_the_clock_does_not_know_is_refused(clock: World) -> None:
    assert clock.http.post("/clock", json={"step": "yesterday"}).status_code == 400
    assert clock.http.post("/clock", json={"advance": "much"}).status_code == 400


def test_messages_carry_the_time_people_see_and_stay_in_order_when_it_goes_back(clock: World, ada: Person) -> None:
    room = clock.room(ada.id)
    clock.post("/clock", {"step": "+1 week"})
    later = clock.call("chat.postMessage", channel=room, text="a week on")["ts"]
    clock.post("/clock", {"step": "now"})
    afterwards = clock.call("chat.postMessage", channel=room, text="now again")["ts"]
    assert float(later) > time.time() + WEEK - 60
    assert float(afterwards) > float(later)


def test_time_limits_run_on_the_machines_clock(clock: World, someone: Person) -> None:
    trigger = clock.trigger(someone)
    url = clock.command(someone)["response_url"]
    clock.post("/clock", {"step": "+1 week"})
    assert clock.call("views.open", trigger_id=trigger, view=modal())["ok"]
    assert clock.http.post(url, json={"text": "x"}).json()["ok"]


def test_a_scheduled_message_comes_when_the_clock_has_passed(clock: World, someone: Person) -> None:
    post_at = int(clock.get("/clock")["now"]) + 1_800
    answer = clock.call("chat.scheduleMessage", channel=someone.id, post_at=post_at, text="Later")
    assert (answer["ok"], answer["post_at"]) == (True, post_at)
    assert answer["scheduled_message_id"]
    assert someone.messages(answer["channel"]) == []
    clock.post("/clock", {"step": "+1 hour"})
    until(lambda: len(someone.messages(answer["channel"])) == 1)
    (message,) = someone.messages(answer["channel"])
    assert (message["text"], float(message["ts"])) == ("Later", post_at)


def test_scheduled_messages_come_in_their_order(clock: World, someone: Person) -> None:
    now = int(clock.get("/clock")["now"])
    for minutes in (30, 10, 20):
        direct = clock.call("chat.scheduleMessage", channel=someone.id, post_at=now + 60 * minutes, text=str(minutes))[
            "channel"
        ]
    clock.post("/clock", {"step": "+1 hour"})
    until(lambda: len(someone.messages(direct)) == 3)
    assert [message["text"] for message in someone.messages(direct)] == ["10", "20", "30"]


def test_a_scheduled_message_outlives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with running(state) as world:
        post_at = int(time.time()) + 1_800
        world.call("chat.scheduleMessage", channel=world.users["ada"], post_at=post_at, text="Later")
    with running(state) as world:
        world.post("/clock", {"step": "+1 hour"})
        ada = world.person()
        until(lambda: len(ada.messages(_direct(ada))) == 1)


def _direct(person: Person) -> str:
    return str(next(one["id"] for one in person.sees("conversations")["conversations"] if one["kind"] == "app"))


def test_a_scheduled_message_can_be_taken_back_once(clock: World, someone: Person) -> None:
    post_at = int(clock.get("/clock")["now"]) + 1_800
    kept = clock.call("chat.scheduleMessage", channel=someone.id, post_at=post_at, text="Later")
    named = {"channel": kept["channel"], "scheduled_message_id": kept["scheduled_message_id"]}
    assert clock.call("chat.deleteScheduledMessage", **named)["ok"]
    assert clock.call("chat.deleteScheduledMessage", **named)["error"] == "invalid_scheduled_message_id"
    clock.post("/clock", {"step": "+1 hour"})
    assert someone.messages(kept["channel"]) == []


@pytest.mark.parametrize(
    ("ahead", "error"), [(-1, "time_in_past"), (0, "time_in_past"), (121 * DAY, "time_too_far"), (119 * DAY, None)]
)
def test_a_message_is_scheduled_for_the_next_hundred_and_twenty_days(
    clock: World, someone: Person, ahead: int, error: str | None
) -> None:
    post_at = int(clock.get("/clock")["now"]) + ahead
    answer = clock.call("chat.scheduleMessage", channel=someone.id, post_at=post_at, text="x")
    assert answer.get("error") == error


def test_thirty_messages_fit_in_five_minutes_of_a_channel(clock: World, ada: Person) -> None:
    room = clock.room(ada.id)
    window = (int(clock.get("/clock")["now"]) // 300 + 2) * 300
    answers = [
        clock.call("chat.scheduleMessage", channel=room, post_at=window + number, text="x") for number in range(31)
    ]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]
    assert answers[-1]["error"] == "restricted_too_many"
    assert clock.call("chat.scheduleMessage", channel=room, post_at=window + 300, text="x")["ok"]


def test_a_scheduled_message_with_metadata_never_comes(clock: World, someone: Person) -> None:
    metadata = {"event_type": "t", "event_payload": {}}
    post_at = int(clock.get("/clock")["now"]) + 60
    for text, meant in (("with", metadata), ("without", None)):
        told = {"channel": someone.id, "post_at": post_at, "text": text, "metadata": meant}
        direct = clock.call("chat.scheduleMessage", token=None, **told)["channel"]
    clock.post("/clock", {"step": "+1 hour"})
    until(lambda: len(someone.messages(direct)) > 0)
    assert [message["text"] for message in someone.messages(direct)] == ["without"]


@pytest.mark.parametrize(
    ("said", "is_taken"), [(-2 * DAY, True), (HOUR, False), (None, False), ("soon", False), ("nan", False)]
)
def test_a_message_carries_the_instant_that_the_app_says_unless_it_is_still_to_come(
    clock: World, said: int | str | None, is_taken: bool
) -> None:
    now = float(clock.post("/clock", {"step": "+1 week"})["now"])
    instant = now + said if isinstance(said, int) else said
    bearer = {"Authorization": f"Bearer {clock.identity.bot_token}"}
    headers = bearer if instant is None else {**bearer, "X-Sandbox-Instant": str(instant)}
    posted = {"channel": clock.newcomer().id, "text": "hello"}
    answer = clock.http.post("/api/chat.postMessage", json=posted, headers=headers).json()
    assert abs(float(answer["ts"]) - (now - 2 * DAY if is_taken else now)) < 5
