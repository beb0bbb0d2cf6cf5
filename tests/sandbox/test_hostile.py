"""What nobody should send: it is refused, and leaves nothing behind that breaks what comes after."""

import pytest

from sandbox.guard import is_foreign
from sandbox.reading import read_json
from tests.sandbox.pieces import modal
from tests.sandbox.world import Person, World, until

HALF_A_CHARACTER = '{"channel": "general", "text": "cut in two \\ud83d"}'
UNREADABLE = [HALF_A_CHARACTER, '{"limit": Infinity}', '{"limit": NaN}', '{"limit": 1e999}', "[" * 100_000, "{"]
JSON_BODY = {"Content-Type": "application/json"}


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_json_cannot_hold_is_no_json(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence is the reader's own
        read_json(text)


def test_what_json_can_hold_is_read_as_it_stands() -> None:
    assert read_json('{"a": [1, 2.5, null, "\\ud83d\\ude00"]}') == {"a": [1, 2.5, None, "\N{GRINNING FACE}"]}


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_an_app_that_sends_no_json_is_told_so(world: World, text: str) -> None:
    headers = {**JSON_BODY, "Authorization": f"Bearer {world.identity.bot_token}"}
    assert world.http.post("/api/chat.postMessage", content=text, headers=headers).json()["error"] == "invalid_json"
    assert world.http.post("/client/people", content=text, headers=JSON_BODY).status_code == 400


def test_half_a_character_in_a_form_keeps_nobody_from_reading(world: World, ada: Person) -> None:
    blocks = '[{"type": "section", "text": {"type": "plain_text", "text": "\\ud83d"}}]'
    form = {"token": world.identity.bot_token, "channel": "general", "blocks": blocks}
    assert world.http.post("/api/chat.postMessage", data=form).json()["error"] == "invalid_blocks_format"
    assert world.http.get("/client/log").status_code == 200
    assert ada.messages() is not None


def test_a_frame_that_is_no_json_is_passed_over(world: World, someone: Person) -> None:
    with world.app() as app:
        for text in ("[" * 100_000, '{"envelope_id": NaN}', "x"):
            app.socket.send(text)
        deed = someone.slash()
        app.take()
        assert deed.result()["acked"]


@pytest.mark.parametrize("far", ["nan", "inf", 1e300, -1e12])
def test_the_clock_stays_within_the_calendar(world: World, far: object) -> None:
    before = world.get("/clock")["offset"]
    assert world.http.post("/clock", json={"advance": far}).status_code == 400
    assert world.get("/clock")["offset"] == before


@pytest.mark.parametrize("broken", ["[", "[::1", "a]b"])
def test_a_name_that_cannot_be_read_is_not_this_machines(world: World, broken: str) -> None:
    assert is_foreign("/", [(b"host", broken.encode())])
    assert world.http.get("/", headers={"Host": broken}).status_code == 403
    assert world.http.post("/clock", json={}, headers={"Origin": f"http://{broken}"}).status_code == 403


def test_a_method_with_a_slash_is_an_unknown_method(world: World) -> None:
    assert world.call("chat/postMessage")["error"] == "unknown_method"


def test_markdown_text_has_its_own_limit(world: World) -> None:
    assert world.call("chat.postMessage", channel="general", markdown_text="x" * 12_001)["error"] == "msg_too_long"
    assert world.call("chat.postMessage", channel="general", markdown_text="x" * 12_000)["ok"]


@pytest.mark.parametrize("members", [5, "ada", {"ada": True}])
def test_members_that_are_no_list_make_no_channel(world: World, members: object) -> None:
    answer = world.http.post("/client/channels", json={"name": "nowhere", "members": members})
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_command_pushes_nothing_onto_a_modal_that_is_open(world: World, someone: Person) -> None:
    world.opened(someone, modal())
    refused = world.call("views.push", trigger_id=world.trigger(someone), view=modal())
    assert refused["error"] == "not_found"
    until(lambda: len(someone.stack()) == 1)
