"""`python app.py COMMAND`, as somebody types it."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from bot.console.demo import PREFERRED_PORT
from bot.console.processes import Child
from storage.keyring import new_key
from storage.relay.keys import new_relay_key
from tests.e2e.stage import BARE, CHANNEL, ROOT, Stage, eventually, settings_for, type_command


def test_check_finds_everything_in_order(shared: Stage) -> None:
    said = type_command("check", expect=0, **dict(shared.bot.environment))
    assert "wrong" not in said
    for subject in ("bot token", "app token", "scopes", "database", "keys", "facilitators' channel"):
        assert subject in said


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "bot token: Slack answers invalid_auth"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "app token: Slack answers invalid_auth"),
        ({"RAPPORT_FACILITATOR_CHANNEL": "C0NOWHERE"}, "facilitators' channel"),
    ],
)
def test_check_says_in_words_what_is_wrong(shared: Stage, settings: dict[str, str], said: str) -> None:
    assert said in type_command("check", expect=1, **{**shared.bot.environment, **settings})


def test_check_looks_at_a_given_channel_before_the_first_start(shared: Stage, tmp_path: Path) -> None:
    nothing_kept = {**shared.bot.environment, "RAPPORT_DATA_DIR": str(tmp_path)}
    said = type_command("check", expect=1, **nothing_kept, RAPPORT_FACILITATOR_CHANNEL="C0NOWHERE")
    assert "database: sqlite, not made" in said
    assert "wrong  facilitators' channel" in said


def test_check_finds_a_given_channel_in_order_before_there_is_a_roster(shared: Stage, tmp_path: Path) -> None:
    nothing_kept = {**shared.bot.environment, "RAPPORT_DATA_DIR": str(tmp_path), "RELAY_KEYS": new_relay_key("k1")}
    said = type_command(
        "check", expect=0, **nothing_kept, RAPPORT_FACILITATOR_CHANNEL=shared.workspace["channels"][CHANNEL]
    )
    assert "ok     facilitators' channel: private, unshared" in said


def test_check_names_the_scopes_that_were_not_granted(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text((ROOT / "manifest.yml").read_text().replace("- groups:read", "").replace("- files:read", ""))
    command = [sys.executable, "-m", "sandbox", "serve", "--manifest", str(manifest)]
    sandbox = Child("sandbox", command, BARE, ROOT, tmp_path / "sandbox.log")
    sandbox.start(speaks=True)
    try:
        settings = settings_for(json.loads(sandbox.first_line()), tmp_path)
        said = type_command("check", expect=1, **settings).splitlines()
    finally:
        sandbox.stop()
    assert "wrong  scopes: missing groups:read. Update the app from manifest.yml and install it again." in said
    assert "ok     optional scopes: without files:read; what needs them says so" in said
    assert [line for line in said if line.startswith("ok     database: sqlite, not made")]


def test_check_blames_no_token_while_slack_cannot_be_reached(tmp_path: Path) -> None:
    nobody = {"base_url": "http://127.0.0.1:1", "bot_token": "xoxb-1", "app_token": "xapp-1"}
    said = type_command("check", expect=1, **settings_for(nobody, tmp_path))
    assert "wrong  bot token: Slack could not be reached (ConnectionRefusedError)." in said
    assert "Copy" not in said
    assert "slack_sdk" not in said


def test_check_knows_when_the_keys_do_not_fit(shared: Stage) -> None:
    said = type_command("check", expect=1, **{**shared.bot.environment, "RAPPORT_KEYS": new_key()})
    assert "wrong  keys" in said


def test_a_start_with_the_wrong_keys_is_refused(fresh: Stage) -> None:
    fresh.bot.stop()
    said = type_command("run", expect=2, **{**fresh.bot.environment, "RAPPORT_KEYS": new_key()})
    assert "fingerprint" in said


def test_a_second_bot_on_the_same_file_is_refused_at_once(shared: Stage) -> None:
    assert "running on this database already" in type_command("run", expect=1, **dict(shared.bot.environment))
    assert "running on this database already" in type_command("rekey", expect=1, **dict(shared.bot.environment))


def test_keys_can_be_changed_while_the_bot_is_down(fresh: Stage) -> None:
    fresh.bot.stop()
    folder = Path(fresh.bot.environment["RAPPORT_DATA_DIR"])
    old, new = (folder / "rapport.keys").read_text().strip(), new_key()
    type_command("rekey", expect=0, **{**fresh.bot.environment, "RAPPORT_KEYS": f"{new},{old}"})
    assert "ok     keys" in type_command("check", expect=0, **{**fresh.bot.environment, "RAPPORT_KEYS": new})
    assert "wrong  keys" in type_command("check", expect=1, **{**fresh.bot.environment, "RAPPORT_KEYS": old})


def test_a_new_key_is_printed_and_written_nowhere(tmp_path: Path) -> None:
    assert "RAPPORT_KEYS=" in type_command("keys", expect=0, RAPPORT_DATA_DIR=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_start_without_settings_names_each_and_what_to_do(tmp_path: Path) -> None:
    said = type_command("run", expect=2, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", RAPPORT_DATA_DIR=str(tmp_path))
    assert "SLACK_BOT_TOKEN is missing." in said
    assert "SLACK_APP_TOKEN is missing." in said


@pytest.mark.parametrize(
    ("words", "expect", "told"),
    [
        (("status",), 1, "The database is not made yet"),
        (("backup", "{}/copies"), 1, "There is nothing to back up"),
        (("restore", "{}"), 1, "There is no backup in"),
        (("rekey",), 0, ""),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_never_speaks_to_slack_needs_no_tokens(
    tmp_path: Path, words: tuple[str, ...], expect: int, told: str
) -> None:
    typed = (word.format(tmp_path) for word in words)
    said = type_command(*typed, expect=expect, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", RAPPORT_DATA_DIR=str(tmp_path))
    assert told in said
    assert "SLACK_" not in said


def test_a_start_on_the_database_of_a_newer_version_is_refused_in_a_sentence(tmp_path: Path) -> None:
    nobody = {"base_url": "http://127.0.0.1:1", "bot_token": "xoxb-1", "app_token": "xapp-1"}
    with closing(sqlite3.connect(tmp_path / "rapport.db")) as newer:
        newer.execute("CREATE TABLE alembic_version (version_num TEXT)")
        newer.execute("INSERT INTO alembic_version VALUES ('9999')")
        newer.commit()
    said = type_command("run", expect=1, **settings_for(nobody, tmp_path), RAPPORT_KEYS=new_key())
    assert "The database is at revision 9999" in said
    assert "Traceback" not in said


def test_a_start_without_slack_says_so_and_ends(tmp_path: Path) -> None:
    nobody = {"base_url": "http://127.0.0.1:1", "bot_token": "xoxb-1", "app_token": "xapp-1"}
    said = type_command("run", expect=1, **settings_for(nobody, tmp_path))
    assert "Slack could not be reached (ConnectionRefusedError). Please try again." in said


def test_postgresql_without_keys_is_refused(postgres: str) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "RAPPORT_KEYS": ""}
    assert "RAPPORT_KEYS is missing" in type_command("run", expect=2, **tokens, DATABASE_URL=postgres)


def test_the_bot_ends_in_order_when_asked(fresh: Stage) -> None:
    started = time.monotonic()
    fresh.bot.stop()
    assert fresh.bot.process is not None
    assert fresh.bot.process.returncode == 0
    assert time.monotonic() - started < 12
    assert "event=bot_stopped" in fresh.bot.log.read_text()


def test_the_demo_prints_its_address_once_the_bot_has_connected(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with output.open("w") as file:
        environ = {**BARE, "RAPPORT_DATA_DIR": str(tmp_path)}
        demo = subprocess.Popen([sys.executable, "app.py", "demo"], cwd=ROOT, env=environ, stdout=file, stderr=file)
    try:
        address = eventually(lambda: _address(output.read_text()), "the address")
        before = output.read_text().split(address, maxsplit=1)[0]
        assert "127.0.0.1" not in before
        assert "localhost" not in before
        assert str(tmp_path / "demo" / "bot.log") in before
        assert "socket_connected" in (tmp_path / "demo" / "bot.log").read_text()
        both = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
    finally:
        os.kill(demo.pid, signal.SIGTERM)
        assert demo.wait(20) == 0
    assert [process for process in both if Path(f"/proc/{process}").exists()] == []


def test_the_demo_stands_a_taken_port_strange_settings_and_a_killed_bot(tmp_path: Path) -> None:
    output, log = tmp_path / "output", tmp_path / "demo" / "bot.log"
    strange = {"RAPPORT_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere"}
    with socket.socket() as taken, output.open("w") as file:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the demo before this one has just left it
        eventually(partial(_has_usual_port, taken), "another test's demo to leave the usual port")
        taken.listen()
        command, environ = [sys.executable, "app.py", "demo"], {**BARE, **strange}
        demo = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=file, stderr=file)
        try:
            address = eventually(lambda: _address(output.read_text()), "the address")
            assert not address.endswith(f":{PREFERRED_PORT}")
            eventually(lambda: "bot_started" in log.read_text(), "the bot to have started")
            starts = log.read_text().count("bot_started")
            _sandbox, bot = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
            os.kill(int(bot), signal.SIGKILL)
            eventually(lambda: log.read_text().count("bot_started") > starts, "the bot to start again")
            assert "The bot has ended." in output.read_text()
        finally:
            os.kill(demo.pid, signal.SIGTERM)
            assert demo.wait(20) == 0


def test_two_demos_that_start_at_once_have_an_address_each(tmp_path: Path) -> None:
    demos = []
    for name in ("one", "other"):
        output, environ = tmp_path / f"{name}.txt", {**BARE, "RAPPORT_DATA_DIR": str(tmp_path / name)}
        with output.open("w") as file:
            command = [sys.executable, "app.py", "demo"]
            demos.append((subprocess.Popen(command, cwd=ROOT, env=environ, stdout=file, stderr=file), output))
    try:
        addresses = {eventually(partial(_address_in, output), "an address") for _, output in demos}
        assert len(addresses) == len(demos)
    finally:
        for demo, _ in demos:
            os.kill(demo.pid, signal.SIGTERM)
        assert [demo.wait(20) for demo, _ in demos] == [0, 0]


def _has_usual_port(taken: socket.socket) -> bool:
    """Take the port of the demo, unless somebody has it."""
    with suppress(OSError):
        taken.bind(("127.0.0.1", PREFERRED_PORT))
        return True
    return False


def _address_in(output: Path) -> str | None:
    return _address(output.read_text())


def _address(said: str) -> str | None:
    return next((word.rstrip("/.") for word in said.split() if word.startswith("http://")), None)
