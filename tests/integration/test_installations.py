"""Each workspace is spoken to with its own token, and no token stands anywhere in clear."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from sqlmodel import select

from bot.errors import PermanentDeliveryError
from bot.runtime.gateway import SlackGateway, gateway_for
from bot.settings import Settings, load_settings
from storage.database import Database
from storage.installations import (
    Installation,
    forget_installation,
    installed_teams,
    keep_installation,
    token_of,
)
from tests.http_server import answer, http_server
from tests.log_capture import captured_logs

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, THERE = "T0HERE0001", "T0THERE001"
TOKENS = {HERE: "xoxb-here-1", THERE: "xoxb-there-1"}
SETTINGS_TOKEN = "xoxb-settings"


class Door:
    """A Slack that notes with which token each call came, and refuses those that were taken back."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.refused: dict[str, str] = {}

    def respond(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one call."""
        token = request.headers["authorization"].removeprefix("Bearer ")
        self.seen.append((request.path.rsplit("/", 1)[-1], token))
        word = self.refused.get(token)
        answer(request, {"ok": False, "error": word} if word else {"ok": True})

    @property
    def tokens(self) -> list[str]:
        """Return the tokens of all calls, in order."""
        return [token for _, token in self.seen]


@pytest.fixture
def door() -> Door:
    """What Slack sees."""
    return Door()


@pytest.fixture
def settings(door: Door) -> Iterator[Settings]:
    """Settings that lead to that Slack."""
    with http_server(door.respond) as url:
        tokens = {"SLACK_BOT_TOKEN": SETTINGS_TOKEN, "SLACK_APP_TOKEN": "xapp-1"}
        yield load_settings({**tokens, "SLACK_API_URL": url}, env_file=None)


@pytest.fixture
def gateway(settings: Settings, db: Database) -> SlackGateway:
    """The way to that Slack, with two workspaces in the database."""
    for team_id, token in TOKENS.items():
        keep(db, team_id, token)
    return gateway_for(settings, db)


def keep(db: Database, team_id: str, token: str, *, at: datetime = NOON) -> bool:
    with db.begin() as session:
        return keep_installation(session, team_id=team_id, bot_token=token, bot_user_id="U0RAPPORT", at=at)


def say(gateway: SlackGateway, team_id: str) -> None:
    gateway.call("chat.postMessage", team_id=team_id, channel="D1", text="Hello")


def test_each_workspace_is_spoken_to_with_its_own_token(gateway: SlackGateway, door: Door) -> None:
    for team_id in (HERE, THERE, HERE):
        say(gateway, team_id)
    assert door.tokens == [TOKENS[HERE], TOKENS[THERE], TOKENS[HERE]]


def test_a_call_in_no_workspaces_name_takes_the_token_of_the_settings(gateway: SlackGateway, door: Door) -> None:
    gateway.call("auth.test", team_id="")
    assert door.seen == [("auth.test", SETTINGS_TOKEN)]


def test_a_workspace_without_a_token_is_never_spoken_to_with_anothers(gateway: SlackGateway, door: Door) -> None:
    with pytest.raises(PermanentDeliveryError, match=r"^not_authed$"):
        say(gateway, "T0NOWHERE1")
    assert door.seen == []


def test_a_token_is_read_once_and_kept(
    gateway: SlackGateway, door: Door, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with counted() as statements:
        for _ in range(5):
            say(gateway, HERE)
    assert len([statement for statement in statements if "installation" in statement]) == 1
    assert door.tokens == [TOKENS[HERE]] * 5


def test_a_refused_token_is_read_anew_and_the_call_made_again_with_the_newer_one(
    gateway: SlackGateway, door: Door, db: Database
) -> None:
    say(gateway, HERE)
    door.refused[TOKENS[HERE]] = "token_revoked"
    keep(db, HERE, "xoxb-here-2")
    say(gateway, HERE)
    say(gateway, HERE)
    assert door.tokens == [TOKENS[HERE], TOKENS[HERE], "xoxb-here-2", "xoxb-here-2"]


@pytest.mark.parametrize("word", ["invalid_auth", "token_revoked", "account_inactive"])
def test_a_refused_token_without_a_newer_one_is_told_and_asked_with_once(
    gateway: SlackGateway, door: Door, word: str
) -> None:
    door.refused[TOKENS[HERE]] = word
    with pytest.raises(PermanentDeliveryError, match=f"^{word}$"):
        say(gateway, HERE)
    say(gateway, THERE)
    assert door.tokens == [TOKENS[HERE], TOKENS[THERE]]


def test_a_refusal_that_is_no_matter_of_the_token_is_not_asked_for_again(gateway: SlackGateway, door: Door) -> None:
    door.refused[TOKENS[HERE]] = "channel_not_found"
    with pytest.raises(PermanentDeliveryError, match=r"^channel_not_found$"):
        say(gateway, HERE)
    assert len(door.seen) == 1


def test_a_workspace_that_was_forgotten_is_spoken_to_no_more(gateway: SlackGateway, door: Door, db: Database) -> None:
    with db.begin() as session:
        forget_installation(session, team_id=HERE)
    with pytest.raises(PermanentDeliveryError, match=r"^not_authed$"):
        say(gateway, HERE)
    with db.read() as session:
        assert installed_teams(session) == [THERE]
        assert token_of(session, team_id=HERE) is None


def test_the_same_token_again_changes_nothing_and_another_one_takes_its_place(db: Database) -> None:
    later = NOON + timedelta(days=1)
    assert keep(db, HERE, "xoxb-1")
    assert not keep(db, HERE, "xoxb-1", at=later)
    assert keep(db, HERE, "xoxb-2", at=later)
    with db.read() as session:
        kept = session.exec(select(Installation)).one()
    assert (kept.bot_token, kept.installed_at) == ("xoxb-2", later)


def test_a_token_shows_in_no_repr_and_no_log(gateway: SlackGateway, door: Door, db: Database) -> None:
    door.refused[TOKENS[HERE]] = "token_revoked"
    with captured_logs("DEBUG") as lines, db.read() as session:
        kept = session.exec(select(Installation).where(Installation.team_id == HERE)).one()
        with pytest.raises(PermanentDeliveryError) as caught:
            say(gateway, HERE)
    said = f"{kept!r} {kept} {gateway!r} {caught.value!r} {lines.getvalue()}"
    assert HERE in said
    assert "xoxb" not in said


def test_a_token_stands_in_the_database_sealed(db: Database, tmp_path: Path) -> None:
    keep(db, HERE, TOKENS[HERE])
    with db.read() as session:
        column = session.connection().exec_driver_sql("SELECT bot_token FROM installation").scalar_one()
        assert token_of(session, team_id=HERE) == TOKENS[HERE]
    assert TOKENS[HERE].encode() not in bytes(column)
    assert [file.name for file in tmp_path.iterdir() if b"xoxb-here" in file.read_bytes()] == []
