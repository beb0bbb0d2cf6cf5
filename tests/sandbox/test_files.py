"""Files: where an app brings them, who may share them where, and who gets them."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from sandbox.__main__ import main
from tests.sandbox.blocks import asks, element
from tests.sandbox.pieces import MANIFEST, Json, manifest, modal, plain
from tests.sandbox.world import Person, World, running

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
SCOPES = {"scopes": {"bot": [*MANIFEST["oauth_config"]["scopes"]["bot"], "files:write"]}}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A running sandbox whose app may bring files."""
    with running(tmp_path_factory.mktemp("files") / "state.db", tree=manifest(oauth_config=SCOPES)) as world:
        yield world


def announced(world: World, *, name: str = "meeting.ics", length: int = len(CALENDAR), alt_txt: str = "") -> Json:
    """Return the answer to an app that is about to bring a file."""
    return world.call("files.getUploadURLExternal", filename=name, length=length, alt_txt=alt_txt or None)


def brought(world: World, *, name: str = "meeting.ics", alt_txt: str = "") -> str:
    """Bring a file and return its id."""
    answer = announced(world, name=name, alt_txt=alt_txt)
    assert world.http.post(answer["upload_url"], content=CALENDAR).status_code == 200
    return str(answer["file_id"])


def direct(world: World, person: Person) -> str:
    """Return the conversation between the app and somebody."""
    return str(world.call("chat.postMessage", channel=person.id, text="Hello")["channel"])


def complete(world: World, file_id: str, **args: str) -> Json:
    """Finish a file under a title, and return the answer."""
    return world.call("files.completeUploadExternal", files=[{"id": file_id, "title": "Next meeting"}], **args)


def test_a_shared_file_is_a_message_with_its_name_size_and_address(world: World, someone: Person) -> None:
    channel = direct(world, someone)
    answer = complete(world, brought(world), channel_id=channel, initial_comment="For your calendar")
    assert answer["ok"]
    message = someone.messages(channel)[-1]
    assert message["text"] == "For your calendar"
    assert message["bot_id"] == world.identity.bot_id
    [file] = message["files"]
    assert (file["name"], file["title"], file["size"]) == ("meeting.ics", "Next meeting", len(CALENDAR))
    assert (file["mimetype"], file["filetype"]) == ("text/calendar", "ics")


def test_several_files_are_one_message_each_with_its_words(world: World, someone: Person) -> None:
    channel = direct(world, someone)
    files = [brought(world, name="dot.png", alt_txt="One white dot"), brought(world, name="numbers.csv")]
    assert world.call("files.completeUploadExternal", files=[{"id": each} for each in files], channel_id=channel)["ok"]
    message = someone.messages(channel)[-1]
    shown = {file["name"]: (file.get("alt_txt"), file["mimetype"]) for file in message["files"]}
    assert shown == {"dot.png": ("One white dot", "image/png"), "numbers.csv": (None, "text/csv")}


def test_people_of_the_conversation_get_the_bytes_and_nobody_else_does(world: World, someone: Person) -> None:
    channel, other = direct(world, someone), world.newcomer()
    complete(world, brought(world, name="Zoë's notes.ics"), channel_id=channel)
    address = someone.messages(channel)[-1]["files"][0]["url_private"]
    given = world.http.get(address)
    assert given.content == CALENDAR
    assert given.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Zo%C3%AB")
    assert world.http.get(address.replace(someone.id, other.id)).status_code == 404
    assert world.http.get(address.partition("?")[0]).status_code == 404
    foreign = {"Origin": "https://elsewhere.example"}
    assert world.http.get(address, headers=foreign).status_code == 403


def test_a_file_may_come_in_a_multipart_form(world: World, someone: Person) -> None:
    answer, channel = announced(world), direct(world, someone)
    sent = world.http.post(answer["upload_url"], files={"filename": ("meeting.ics", CALENDAR)}, data={"other": "x"})
    assert sent.status_code == 200
    assert complete(world, answer["file_id"], channel_id=channel)["ok"]
    assert world.http.get(someone.messages(channel)[-1]["files"][0]["url_private"]).content == CALENDAR


@pytest.mark.parametrize("content", [b"", CALENDAR[:-1], CALENDAR + b"x", CALENDAR * 1000])
def test_more_or_fewer_bytes_than_were_announced_are_not_taken(world: World, content: bytes) -> None:
    answer = announced(world)
    assert world.http.post(answer["upload_url"], content=content).status_code == 400
    assert complete(world, answer["file_id"])["error"] == "file_not_found"


def test_an_address_takes_one_file_and_an_unknown_one_none(world: World) -> None:
    answer = announced(world)
    assert world.http.post(answer["upload_url"], content=CALENDAR).status_code == 200
    assert world.http.post(answer["upload_url"], content=CALENDAR).status_code == 404
    assert world.http.post(f"{world.base}/upload/v1/nowhere", content=CALENDAR).status_code == 404


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"length": 5}, "invalid_arguments"),
        ({"filename": "a.ics"}, "invalid_arguments"),
        ({"filename": "a.ics", "length": 0}, "invalid_arguments"),
        ({"filename": "a.ics", "length": "many"}, "invalid_arguments"),
        ({"filename": "a.ics", "length": 10**9}, "file_upload_size_restricted"),
    ],
)
def test_a_file_that_cannot_be_is_not_announced(world: World, args: Json, error: str) -> None:
    assert world.call("files.getUploadURLExternal", **args)["error"] == error


def test_a_file_goes_to_conversations_not_to_people(world: World, someone: Person) -> None:
    file_id = brought(world)
    assert complete(world, file_id, channel_id=someone.id)["error"] == "channel_not_found"
    assert complete(world, file_id, channel_id="C0NOWHERE")["error"] == "channel_not_found"
    assert complete(world, file_id, channel_id=world.room(someone.id, with_bot=False))["error"] == "channel_not_found"
    outside = world.room(someone.id, private=False, with_bot=False)
    assert complete(world, file_id, channel_id=outside)["error"] == "not_in_channel"
    assert complete(world, file_id, channel_id=direct(world, someone))["ok"]


def test_an_upload_is_finished_once(world: World, someone: Person) -> None:
    file_id, channel = brought(world), direct(world, someone)
    assert complete(world, file_id, channel_id=channel)["ok"]
    assert complete(world, file_id, channel_id=channel)["error"] == "file_not_found"
    assert len([message for message in someone.messages(channel) if "files" in message]) == 1


@pytest.mark.parametrize("files", [None, [], "no json", [{"title": "x"}], {"id": "F1"}, ["F1"]])
def test_files_are_a_list_of_ids(world: World, files: object) -> None:
    assert world.call("files.completeUploadExternal", files=files)["error"] == "invalid_arguments"


def test_a_file_can_answer_in_a_thread(world: World, someone: Person) -> None:
    posted = world.call("chat.postMessage", channel=someone.id, text="Hello")
    channel, ts = posted["channel"], posted["ts"]
    assert complete(world, brought(world), channel_id=channel, thread_ts="1.1")["error"] == "thread_not_found"
    assert complete(world, brought(world), channel_id=channel, thread_ts=ts)["ok"]
    assert "files" in someone.messages(channel, thread_ts=ts)[-1]


def test_act_tells_of_files(world: World, someone: Person, capsys: pytest.CaptureFixture[str]) -> None:
    channel = direct(world, someone)
    complete(world, brought(world), channel_id=channel)
    assert main(["act", "--base", world.base, "--as", someone.id, "--channel", channel, "show"]) == 0
    seen = json.loads(capsys.readouterr().out)["sees"]["messages"][-1]
    assert seen["files"] == [{"name": "meeting.ics", "title": "Next meeting", "size": len(CALENDAR)}]


def test_an_app_without_the_scope_brings_no_files(tmp_path: Path) -> None:
    with running(tmp_path / "state.db") as plain:
        for method in ("files.getUploadURLExternal", "files.completeUploadExternal"):
            answer = plain.call(method, filename="a.ics", length=5)
            assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


def test_files_outlive_the_workspace(tmp_path: Path) -> None:
    tree = manifest(oauth_config=SCOPES)
    with running(tmp_path / "state.db", tree=tree) as before:
        ada = before.person("ada")
        channel = direct(before, ada)
        complete(before, brought(before), channel_id=channel)
        path = ada.messages(channel)[-1]["files"][0]["url_private"]
    with running(tmp_path / "state.db", tree=tree) as after:
        assert after.http.get(path).content == CALENDAR


NOTES = b"name,rank\nAda,full\n"
READING = {"scopes": {"bot": [*SCOPES["scopes"]["bot"], "files:read"]}}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A running sandbox whose app may read files."""
    with running(tmp_path_factory.mktemp("reading") / "state.db", tree=manifest(oauth_config=READING)) as world:
        yield world


def handed_in(world: World, person: Person, content: bytes = NOTES, name: str = "Zoë's notes.csv") -> Json:
    """Let somebody put a file into a form, and return the outcome."""
    body = {"name": name, "content": b64encode(content).decode()}
    return world.post(f"/client/{person.id}/hand_in", body)


def fetched(world: World, url: str, *, token: str | None = None) -> Response:
    """Get the bytes of a file as an app does."""
    bearer = world.identity.bot_token if token is None else token
    return world.http.get(url, headers={"Authorization": f"Bearer {bearer}"})


def test_an_app_that_may_read_files_gets_what_a_person_put_into_a_form(reader: World) -> None:
    ada = reader.person("ada")
    file = handed_in(reader, ada)["file"]
    known = reader.call("files.info", file=file["id"])["file"]
    assert known == file
    assert (known["user"], known["name"], known["size"]) == (ada.id, "Zoë's notes.csv", len(NOTES))
    given = fetched(reader, known["url_private"])
    assert (given.status_code, given.content) == (200, NOTES)


def test_without_the_right_token_or_scope_an_app_is_shown_the_page_for_signing_in(reader: World, world: World) -> None:
    file = handed_in(reader, reader.person("ada"))["file"]
    for given in (
        fetched(reader, file["url_private"], token="xoxb-wrong"),
        fetched(world, handed_in(world, world.person("ada"))["file"]["url_private"]),
    ):
        assert given.status_code == 200
        assert given.headers["content-type"].startswith("text/html")
        assert NOTES not in given.content
    assert world.call("files.info", file="F1")["error"] == "missing_scope"


def test_a_file_that_nobody_handed_in_is_not_found(reader: World) -> None:
    assert reader.call("files.info", file="F0NOWHERE")["error"] == "file_not_found"
    unfinished = reader.call("files.getUploadURLExternal", filename="a.csv", length=5)["file_id"]
    assert reader.call("files.info", file=unfinished)["error"] == "file_not_found"
    assert fetched(reader, f"{reader.base}/files/F0NOWHERE/a.csv").status_code == 404


def test_nobody_else_gets_a_file_from_a_form_by_its_address(reader: World) -> None:
    file = handed_in(reader, reader.person("ada"))["file"]
    other = reader.newcomer()
    assert reader.http.get(file["url_private"], params={"user": other.id}).status_code == 404
    assert reader.http.get(file["url_private"]).status_code == 404


@pytest.mark.parametrize("content", ["", "no base64 ü", None])
def test_what_is_no_file_is_not_taken(reader: World, content: object) -> None:
    answer = reader.post(f"/client/{reader.person('ada').id}/hand_in", {"name": "a.csv", "content": content})
    assert answer["ok"] is False


def test_act_hands_in_the_file_at_a_path(reader: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ada = reader.person("ada")
    reader.opened(ada, modal(asks(element("file_input", max_files=1), label=plain("Roster"))))
    file = tmp_path / "roster.csv"
    file.write_bytes(NOTES)
    assert main(["act", "--base", reader.base, "--as", "ada", "fill", f"Roster={tmp_path / 'none.csv'}"]) == 1
    assert "cannot be read" in capsys.readouterr().out
    assert main(["act", "--base", reader.base, "--as", "ada", "fill", f"Roster={file}"]) == 0
    (entry,) = [entry for fields in ada.stack()[0]["view"]["state"]["values"].values() for entry in fields.values()]
    assert entry["files"][0]["name"] == "roster.csv"
    assert reader.call("files.info", file=entry["files"][0]["id"])["file"]["user"] == ada.id
