"""What leaves the house: cards of destroyed cases leave Slack, copies of the main database carry no private request."""

import threading
from pathlib import Path

import pytest

from bot.console.backup import backup
from bot.deps import Relay
from bot.domain.relay.calendar import week_of
from bot.errors import DeliveryError
from bot.runtime.relay_sweep import every_seconds, keep_house
from bot.services.relay.retention import left_standing
from storage.database import Database
from storage.relay.vocabulary import Outcome
from tests.asked import the_cases
from tests.asking import MARKER, ask, home_of, staffed
from tests.log_capture import captured_logs
from tests.outbox import HandClock, timed
from tests.pairing import NOW, pair_up
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.relay_rows import closed, plant, post_card
from tests.relay_thief import forms_of

WEEK = week_of(NOW)


@pytest.fixture
def relay(rapport: Rapport) -> Relay:
    """The relay of the bot."""
    assert rapport.deps.relay is not None
    return rapport.deps.relay


def house(rapport: Rapport, clock: HandClock) -> None:
    """Keep house once, without a pause."""
    keep_house(timed(rapport.deps, clock), team_id=TEAM, stop=threading.Event(), between_seconds=0)


def deleted(rapport: Rapport) -> list[str]:
    """Return the cards that Slack was asked to delete."""
    return [said["ts"] for said in rapport.slack.called("chat.delete")]


def test_the_card_of_a_withdrawn_case_leaves_the_channel_once(rapport: Rapport, relay: Relay, clock: HandClock) -> None:
    """Relay 57: bodies and card go with the next sweep; the card of a living case stays."""
    gone, kept = closed(relay, week=WEEK, outcome=Outcome.WITHDRAWN), plant(relay, week=WEEK)
    post_card(relay, gone, ts="1.1")
    post_card(relay, kept, ts="2.2")
    with captured_logs("DEBUG") as lines:
        house(rapport, clock)
        house(rapport, clock)
    assert deleted(rapport) == ["1.1"]
    assert gone.case_id not in lines.getvalue()


def test_a_card_that_somebody_has_deleted_is_forgotten(rapport: Rapport, relay: Relay, clock: HandClock) -> None:
    post_card(relay, closed(relay, week=WEEK, outcome=Outcome.WITHDRAWN), ts="1.1")
    rapport.slack.answers["chat.delete"] = lambda _: {"ok": False, "error": "message_not_found"}
    house(rapport, clock)
    assert left_standing(rapport.deps, team_id=TEAM) == []


def test_a_card_that_slack_would_not_delete_is_tried_again(rapport: Rapport, relay: Relay, clock: HandClock) -> None:
    post_card(relay, closed(relay, week=WEEK, outcome=Outcome.WITHDRAWN), ts="1.1")
    rapport.slack.answers["chat.delete"] = lambda _: {"ok": False, "error": "internal_error"}
    with pytest.raises(DeliveryError):
        house(rapport, clock)
    del rapport.slack.answers["chat.delete"]
    house(rapport, clock)
    assert len(deleted(rapport)) == 2
    assert left_standing(rapport.deps, team_id=TEAM) == []


def test_where_the_clock_can_be_moved_house_is_kept_more_often(rapport: Rapport, clock: HandClock) -> None:
    still, movable = (timed(rapport.deps, clock, is_movable=is_movable) for is_movable in (False, True))
    assert every_seconds(still) > every_seconds(movable)


def test_a_backup_of_the_main_database_holds_nothing_of_a_private_request(
    rapport: Rapport, db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Relay 65: not a label, not a case, not a word; and it says that private requests are not in it."""
    pair_up(db)
    staffed(rapport, db)
    ask(rapport, home=home_of(rapport))
    (case,) = the_cases(rapport)
    if backup(rapport.deps, folder=tmp_path / "copies"):
        assert "pg_dump" in capsys.readouterr().out
        return
    assert "Private requests are NOT in it" in capsys.readouterr().out
    (copy,) = (tmp_path / "copies").glob("rapport-*.db")
    kept = copy.read_bytes()
    assert b"relay_case" not in kept
    for secret in (case.label, case.case_id, MARKER):
        assert [form for form in forms_of(secret) if form in kept] == []
