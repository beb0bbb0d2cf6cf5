"""The command line: `serve` says where it is, `act` does what a person would do."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from sandbox.__main__ import main
from tests.sandbox.pieces import MANIFEST, Json, button, home, modal, plain, text_field
from tests.sandbox.world import Person, World


@contextmanager
def served(tmp_path: Path, *more: str) -> Iterator[tuple["subprocess.Popen[str]", Json]]:
    """Run `python -m sandbox serve` and return its process and its first line."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps(MANIFEST))
    command = [sys.executable, "-m", "sandbox", "serve", "--port", "0", "--manifest", str(manifest), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


class Desk:
    """Somebody at a command line."""

    def __init__(self, world: World, person: Person, capsys: pytest.CaptureFixture[str]) -> None:
        self.world, self.person, self.capsys = world, person, capsys

    def act(self, *words: str) -> tuple[int, Json]:
        """Return the exit code of one act and what it printed."""
        self.capsys.readouterr()
        code = main(["act", "--base", self.world.base, "--as", self.person.id, *words])
        printed: Json = json.loads(self.capsys.readouterr().out)
        return code, printed

    def start(self, *words: str) -> "Future[tuple[int, Json]]":
        """Start to act, so that the test can answer as the app."""
        return self.world.threads.submit(self.act, *words)


@pytest.fixture
def desk(world: World, someone: Person, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A command line of somebody whom no other test knows."""
    return Desk(world, someone, capsys)


def test_serve_says_who_and_what_is_there_and_ends_at_sigterm(tmp_path: Path) -> None:
    users = ("--users", "Ada Lovelace:Europe/London,bob", "--private", "desk=bob")
    with served(tmp_path, *users) as (process, line):
        assert line.keys() == {"base_url", "bot_token", "app_token", "users", "channels"}
        assert line["users"].keys() == {"Ada Lovelace", "bob"}
        assert line["channels"].keys() == {"general", "desk"}
        assert line["bot_token"].startswith("xoxb-")
        assert line["app_token"].startswith("xapp-")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_serve_says_what_is_wrong_with_its_arguments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text("just: words")
    assert main(["serve", "--manifest", str(manifest)]) == 2
    assert "no app manifest" in capsys.readouterr().err
    manifest.write_text(json.dumps(MANIFEST))
    state = str(tmp_path / "state.db")
    assert main(["serve", "--manifest", str(manifest), "--state", state, "--users", "a:Mars/Base"]) == 2
    assert "Mars/Base" in capsys.readouterr().err
    assert main(["serve", "--manifest", str(manifest), "--state", state, "--private", "desk=nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_a_command_shows_what_the_app_answered(desk: Desk) -> None:
    with desk.world.app() as app:
        deed = desk.start("slash", "/probe some words")
        assert app.take({"text": "Here you are"})["text"] == "some words"
        code, printed = deed.result()
    assert (code, printed["acked"]) == (0, True)
    assert printed["sees"]["messages"][-1]["text"] == "Here you are"


def test_a_command_nobody_takes_ends_with_one_and_the_reason(desk: Desk) -> None:
    code, printed = desk.act("slash", "/probe")
    assert (code, printed["acked"]) == (1, False)
    assert "dispatch_failed" in printed["error"]


def test_a_form_is_filled_in_and_sent_off_by_its_labels(desk: Desk) -> None:
    boxes = {
        "type": "checkboxes",
        "action_id": "c",
        "options": [{"text": plain("One"), "value": "1"}, {"text": plain("Two"), "value": "2"}],
    }
    pick = {"type": "users_select", "action_id": "u"}
    when = {"type": "datetimepicker", "action_id": "t"}
    view = modal(
        text_field("name", label="Your name"),
        {"type": "input", "block_id": "boxes", "label": plain("Boxes"), "element": boxes},
        {"type": "input", "block_id": "who", "label": plain("Who"), "element": pick},
        {"type": "input", "block_id": "when", "label": plain("When"), "element": when},
    )
    desk.world.opened(desk.person, view)
    code, printed = desk.act("fill", "your name=A=B", "Boxes=One, two", "Who=grace", "When=2030-01-02 09:00")
    assert code == 0
    assert printed["sees"]["modal"]["fields"] == {
        "Your name": "A=B",
        "Boxes": ["One", "Two"],
        "Who": desk.world.users["grace"],
        "When": 1893574800,
    }
    with desk.world.app() as app:
        deed = desk.start("submit")
        app.take({"response_action": "errors", "errors": {"name": "Shorter, please"}})
        code, printed = deed.result()
    assert code == 1
    assert printed["sees"]["modal"]["errors"] == {"Your name": "Shorter, please"}


def test_a_click_finds_the_modal_first_and_then_home(desk: Desk) -> None:
    row = {"type": "actions", "elements": [button("Only at home", action_id="h"), button("Both", action_id="hb")]}
    desk.world.call("views.publish", user_id=desk.person.id, view=home(row))
    desk.world.opened(desk.person, modal({"type": "actions", "elements": [button("Both", action_id="mb")]}))
    with desk.world.app() as app:
        deed = desk.start("home")
        app.take()
        deed.result()
        for label, action in (("both", "mb"), ("only at HOME", "h")):
            deed = desk.start("click", label)
            assert app.take()["actions"][0]["action_id"] == action
            assert deed.result()[0] == 0


def test_a_click_takes_the_newest_message_first(desk: Desk) -> None:
    for action in ("older", "newer"):
        block = {"type": "actions", "elements": [button("Yes", action_id=action)]}
        desk.world.call("chat.postMessage", channel=desk.person.id, text="?", blocks=[block])
    with desk.world.app() as app:
        deed = desk.start("--channel", "app", "click", "Yes")
        assert app.take()["actions"][0]["action_id"] == "newer"
        assert deed.result()[0] == 0


def test_a_click_on_a_box_ticks_it_beside_the_ticked_ones(desk: Desk) -> None:
    boxes = {
        "type": "checkboxes",
        "action_id": "c",
        "options": [{"text": plain("One"), "value": "1"}, {"text": plain("Two"), "value": "2"}],
    }
    desk.world.opened(desk.person, modal({"type": "actions", "block_id": "row", "elements": [boxes]}))
    picked = []
    with desk.world.app() as app:
        for label in ("One", "Two", "One"):
            deed = desk.start("click", label)
            picked.append([one["value"] for one in app.take()["actions"][0]["selected_options"]])
            deed.result()
    assert picked == [["1"], ["1", "2"], ["2"]]


def test_the_words_on_the_forms_own_buttons_work(desk: Desk) -> None:
    desk.world.opened(desk.person, modal())
    code, printed = desk.act("click", "Save")
    assert (code, list(printed["errors"])) == (1, ["b"])
    assert desk.act("click", "Cancel")[0] == 0
    assert desk.person.stack() == []


def test_a_label_that_is_not_there_is_answered_with_those_that_are(desk: Desk) -> None:
    desk.world.opened(desk.person, modal({"type": "actions", "elements": [button("Yes", action_id="y")]}))
    code, printed = desk.act("click", "No")
    assert code == 1
    assert "Yes" in printed["error"]


def test_a_mention_starts_with_the_bot(desk: Desk) -> None:
    with desk.world.app() as app:
        deed = desk.start("--channel", "general", "mention", "hello")
        event = app.take()["event"]
        assert deed.result()[0] == 0
    assert (event["type"], event["text"]) == ("app_mention", f"<@{desk.world.identity.bot_user_id}> hello")


def test_the_workspace_is_kept_by_verbs_of_their_own(desk: Desk) -> None:
    assert desk.act("add", "Eve:Asia/Tokyo", "--kind", "guest")[0] == 0
    eve = next(user for user in desk.world.get("/client/workspace")["users"] if user["name"] == "eve")
    assert (eve["tz"], eve["is_restricted"]) == ("Asia/Tokyo", True)
    room = desk.world.room(desk.person.id)
    assert desk.act("join", room, "eve")[0] == 0
    assert desk.act("leave", room)[0] == 0
    assert desk.world.call("conversations.members", channel=room)["members"] == [
        desk.world.identity.bot_user_id,
        eve["id"],
    ]
    assert desk.act("deactivate", "eve")[0] == 0
    assert desk.act("clock", "+1 hour")[1]["clock"]["offset"] == 3_600
    assert desk.act("clock", "now")[1]["clock"]["offset"] == 0
    assert desk.act("event", "app_installed")[0] == 0
    assert desk.act("say", "hello all")[1]["sees"]["messages"][-1]["text"] == "hello all"
    assert desk.act("show")[0] == 0
    with desk.world.app() as app:
        deed = desk.start("shortcut", "look closer")
        assert app.take()["callback_id"] == "closer"
        assert deed.result()[0] == 0


@pytest.mark.parametrize(
    "words",
    [("deactivate", "nobody"), ("submit",), ("fill", "no equals sign"), ("shortcut", "none"), ("join",)],
    ids=lambda words: words[0],
)
def test_what_makes_no_sense_ends_with_one_and_a_sentence(desk: Desk, words: tuple[str, ...]) -> None:
    code, printed = desk.act(*words)
    assert code == 1
    assert printed["error"]


def test_without_a_workspace_there_is_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["act", "--base", "http://127.0.0.1:9", "show"]) == 1
    assert "No workspace answers" in capsys.readouterr().err
