"""A clock that jumps is walked: each message has its turn at its own instant, in order."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.services.letter import Letter, PointlessError, Written
from storage.vocabulary import TouchpointKind
from tests.outbox import NOON, HandClock, keep_member, keep_message, row_of, sender_of, states, timed, writers
from tests.rapport import Rapport

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
PROMPT, NEXT = TouchpointKind.AGENDA_PROMPT, TouchpointKind.AGENDA_DIGEST


def test_a_week_forward_brings_what_the_week_would_have_brought(
    rapport: Rapport, clock: HandClock, letters: list[Letter]
) -> None:
    deps = timed(rapport.deps, clock, is_movable=True)
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    sender = sender_of(deps)
    sender.turn()
    due = [NOON + 4 * DAY, NOON + DAY, NOON + 3 * DAY]
    messages = [keep_message(deps, who, due_at=at, lives=HOUR) for who, at in zip((maya, ben, maya), due, strict=True)]
    clock.at += WEEK
    sender.turn()
    assert [letter.at for letter in letters] == sorted(due)
    assert states(deps, messages) == ["sent"] * 3
    assert [row_of(deps, message).settled_at for message in messages] == due
    said = [call.headers.get("X-Sandbox-Instant") for call in rapport.slack.calls if call.method == "chat.postMessage"]
    assert said == [str(at.timestamp()) for at in sorted(due)]


def test_what_comes_into_being_on_the_way_has_its_turn_too(
    rapport: Rapport, clock: HandClock, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    deps = timed(rapport.deps, clock, is_movable=True)
    maya = keep_member(deps, "UMAYA")
    seen: list[Letter] = []

    def write(_deps: Deps, letter: Letter) -> Written:
        seen.append(letter)
        keep_message(deps, maya, kind=NEXT, due_at=letter.at + DAY, lives=HOUR)
        return {"text": "Hello"}

    monkeypatch.setitem(writers(), PROMPT, write)
    sender = sender_of(deps)
    sender.turn()
    for days in (1, 3):
        keep_message(deps, maya, kind=PROMPT, due_at=NOON + days * DAY)
    clock.at += WEEK
    sender.turn()
    assert [letter.at for letter in seen] == [NOON + DAY, NOON + 3 * DAY]
    assert [letter.at for letter in letters] == [NOON + 2 * DAY, NOON + 4 * DAY]


def test_a_message_planned_for_before_is_judged_where_the_walk_stands(
    rapport: Rapport, clock: HandClock, letters: list[Letter]
) -> None:
    deps = timed(rapport.deps, clock, is_movable=True)
    maya = keep_member(deps, "UMAYA")
    sender = sender_of(deps)
    sender.turn()
    late = keep_message(deps, maya, due_at=NOON - DAY, lives=HOUR)
    clock.at += WEEK
    sender.turn()
    assert (row_of(deps, late).outcome, letters) == ("expired", [])


def test_the_second_look_is_taken_at_the_instant_of_the_walk(
    rapport: Rapport, clock: HandClock, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_deps: Deps, letter: Letter) -> Written:
        if letter.at > NOON + 2 * DAY:
            raise PointlessError("moved")
        return {"text": "Hello"}

    monkeypatch.setitem(writers(), PROMPT, write)
    deps = timed(rapport.deps, clock, is_movable=True)
    maya = keep_member(deps, "UMAYA")
    sender = sender_of(deps)
    sender.turn()
    messages = [keep_message(deps, maya, due_at=NOON + days * DAY) for days in (1, 3)]
    clock.at += WEEK
    sender.turn()
    assert states(deps, messages) == ["sent", "skipped"]


def test_a_start_walks_from_what_was_due_first(rapport: Rapport, clock: HandClock, letters: list[Letter]) -> None:
    deps = timed(rapport.deps, clock, is_movable=True)
    maya = keep_member(deps, "UMAYA")
    for days in (3, 1):
        keep_message(deps, maya, due_at=NOON + days * DAY, lives=HOUR)
    clock.at += WEEK
    sender_of(deps).turn()
    assert [letter.at for letter in letters] == [NOON + DAY, NOON + 3 * DAY]


def test_trouble_on_the_way_holds_the_walk_and_keeps_the_order(
    rapport: Rapport, clock: HandClock, letters: list[Letter]
) -> None:
    deps = timed(rapport.deps, clock, is_movable=True)
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    messages = [keep_message(deps, maya, due_at=NOON + DAY), keep_message(deps, ben, due_at=NOON + 2 * DAY)]
    clock.at += WEEK
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": False, "error": "service_unavailable"}
    sender = sender_of(deps)
    sender.turn()
    sender.turn()
    assert states(deps, messages) == ["ready", "ready"]
    # How long the first one waits is drawn by lot, so it may have been tried twice; what comes later was not.
    assert {said["channel"] for said in rapport.slack.called("chat.postMessage")} == {"UMAYA"}


def test_without_a_movable_clock_a_late_message_is_judged_now(
    rapport: Rapport, clock: HandClock, letters: list[Letter]
) -> None:
    deps = timed(rapport.deps, clock)
    maya = keep_member(deps, "UMAYA")
    sender = sender_of(deps)
    sender.turn()
    messages = [
        keep_message(deps, maya, due_at=NOON + DAY, lives=HOUR),
        keep_message(deps, maya, due_at=NOON + 3 * DAY, lives=WEEK),
    ]
    clock.at += WEEK
    sender.turn()
    assert states(deps, messages) == ["skipped", "sent"]
    assert [letter.at for letter in letters] == [NOON + WEEK]


def test_slack_itself_is_told_no_instant(rapport: Rapport, clock: HandClock, letters: list[Letter]) -> None:
    deps = timed(rapport.deps, clock)
    keep_message(deps, keep_member(deps, "UMAYA"))
    sender_of(deps).turn()
    (posted,) = [call for call in rapport.slack.calls if call.method == "chat.postMessage"]
    assert "X-Sandbox-Instant" not in posted.headers
    assert "at" not in posted.arguments
