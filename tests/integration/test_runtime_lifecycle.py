"""The life of the running bot: up, at work, down in order, and never longer than it may."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from slack_bolt import App

from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.errors import ConfigurationError, TransientDeliveryError
from bot.runtime.clock import SystemClock
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import SlackGateway, web_client
from bot.runtime.lifecycle import run_until_stopped
from bot.settings import load_settings
from handlers import register_all
from storage.database import Database
from storage.keyring import Keyring
from tests.architecture.source import ROOT
from tests.log_capture import captured_logs
from tests.payloads import slash
from tests.socket_slack import SocketSlack, socket_slack

Alone = Callable[[Callable[[], None]], None]


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged."""
    with captured_logs("INFO") as stream:
        yield stream


def deps_for(url: str, db: Database, keyring: Keyring) -> Deps:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": url}
    settings = load_settings(tokens, env_file=None)
    gateway = SlackGateway(web_client(settings))
    return Deps(
        settings=settings,
        catalog=load_catalog(),
        keyring=keyring,
        db=db,
        clock=SystemClock(),
        slack=gateway,
        directory=LiveDirectory(gateway),
    )


@pytest.fixture
def deps(slack: SocketSlack, file_db: Database, keyring: Keyring) -> Deps:
    """The collaborators of a bot in front of that Slack."""
    return deps_for(slack.base_url, file_db, keyring)


def meanwhile(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def terminate() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def events(lines: io.StringIO) -> list[str]:
    return [word.removeprefix("event=") for word in lines.getvalue().split() if word.startswith("event=")]


def test_it_connects_serves_and_stops_in_order(slack: SocketSlack, deps: Deps, lines: io.StringIO) -> None:
    def use_and_end() -> None:
        slack.wait_for_connections(2)
        slack.send(slash("/mentor", "help"))
        assert "payload" in slack.ack()
        terminate()

    before = signal.getsignal(signal.SIGTERM)
    using = meanwhile(use_and_end)
    run_until_stopped(deps, register=register_all)
    using.join()
    seen = events(lines)
    assert seen.count("socket_connected") == 2
    assert [event for event in seen if event.startswith("bot_")] == ["bot_started", "bot_stopping", "bot_stopped"]
    assert "reason=SIGTERM" in lines.getvalue()
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_was_begun_is_acknowledged_before_the_end(slack: SocketSlack, deps: Deps, lines: io.StringIO) -> None:
    has_begun, go_on = threading.Event(), threading.Event()

    def register(app: App, _deps: Deps) -> None:
        def slow(ack: Callable[[str], None]) -> None:
            has_begun.set()
            go_on.wait(5)
            ack("kept")

        app.command("/goals")(slow)

    def use_and_end() -> None:
        slack.wait_for_connections(2)
        slack.send(slash("/goals"))
        assert has_begun.wait(5)
        terminate()
        go_on.set()

    using = meanwhile(use_and_end)
    run_until_stopped(deps, register=register)
    using.join()
    assert slack.ack()["payload"] == {"text": "kept"}


def test_socket_mode_switched_off_ends_it_with_what_to_do(slack: SocketSlack, deps: Deps, lines: io.StringIO) -> None:
    def switch_off() -> None:
        slack.wait_for_connections(2)
        slack.connections[0].send('{"type": "disconnect", "reason": "link_disabled"}')

    switching = meanwhile(switch_off)
    with pytest.raises(ConfigurationError, match="Socket Mode was switched off"):
        run_until_stopped(deps, register=register_all)
    switching.join()


@pytest.mark.parametrize(
    ("method", "setting"), [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")]
)
def test_a_refused_token_is_told_by_the_name_of_its_setting(
    slack: SocketSlack, deps: Deps, method: str, setting: str
) -> None:
    slack.answers[method] = {"ok": False, "error": "invalid_auth"}
    with pytest.raises(ConfigurationError, match=rf"{setting} was refused by Slack \(invalid_auth\)"):
        run_until_stopped(deps, register=register_all)


def test_a_slack_that_cannot_be_reached_is_no_matter_of_settings(file_db: Database, keyring: Keyring) -> None:
    with pytest.raises(TransientDeliveryError):
        run_until_stopped(deps_for("http://127.0.0.1:9", file_db, keyring), register=register_all)


BOT = """
import sys, time
from bot.runtime import lifecycle
from storage.database import Database
from storage.keyring import Keyring, new_key
from tests.integration.test_runtime_lifecycle import deps_for

def register(app, deps):
    def for_ever(command):
        print("begun", flush=True)
        time.sleep(60)
    app.command("/goals")(for_ever)

lifecycle.STOP_SECONDS = float(sys.argv[3])
keyring = Keyring.of(new_key())
db = Database.open(f"sqlite:///{sys.argv[2]}", keyring=keyring)
db.migrate()
lifecycle.run_until_stopped(deps_for(sys.argv[1], db, keyring), register=register)
"""


@pytest.mark.parametrize(("stop_seconds", "signals"), [(1.0, 1), (60.0, 2)], ids=["limit", "second signal"])
def test_a_listener_that_never_ends_cannot_hold_it_up(
    slack: SocketSlack, tmp_path: Path, stop_seconds: float, signals: int
) -> None:
    command = [sys.executable, "-c", BOT, slack.base_url, str(tmp_path / "rapport.db"), str(stop_seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as bot:
        assert bot.stdout is not None
        try:
            slack.wait_for_connections(2)
            slack.send(slash("/goals"))
            assert any("begun" in line for line in bot.stdout)  # a log line may stand beside it
            began = time.monotonic()
            bot.send_signal(signal.SIGTERM)
            if signals == 2:
                assert any("bot_stopping" in line for line in bot.stdout)
                bot.send_signal(signal.SIGTERM)
            assert bot.wait(10) == 1
            assert time.monotonic() - began < stop_seconds + 3
        finally:
            bot.kill()
