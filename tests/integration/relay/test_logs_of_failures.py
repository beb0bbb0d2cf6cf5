"""What fails on the way of a private request, with every logger at DEBUG: its kind is logged, and no value."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from bot.console.status import status
from bot.errors import ConfigurationError
from bot.settings import load_settings
from storage.database import Database
from storage.keyring import Keyring
from tests.asking import FACILITATORS, ask, staffed
from tests.log_capture import everything_logged
from tests.pairing import MENTEE, NAMES, pair_up
from tests.payloads import Payload, slash
from tests.rapport import Rapport, running_rapport
from tests.relay_rows import plant
from tests.relay_walk import SHOWING, app_at_once

WORDS = "MARKER he holds back my paper"
SECRETS = ("MARKER", "maya", "xoxb-", "response_url", "trigger", *NAMES, *FACILITATORS)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged while every logger is at DEBUG."""
    with everything_logged() as stream:
        yield stream


@pytest.fixture
def bot(db: Database, keyring: Keyring, lines: io.StringIO) -> Iterator[Rapport]:
    """A bot that takes private requests, whose every line is kept."""
    with running_rapport(db, keyring) as running:
        pair_up(db)
        staffed(running, db)
        yield running


def assert_silent(lines: io.StringIO, *found: str) -> None:
    """Fail when a line holds what somebody typed or who it was."""
    said = lines.getvalue()
    assert said
    assert [secret for secret in (*SECRETS, *found) if secret in said] == []


def refused(_: Payload) -> Payload:
    """Answer as Slack does when it refuses, quoting what it was sent."""
    return {"ok": False, "error": WORDS, "response_metadata": {"messages": [f"{MENTEE} {WORDS}"]}}


def hung_up(_: Payload) -> Payload:
    """Answer nothing: the connection ends."""
    raise ConnectionAbortedError


@pytest.mark.parametrize("answer", [refused, hung_up], ids=["SlackApiError", "no answer"])
def test_no_refusal_of_slack_is_repeated(
    bot: Rapport, lines: io.StringIO, answer: Callable[[Payload], Payload], capsys: pytest.CaptureFixture[str]
) -> None:
    """Relay 20: neither what Slack answers nor what it was asked, whether it refuses or hangs up."""
    road = Rapport(app_at_once(bot.deps), bot.deps, bot.slack)
    for method in ("views.open", "views.update", "views.publish", "chat.postMessage"):
        bot.slack.answers[method] = answer
    assert road.receive(slash("/broker", WORDS, user=MENTEE, response_url=f"{bot.slack.base_url}/x")).status == 200
    assert "event=listener_failed" in lines.getvalue()
    assert_silent(lines)
    capsys.readouterr()  # the recording Slack complains of its own connection


def test_a_row_that_cannot_be_kept_is_not_repeated(bot: Rapport, lines: io.StringIO) -> None:
    """Relay 20: an IntegrityError is its name; PostgreSQL's words for it quote the value that was there already."""
    relay = bot.deps.relay
    assert relay
    first = plant(relay, week=1, label=WORDS)
    with pytest.raises(IntegrityError) as refusal:
        plant(relay, week=1, label=WORDS)
    logging.getLogger("bot.services.relay").error("not kept", exc_info=refusal.value)
    structlog.get_logger("bot.services.relay").error("not_kept", exc_info=refusal.value)
    assert lines.getvalue().count("IntegrityError") == 2
    assert_silent(lines, first.case_id, first.secret.hex())


def test_a_value_that_no_model_takes_is_not_repeated(lines: io.StringIO) -> None:
    """Relay 20: pydantic's error, as settings and tables raise it, names the field and not the value."""
    with pytest.raises(ConfigurationError) as refusal:
        load_settings({"SLACK_BOT_TOKEN": WORDS, "SLACK_APP_TOKEN": MENTEE, "RELAY_KEYS": WORDS}, env_file=None)
    logging.getLogger("bot.settings").error("%s", refusal.value)
    assert "SLACK_BOT_TOKEN" in lines.getvalue()
    assert WORDS not in lines.getvalue()
    assert MENTEE not in lines.getvalue()


def test_nothing_counts_private_requests_from_outside(bot: Rapport, capsys: pytest.CaptureFixture[str]) -> None:
    """Relay 22: no metric, no port, no report: what `status` says is the same before and after a request."""
    before = (status(bot.deps, as_json=True), capsys.readouterr().out)
    ask(bot)
    assert (status(bot.deps, as_json=True), capsys.readouterr().out) == before
    asked = {call.method for call in bot.slack.calls}
    assert asked <= {"auth.test", "conversations.info", "conversations.members", "users.info", *SHOWING}
