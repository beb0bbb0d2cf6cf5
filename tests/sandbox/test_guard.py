"""Other sites' pages stay out, and the page learns where to look again."""

import json

import pytest

from sandbox.guard import is_foreign
from tests.sandbox.pieces import home
from tests.sandbox.world import Person, World


@pytest.mark.parametrize("host", ["127.0.0.1:80", "localhost:4000", "localhost", "[::1]:80"])
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert not is_foreign("/client/workspace", [(b"host", host.encode())])


@pytest.mark.parametrize("host", ["example.com", "127.0.0.1.example.com", "localhost.example.com:80", ""])
def test_any_other_name_is_refused(world: World, host: str) -> None:
    for path in ("/api/auth.test", "/client/workspace", "/"):
        assert world.http.get(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("path", ["/client/people", "/clock", "/switch", "/socket"])
def test_another_sites_page_does_nothing_here(world: World, path: str) -> None:
    for headers in ({"Origin": "https://example.com"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert world.http.post(path, json={}, headers=headers).status_code == 403


def test_the_workspaces_own_page_does(world: World) -> None:
    assert world.http.post("/clock", json={"step": "now"}, headers={"Origin": world.base}).status_code == 200


def test_no_answer_invites_other_sites(world: World) -> None:
    response = world.http.get("/client/workspace")
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_request_that_is_no_json_object_is_refused(world: World) -> None:
    assert world.http.post("/clock", content=b"[]").status_code == 400
    assert world.http.post("/clock", content=b"x").status_code == 400


def test_a_stream_says_where_to_look_and_only_to_whom_it_concerns(world: World, someone: Person, ada: Person) -> None:
    room = world.room(someone.id)
    with world.http.stream("GET", "/client/stream", params={"user": someone.id}) as response:
        lines = response.iter_lines()
        assert next(lines).startswith(":")
        world.call("views.publish", user_id=ada.id, view=home())
        world.call("chat.postEphemeral", channel="general", user=ada.id, text="for Ada")
        world.call("chat.postMessage", channel=room, text="secret words")
        heard: list[dict[str, str]] = []
        while not heard or heard[-1]["kind"] != "message":
            line = next(lines)
            assert "secret" not in line
            if line.startswith("data: "):
                heard.append(json.loads(line.removeprefix("data: ")))
    assert heard[-1] == {"kind": "message", "channel": room}
    assert {one["kind"] for one in heard[:-1]} <= {"log"}
