"""The life of private requests, with every logger at DEBUG: what was said, by whom, and what finds it reach no log."""

import io
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from slack_bolt import BoltRequest, BoltResponse

from bot.runtime.relay import RelayPost
from bot.runtime.relay_sweep import keep_house
from bot.services.relay.programme import calendar_of
from storage.database import Database
from storage.keyring import Keyring
from storage.relay.vocabulary import Voice
from tests.asked import kept_rows
from tests.asking import FACILITATORS, staffed
from tests.log_capture import everything_logged
from tests.outbox import HandClock, timed
from tests.pairing import MENTEE, NAMES, NOW, STRANGER, pair_up
from tests.payloads import TEAM, Payload, slash
from tests.rapport import Rapport, running_rapport
from tests.relay_walk import SIGNING, OverHttp, Walker, app_at_once, on_road, signed

WORDS = "MARKER he holds back my paper"
ROADS = ("http", "socket")
MONTHS = timedelta(weeks=30)
SECRETS_OF_PEOPLE = ("MARKER", "maya", "xoxb-", "xapp-", "response_url", "trigger", *NAMES, *FACILITATORS)


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that is logged while every logger is at DEBUG."""
    with everything_logged() as stream:
        yield stream


@pytest.fixture
def bot(file_db: Database, keyring: Keyring, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rapport]:
    """A bot that takes private requests, whose every line is kept."""
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING)
    with running_rapport(file_db, keyring) as running:
        pair_up(file_db)
        staffed(running, file_db)
        yield running


@dataclass
class TrippingClock(HandClock):
    """A clock that can fail in the middle of whatever asks it, with a text that nobody must read."""

    is_broken: bool = False

    def now(self) -> datetime:
        """Return the time, or fail."""
        if self.is_broken:
            raise ValueError(WORDS, MENTEE, NAMES[MENTEE])
        return self.at


@dataclass(frozen=True)
class Tripping(Rapport):
    """A bot that fails in whatever it is handed, and does it when it is handed the same again."""

    road: Rapport
    clock: TrippingClock

    def receive(self, payload: Payload, *, retry: int | None = None) -> BoltResponse:
        """Hand a payload over twice: first while the clock is broken."""
        self.clock.is_broken = True
        self.road.receive(payload)
        self.clock.is_broken = False
        return self.road.receive(payload, retry=retry)


def live(road: Rapport, clock: HandClock) -> list[str]:
    """Let two people ask, everybody press everything, and time run out; return what finds their cases."""
    walkers = [Walker(road, each, WORDS) for each in (MENTEE, STRANGER)]
    desks = [Walker(road, each, WORDS) for each in FACILITATORS]
    for number, walker in enumerate(walkers):
        walker.walk(walker.open_home(), is_ending=False)
        cards = released(road, clock)
        for desk in desks:
            desk.walk_again(*cards, is_ending=False)
        walker.walk_again(walker.open_home(), is_ending=False)
        cards += released(road, clock)
        for person in [*desks, walker] if number % 2 else [walker, *desks]:
            person.walk_again(*([person.open_home()] if person is walker else cards))
        clock.at += timedelta(weeks=5)
    rows = kept_rows(road)
    assert {message.voice for message in rows["RelayMessage"]} >= {Voice.REQUESTER, Voice.FACILITATOR}
    found = [receipt for walker in walkers for receipt in walker.receipts()]
    found += [case.case_id for case in rows["RelayCase"]] + [tag.tag.hex() for tag in rows["RelayTag"]]
    clock.at += MONTHS
    keep_house(road.deps, team_id=TEAM, stop=threading.Event(), between_seconds=0)
    return found


def released(road: Rapport, clock: HandClock) -> list[Payload]:
    """Let the clock go through the next slots, and return every card that was posted in them."""
    before = len(road.slack.called("chat.postMessage"))
    calendar = calendar_of(road.deps, team_id=TEAM)
    post = RelayPost(road.deps, TEAM, threading.Event(), channel_seconds=0)
    for _ in range(5):
        clock.at = calendar.instant_of(calendar.first_from(clock.at + timedelta(minutes=1)))
        post.turn()
    return road.slack.called("chat.postMessage")[before:]


def assert_silent(lines: io.StringIO, found: Sequence[str] = ()) -> None:
    """Fail when a line holds what somebody typed, who it was, or what finds a case."""
    said = lines.getvalue()
    assert said
    for secret in (*SECRETS_OF_PEOPLE, *found):
        assert secret not in said, (secret, [line for line in said.splitlines() if secret in line][:3])


@pytest.mark.parametrize("road", ROADS)
def test_a_whole_life_of_requests_leaves_no_word_in_any_log(bot: Rapport, lines: io.StringIO, road: str) -> None:
    """Relay 16 and 17: over HTTP and over sockets no id, name, text, receipt, tag, response_url or trigger."""
    clock = HandClock(NOW)
    with on_road(bot, timed(bot.deps, clock), road) as running:
        found = live(running, clock)
    assert len(found) > 10
    assert "event=card_posted" in lines.getvalue()
    assert_silent(lines, found)


@pytest.mark.parametrize(("age_seconds", "secret"), [(600, SIGNING), (0, "another")])
def test_a_request_that_is_not_believed_is_repeated_nowhere(
    bot: Rapport, lines: io.StringIO, age_seconds: int, secret: str
) -> None:
    """Relay 18: too old, or signed by somebody else: refused, and its body is in no log."""
    road = OverHttp(app_at_once(bot.deps), bot.deps, bot.slack)
    body = urlencode(slash("/broker", WORDS, user=MENTEE, response_url=bot.slack.response_url))
    headers = {**signed(body, secret=secret, age_seconds=age_seconds)}
    headers["content-type"] = ["application/x-www-form-urlencoded"]
    assert road.app.dispatch(BoltRequest(mode="http", body=body, headers=headers)).status == 401
    assert bot.slack.called("views.open") == []
    assert_silent(lines)


def test_whatever_breaks_is_a_type_and_a_reference(bot: Rapport, lines: io.StringIO) -> None:
    """Relay 19: each private listener fails once with a text that names somebody; the log has its kind alone."""
    clock = TrippingClock(NOW)
    deps = timed(bot.deps, clock)
    with on_road(bot, deps, "socket") as running:
        live(Tripping(running.app, deps, running.slack, running, clock), clock)
    broken = re.findall(r"event=listener_failed reference=[0-9a-f]{8} error=(\w+) place=(\S+)$", lines.getvalue(), re.M)
    places = {place for error, place in broken if error == "ValueError"}
    assert lines.getvalue().count("listener_failed") == len(broken)
    assert len(broken) > 10
    assert len(places) > 3
    assert_silent(lines)
