"""The roster sync against a Slack that pages, limits and fails, on both databases."""

import threading
import time
from typing import Any

import pytest

from bot.errors import TransientDeliveryError
from bot.runtime.failures import RateLimitedError
from bot.runtime.patience import PatientSlack
from bot.runtime.roster import sync_roster
from bot.services.members import keep_people
from storage.members import member_of
from tests.rapport import Rapport

TEAM = "T1"


def user(number: int, **more: object) -> dict[str, Any]:
    return {"id": f"U{number:08}", "team_id": TEAM, "name": f"person{number}", "tz": "Europe/Berlin", **more}


def listing(*pages: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - an answer of the recording Slack
    def answer(arguments: dict[str, Any]) -> dict[str, Any]:
        number = int(arguments.get("cursor", "0"))
        following = str(number + 1) if number + 1 < len(pages) else ""
        return {"ok": True, "members": pages[number], "response_metadata": {"next_cursor": following}}

    return answer


def names(rapport: Rapport, *numbers: int) -> list[str | None]:
    with rapport.deps.db.read() as session:
        found = [member_of(session, team_id=TEAM, user_id=f"U{number:08}") for number in numbers]
    return [member.name if member else None for member in found]


def test_everyone_is_read_page_after_page(rapport: Rapport) -> None:
    rapport.slack.answers["users.list"] = listing([user(1), user(2)], [user(3)])
    assert sync_roster(rapport.deps, TEAM) == 3
    assert names(rapport, 1, 2, 3, 4) == ["person1", "person2", "person3", None]
    assert [call["limit"] for call in rapport.slack.called("users.list")] == ["200", "200"]
    assert {call["include_locale"] for call in rapport.slack.called("users.list")} == {"1"}


def test_a_second_sync_counts_only_what_changed(rapport: Rapport) -> None:
    rapport.slack.answers["users.list"] = listing([user(1), user(2)])
    sync_roster(rapport.deps, TEAM)
    rapport.slack.answers["users.list"] = listing([user(1), user(2, name="renamed"), user(3)])
    assert sync_roster(rapport.deps, TEAM) == 2
    assert names(rapport, 2) == ["renamed"]


def test_whoever_had_left_before_they_were_known_is_not_kept(rapport: Rapport) -> None:
    rapport.slack.answers["users.list"] = listing([user(1), user(2, deleted=True)])
    assert sync_roster(rapport.deps, TEAM) == 1
    assert names(rapport, 1, 2) == ["person1", None]


def test_pages_read_before_a_failure_stay(rapport: Rapport) -> None:
    pages = listing([user(1)], [user(2)])

    def answer(arguments: dict[str, Any]) -> dict[str, Any]:
        return {"ok": False, "error": "service_unavailable"} if "cursor" in arguments else pages(arguments)

    rapport.slack.answers["users.list"] = answer
    with pytest.raises(TransientDeliveryError, match="service_unavailable"):
        sync_roster(rapport.deps, TEAM)
    assert names(rapport, 1, 2) == ["person1", None]


def test_slack_is_asked_between_transactions(rapport: Rapport) -> None:
    pages = listing([user(1)], [user(2)])

    def answer(arguments: dict[str, Any]) -> dict[str, Any]:
        keep_people(rapport.deps, [])  # would wait for ever if the sync held a transaction open
        return dict(pages(arguments))

    rapport.slack.answers["users.list"] = answer
    assert sync_roster(rapport.deps, TEAM) == 2


class Busy:
    """A Slack that is busy so many times before it answers."""

    def __init__(self, times: int, retry_after_seconds: float) -> None:
        self.left, self.retry_after_seconds = times, retry_after_seconds

    def call(self, method: str, *, team_id: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - as Slack's
        """Answer once it has been asked often enough."""
        if self.left:
            self.left -= 1
            raise RateLimitedError("ratelimited", retry_after_seconds=self.retry_after_seconds)
        return {"ok": True, "method": method}


def test_patience_waits_as_long_as_slack_says() -> None:
    began = time.monotonic()
    patient = PatientSlack(Busy(2, 0.1), threading.Event())
    assert patient.call("users.list", team_id=TEAM)["method"] == "users.list"
    assert 0.2 <= time.monotonic() - began < 2


def test_patience_ends_at_once_when_we_are_stopping() -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    began = time.monotonic()
    with pytest.raises(RateLimitedError):
        PatientSlack(Busy(5, 60), stop).call("users.list", team_id=TEAM)
    assert time.monotonic() - began < 5


def test_patience_has_an_end() -> None:
    with pytest.raises(RateLimitedError):
        PatientSlack(Busy(1000, 0), threading.Event()).call("users.list", team_id=TEAM)
