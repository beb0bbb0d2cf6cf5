"""Several messages of one person: as one, once each, the newest of each, and never more than is welcome."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.deps import Deps
from bot.domain.hours import Hours, is_open
from bot.services.letter import Letter, Written
from sandbox.blockkit import check_message
from storage.outbox import sent_since
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.delivery.conftest import AGAIN, ONCE
from tests.outbox import NOON, HandClock, keep_member, keep_message, row_of, sender_of, states, writers
from tests.rapport import Rapport

ITEM = TouchpointKind.ITEM_DUE
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def block(text: str) -> dict[str, Any]:
    return {"type": "section", "block_id": "same", "text": {"type": "mrkdwn", "text": text}}


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers whose messages have a block, always of the same name."""

    def write(_deps: Deps, letter: Letter) -> Written:
        return {"text": f"About {letter.kind}", "blocks": [block(letter.kind)]}

    for kind in TouchpointKind:
        monkeypatch.setitem(writers(), kind, write)


def test_what_waits_for_one_person_comes_as_one_message(rapport: Rapport, deps: Deps, blocks: None) -> None:
    maya = keep_member(deps, "UMAYA")
    messages = [keep_message(deps, maya, kind=kind) for kind in (AGAIN, ONCE, ITEM)]
    sender_of(deps).turn()
    [said] = rapport.slack.called("chat.postMessage")
    assert check_message({"text": said["text"], "blocks": said["blocks"]}) == []
    assert said["text"].splitlines()[0] == "A few things, in one message:"
    footer = deps.catalog.privacy.footer
    assert {*(f"About {kind}" for kind in (AGAIN, ONCE, ITEM)), footer} == set(said["text"].splitlines()[1:])
    assert [each["type"] for each in said["blocks"]] == ["header", *["section", "divider"] * 2, "section", "context"]
    rows = [row_of(deps, message) for message in messages]
    assert {row.state for row in rows} == {TouchpointState.SENT}
    assert {row.digest_id for row in rows} == {messages[2].id}
    with deps.db.read() as session:
        counted = sent_since(session, member_ids=[maya.id], kinds=list(TouchpointKind), since=NOON - DAY)
    assert [(kind, at) for _, kind, at in counted] == [(ITEM, NOON)]


def test_what_presses_most_stands_first(
    rapport: Rapport, deps: Deps, monkeypatch: pytest.MonkeyPatch, blocks: None
) -> None:
    maya = keep_member(deps, "UMAYA")
    messages = {keep_message(deps, maya, kind=ITEM, lives=hours * HOUR).subject_id: hours for hours in (7, 2, 9, 3)}
    monkeypatch.setitem(writers(), ITEM, lambda _deps, letter: {"text": f"{messages[letter.subject_id]}", "blocks": []})
    sender_of(deps).turn()
    [said] = rapport.slack.called("chat.postMessage")
    assert said["text"].splitlines()[1:5] == ["2", "3", "7", "9"]


def test_more_than_fifty_blocks_are_two_messages(
    rapport: Rapport, deps: Deps, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"text": "Long", "blocks": [block(f"{number}") | {"block_id": f"b{number}"} for number in range(20)]}
    monkeypatch.setitem(writers(), AGAIN, lambda _deps, _letter: long)
    maya = keep_member(deps, "UMAYA")
    messages = [keep_message(deps, maya, kind=AGAIN) for _ in range(3)]
    sender_of(deps).turn()
    assert sorted(states(deps, messages)) == ["ready", "sent", "sent"]
    clock.at += timedelta(seconds=2)
    sender_of(deps).turn()
    assert states(deps, messages) == ["sent"] * 3
    assert [len(said["blocks"]) for said in rapport.slack.called("chat.postMessage")] == [42, 20]


def test_a_digest_that_slack_refuses_loses_only_what_is_bad(
    rapport: Rapport, deps: Deps, clock: HandClock, blocks: None
) -> None:
    rapport.slack.answers["chat.postMessage"] = lambda said: (
        {"ok": False, "error": "invalid_blocks"}
        if "agenda_prompt" in str(said)
        else {"ok": True, "ts": "1.1", "channel": "D1"}
    )
    maya = keep_member(deps, "UMAYA")
    bad, *good = [keep_message(deps, maya, kind=kind) for kind in (ONCE, AGAIN, AGAIN)]
    for _ in range(3):
        sender_of(deps).turn()
        clock.at += timedelta(seconds=2)
    assert states(deps, [bad, *good]) == ["failed", "sent", "sent"]


def test_of_one_thing_planned_again_only_the_newest_is_told(
    rapport: Rapport, deps: Deps, letters: list[Letter]
) -> None:
    maya = keep_member(deps, "UMAYA")
    old, new = (keep_message(deps, maya, kind=AGAIN, subject_id="one", revision=number) for number in (1, 2))
    sender_of(deps).turn()
    assert states(deps, [old, new]) == ["skipped", "sent"]
    assert row_of(deps, old).outcome == "newer"
    assert [letter.revision for letter in letters] == [2]


def test_at_night_news_waits_for_the_morning_and_what_was_asked_for_does_not(
    rapport: Rapport, deps: Deps, clock: HandClock
) -> None:
    clock.at = NOON + 10 * HOUR
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    news = keep_message(deps, maya, kind=AGAIN, due_at=clock.at, lives=3 * DAY)
    asked = keep_message(deps, ben, kind=TouchpointKind.MEETING_FILE, due_at=clock.at)
    sender_of(deps).turn()
    assert states(deps, [news, asked]) == ["ready", "sent"]
    assert row_of(deps, news).attempts == 0
    assert is_open(Hours(ZoneInfo("UTC")), row_of(deps, news).due_at)
    clock.at = row_of(deps, news).due_at
    sender_of(deps).turn()
    assert states(deps, [news]) == ["sent"]


def test_after_three_days_down_one_digest_comes_and_a_second_start_sends_nothing(
    rapport: Rapport, deps: Deps, clock: HandClock, blocks: None
) -> None:
    maya = keep_member(deps, "UMAYA")
    over = keep_message(deps, maya, kind=ONCE, due_at=NOON - 3 * DAY, lives=DAY)
    old, new = (
        keep_message(deps, maya, kind=ONCE, due_at=NOON - 2 * DAY, lives=7 * DAY, subject_id="one", revision=number)
        for number in (1, 2)
    )
    item = keep_message(deps, maya, kind=ITEM, due_at=NOON - DAY, lives=7 * DAY)
    news = keep_message(deps, maya, kind=AGAIN, due_at=NOON - DAY, lives=7 * DAY)
    sender_of(deps).turn()
    assert states(deps, [over, old, new, item, news]) == ["skipped", "skipped", "sent", "sent", "sent"]
    assert [row_of(deps, row).outcome for row in (over, old)] == ["expired", "newer"]
    assert len(rapport.slack.called("chat.postMessage")) == 1
    clock.at += HOUR
    sender_of(deps).turn()
    assert len(rapport.slack.called("chat.postMessage")) == 1


def test_prompts_planned_through_a_day_keep_to_one_an_hour_and_three_a_day(
    rapport: Rapport, deps: Deps, clock: HandClock, letters: list[Letter]
) -> None:
    maya = keep_member(deps, "UMAYA")
    clock.at = NOON - 3 * HOUR
    sent: list[datetime] = []
    sender = sender_of(deps)
    for _ in range(48):
        keep_message(deps, maya, kind=ONCE, due_at=clock.at, lives=2 * DAY)
        before = len(letters)
        sender.turn()
        sent += [clock.at] if len(rapport.slack.called("chat.postMessage")) > len(sent) else []
        assert len(letters) >= before
        clock.at += timedelta(minutes=10)
    assert len(sent) == 3
    assert all(later - earlier >= HOUR for earlier, later in pairwise(sent))
