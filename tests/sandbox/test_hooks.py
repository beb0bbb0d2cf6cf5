"""response_urls: five uses, thirty minutes, whose eyes."""

import pytest

from tests.sandbox.pieces import Json, button, plain
from tests.sandbox.world import Person, World

ROW: Json = {"type": "actions", "block_id": "row", "elements": [button(action_id="press")]}


def answer(world: World, url: str, **body: object) -> tuple[int, Json]:
    """Post to a response_url and return the status and the answer."""
    response = world.http.post(url, json=body)
    return response.status_code, response.json()


def pressed(world: World, person: Person, channel: str, ts: str) -> str:
    """Return the response_url of a press in a message."""
    with world.app() as app:
        deed = person.does("click", block_id="row", action_id="press", **{"in": {"channel": channel, "ts": ts}})
        url = str(app.take()["response_url"])
        deed.result()
    return url


def test_an_answer_is_for_the_asker_alone(world: World, someone: Person, ada: Person) -> None:
    room = world.room(ada.id, someone.id)
    url = world.command(someone, channel=room)["response_url"]
    assert answer(world, url, text="Later") == (200, {"ok": True})
    assert [(message["text"], message["ephemeral"]) for message in someone.messages(room)] == [("Later", True)]
    assert ada.messages(room) == []


def test_an_answer_in_channel_is_for_all_even_where_the_bot_is_not(world: World, someone: Person, ada: Person) -> None:
    room = world.room(ada.id, someone.id, with_bot=False)
    url = world.command(someone, channel=room)["response_url"]
    answer(world, url, text="Everybody", response_type="in_channel")
    assert [message["text"] for message in ada.messages(room)] == ["Everybody"]


def test_the_sixth_use_is_refused(world: World, someone: Person) -> None:
    url = world.command(someone)["response_url"]
    assert [answer(world, url, text=str(number))[1]["ok"] for number in range(5)] == [True] * 5
    assert answer(world, url, text="6") == (404, {"ok": False, "error": "used_url"})


def test_a_refused_answer_is_no_use(world: World, someone: Person) -> None:
    url = world.command(someone)["response_url"]
    for _ in range(6):
        assert answer(world, url)[1]["error"] == "no_text"
    assert answer(world, url, text="x")[1]["ok"]


def test_after_thirty_minutes_it_has_expired(world: World, someone: Person) -> None:
    url = world.command(someone)["response_url"]
    world.edit("UPDATE hook SET issued = issued - 1799 WHERE id = ?", url.rpartition("/")[2])
    assert answer(world, url, text="Just in time")[1]["ok"]
    world.edit("UPDATE hook SET issued = issued - 2 WHERE id = ?", url.rpartition("/")[2])
    assert answer(world, url, text="x") == (404, {"ok": False, "error": "expired_url"})


def test_an_unknown_one_is_refused(world: World) -> None:
    assert answer(world, f"{world.base}/response/T0/nothing", text="x")[1]["error"] == "invalid_url"


def test_bad_blocks_are_refused(world: World, someone: Person) -> None:
    url = world.command(someone)["response_url"]
    status, refused = answer(world, url, text="x", blocks=[{"type": "nope"}])
    assert (status, refused["error"]) == (400, "invalid_blocks")


def test_the_message_pressed_in_can_be_replaced(world: World, someone: Person) -> None:
    posted = world.call("chat.postMessage", channel=someone.id, text="before", blocks=[ROW])
    url = pressed(world, someone, posted["channel"], posted["ts"])
    answer(world, url, text="after", replace_original=True)
    (message,) = someone.messages(posted["channel"])
    assert (message["ts"], message["text"], message["blocks"]) == (posted["ts"], "after", None)


def test_the_message_pressed_in_can_be_deleted(world: World, someone: Person) -> None:
    posted = world.call("chat.postMessage", channel=someone.id, text="before", blocks=[ROW])
    url = pressed(world, someone, posted["channel"], posted["ts"])
    answer(world, url, delete_original=True)
    assert someone.messages(posted["channel"]) == []


def test_an_ephemeral_message_can_be_replaced_but_never_made_public(world: World, someone: Person, ada: Person) -> None:
    room = world.room(ada.id, someone.id)
    ts = world.call("chat.postEphemeral", channel=room, user=someone.id, text="x", blocks=[ROW])["message_ts"]
    url = pressed(world, someone, room, ts)
    answer(world, url, text="after", replace_original=True, response_type="in_channel")
    assert [message["text"] for message in someone.messages(room)] == ["after"]
    assert ada.messages(room) == []


@pytest.mark.parametrize("wish", ["delete_original", "replace_original"])
def test_what_a_person_typed_stays(world: World, someone: Person, wish: str) -> None:
    url = world.command(someone)["response_url"]
    refused = answer(world, url, delete_original=True)
    assert refused[1]["error"] == "message_not_found"
    assert answer(world, url, text=wish, replace_original=True)[1]["ok"]
    assert someone.messages()[-1]["text"] == wish


def test_a_section_in_an_answer_gets_its_ids(world: World, someone: Person) -> None:
    url = world.command(someone)["response_url"]
    answer(world, url, blocks=[{"type": "section", "text": plain("Hi")}])
    assert someone.messages()[-1]["blocks"][0]["block_id"]
