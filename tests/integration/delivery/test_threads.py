"""The sender on its own threads: how soon it sends, how it stops, and two of them on one database."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.deps import Deps
from bot.runtime.guard import Guard
from bot.runtime.sender import Sender
from tests.integration.delivery.conftest import AGAIN, ONCE
from tests.outbox import AtOnce, HandSender, keep_member, keep_message, states
from tests.rapport import Rapport

PATIENCE_SECONDS = 20.0


@contextmanager
def sending(deps: Deps, *, senders: int = 1) -> Iterator[list[Sender]]:
    """Let so many senders run, each with a stop of its own."""
    running = [Sender(deps, stop=threading.Event(), interval_us=1_000) for _ in range(senders)]
    for sender in running:
        sender.start(came_round=lambda: None)
    try:
        yield running
    finally:
        for sender in running:
            sender.close()


def wait_until_all(deps: Deps, messages: list[Any], state: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while set(states(deps, messages)) != {state}:
        assert time.monotonic() < until, states(deps, messages)
        threading.Event().wait(0.02)


def test_somebody_who_waits_hears_within_a_second(rapport: Rapport, deps: Deps) -> None:
    people = [keep_member(deps, f"U{number}") for number in range(3)]
    waits = []
    with sending(deps):
        for number, person in enumerate(people, start=1):
            began = time.monotonic()
            keep_message(deps, person, kind=AGAIN)
            rapport.slack.wait_for("chat.postMessage", times=number)
            waits.append(time.monotonic() - began)
    assert min(waits) < 1.0, "the quickest of three: the machine may be busy with other things"


def test_two_senders_send_each_message_once(rapport: Rapport, deps: Deps) -> None:
    messages = [keep_message(deps, keep_member(deps, f"U{number}"), kind=AGAIN) for number in range(40)]
    with sending(deps, senders=2):
        wait_until_all(deps, messages, "sent")
    said = [each["channel"] for each in rapport.slack.called("chat.postMessage")]
    assert sorted(said) == sorted(f"U{number}" for number in range(40))


def test_stopping_finishes_what_slack_is_asked_for_and_gives_back_the_rest(rapport: Rapport, deps: Deps) -> None:
    go_on = threading.Event()

    def post(_: dict[str, Any]) -> dict[str, Any]:
        go_on.wait(PATIENCE_SECONDS)
        return {"ok": True, "ts": "1.1", "channel": "D1"}

    rapport.slack.answers["chat.postMessage"] = post
    messages = [keep_message(deps, keep_member(deps, f"U{number}"), kind=AGAIN) for number in range(12)]
    with sending(deps) as [sender]:
        rapport.slack.wait_for("chat.postMessage")
        ending = threading.Thread(target=sender.close)
        ending.start()
        go_on.set()
        ending.join(PATIENCE_SECONDS)
        assert not ending.is_alive()
    ended = states(deps, messages)
    assert set(ended) == {"sent", "ready"}
    assert ended.count("sent") == len(rapport.slack.called("chat.postMessage"))


@pytest.mark.parametrize("held", [True, False])
def test_after_a_leap_of_the_machine_s_clock_only_what_people_cause_goes_out(deps: Deps, *, held: bool) -> None:
    shown = iter([0.0, 3600.0 if held else 1.0] + [3601.0 if held else 1.0] * 50)
    guard = Guard(shown=lambda: next(shown), passed=lambda: 0.0)
    prompt, news = (
        keep_message(deps, keep_member(deps, who), kind=kind) for who, kind in (("UMAYA", ONCE), ("UBEN", AGAIN))
    )
    HandSender(Sender(deps, stop=threading.Event(), pool=AtOnce(), interval_us=1, guard=guard)).turn()
    assert states(deps, [prompt, news]) == (["ready", "sent"] if held else ["sent", "sent"])
