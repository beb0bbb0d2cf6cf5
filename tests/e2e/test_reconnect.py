"""How long the real bot is away after its connections break: measured from the break to Slack's next two greetings."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.console.processes import Child
from tests.e2e.stage import BARE, ROOT
from tests.payloads import slash
from tests.road import Road, road_to
from tests.socket_slack import SocketSlack, socket_slack

REFUSED_SECONDS = 20.0


@pytest.fixture
def slack() -> Iterator[SocketSlack]:
    """A Slack with Socket Mode."""
    with socket_slack() as running:
        yield running


@pytest.fixture
def road(slack: SocketSlack) -> Iterator[Road]:
    """The only way to that Slack's Socket Mode."""
    with road_to(urlsplit(slack.link).port or 0) as leading:
        slack.answers["apps.connections.open"] = {"ok": True, "url": f"ws://127.0.0.1:{leading.port}/link?ticket=1"}
        yield leading


@pytest.fixture(autouse=True)
def bot(slack: SocketSlack, road: Road, tmp_path: Path) -> Iterator[Child]:
    """The bot, connected twice."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_API_URL": slack.base_url}
    environ = {**BARE, **tokens, "RAPPORT_DATA_DIR": str(tmp_path)}
    running = Child("bot", [sys.executable, "app.py", "run"], environ, ROOT, tmp_path / "bot.log")
    running.start()
    slack.wait_for_connections(2)
    yield running
    running.stop()
    assert running.process is not None
    assert running.process.returncode == 0, running.last_words()


def away(slack: SocketSlack, breaks: Callable[[], object], *, back: int = 2, within_seconds: float = 60.0) -> float:
    """Break something and return the seconds until `back` new connections stand and commands are answered."""
    standing = len(slack.connections)
    began_at = time.monotonic()
    breaks()
    slack.wait_for_connections(standing + back, within_seconds=within_seconds)
    seconds = time.monotonic() - began_at
    slack.send(slash("/mentor", "help"))
    assert "payload" in slack.ack()
    return seconds


def tell(capsys: pytest.CaptureFixture[str], what: str, seconds: float, bound: float) -> None:
    """Print one line of the table and hold the bound."""
    with capsys.disabled():
        print(f"\n  back after {what:<42} {seconds:6.2f} s   (at most {bound:.0f})", end="")  # noqa: T201 - the table
    assert seconds < bound


def test_after_a_reset_both_connections_stand_again(
    slack: SocketSlack, road: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(capsys, "a TCP reset of both", away(slack, road.reset), 3)


def test_after_a_silent_peer_both_connections_stand_again(
    slack: SocketSlack, road: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(capsys, "both fall silent", away(slack, road.fall_silent), 15)


def test_after_peers_that_have_never_answered_a_ping_both_connections_stand_again(
    slack: SocketSlack, road: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    def greet_and_fall_silent() -> None:
        road.fall_silent_after(b'"hello"', times=2)

    tell(capsys, "both greet and fall silent", away(slack, greet_and_fall_silent, back=4), 18)


def test_after_slacks_own_refresh_a_new_connection_stands(
    slack: SocketSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    def refresh() -> None:
        slack.connections[0].send('{"type": "disconnect", "reason": "refresh_requested"}')

    tell(capsys, "Slack asks one for a refresh", away(slack, refresh, back=1), 3)


@pytest.mark.timeout(300)
def test_after_a_link_that_was_refused_for_a_while_both_connections_stand_again(
    slack: SocketSlack, road: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        road.close()
        time.sleep(REFUSED_SECONDS)  # the fault itself takes its time
        road.reopen()

    seconds = away(slack, refuse) - REFUSED_SECONDS
    tell(capsys, f"{REFUSED_SECONDS:.0f} s of refused links, from their end", seconds, 12)
