"""What follows for the messages that wait when somebody chooses other days or hours, or ends a pause."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.domain.snoozes import Wait
from bot.errors import FieldError
from bot.services import items, preferences
from bot.services.snoozing import snooze
from storage.database import Database
from storage.vocabulary import Lane, Side, TouchpointKind, TouchpointState
from tests.integration.preference_steps import asked, choose
from tests.outbox import HandClock, sender_of
from tests.pairing import MENTEE, MENTOR, NOW, the
from tests.planning import plan, planned
from tests.rapport import Rapport


def test_whoever_is_back_early_hears_what_the_pause_has_held_back(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    choose(deps, MENTOR, paused_until=date(2026, 12, 1))
    meeting_id = plan(deps, pair_id, on=date(2026, 12, 8))
    sender = sender_of(deps)
    sender.turn()
    [told] = planned(db, TouchpointKind.MEETING_PLANNED)
    assert told.due_at.date() == date(2026, 12, 1)
    preferences.pause(deps, actor=the(db, MENTOR), length=None)
    [told] = planned(db, TouchpointKind.MEETING_PLANNED)
    assert (told.due_at, told.subject_id) == (NOW + timedelta(minutes=10), meeting_id)
    clock.at = NOW + timedelta(minutes=10)
    sender.turn()
    assert [row.state for row in planned(db, TouchpointKind.MEETING_PLANNED)] == [TouchpointState.SENT]


def test_news_that_waits_for_monday_comes_on_sunday_to_whoever_works_then(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    clock.at = datetime(2026, 11, 8, 12, tzinfo=UTC)  # a Sunday
    plan(deps, pair_id)
    sender = sender_of(deps)
    sender.turn()
    [told] = planned(db, TouchpointKind.MEETING_PLANNED)
    assert told.due_at.date() == date(2026, 11, 9)
    choose(deps, MENTOR, weekdays=frozenset({7}))
    clock.at += timedelta(minutes=10)
    sender.turn()
    assert [row.state for row in planned(db, TouchpointKind.MEETING_PLANNED)] == [TouchpointState.SENT]


def test_an_early_end_moves_no_prompt_from_its_morning(deps: Deps, db: Database, pair_id: str) -> None:
    choose(deps, paused_until=date(2026, 11, 10))
    plan(deps, pair_id, by=MENTOR)
    mornings = {row.id: row.due_at for row in planned(db) if row.local_on}
    choose(deps, paused_until=date(2026, 11, 5))
    assert {row.id: row.due_at for row in planned(db) if row.local_on} == mornings


def test_new_hours_move_the_mornings_that_wait_and_only_ones_own(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    before = {row.id: row.due_at for row in planned(db)}
    choose(deps, opens=time(11), closes=time(19))
    mine = the(db, MENTEE).id
    mornings = [row for row in planned(db) if row.local_on]
    assert len(mornings) > 3
    for row in mornings:
        later = timedelta(hours=2) if row.member_id == mine else timedelta()
        assert row.due_at - before[row.id] == later
    assert all(row.due_at == before[row.id] for row in planned(db) if row.local_on is None)


def test_new_working_days_move_what_is_counted_in_them(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id, on=date(2026, 11, 24))
    choose(deps, weekdays=frozenset({2, 4}))
    mine = the(db, MENTEE).id
    days = {row.kind: row.local_on for row in planned(db) if row.member_id == mine and row.local_on}
    assert days == {
        TouchpointKind.AGENDA_PROMPT: date(2026, 11, 5),
        TouchpointKind.AGENDA_LAST_CALL: date(2026, 11, 17),
        TouchpointKind.RECAP_PROMPT: date(2026, 11, 26),
        TouchpointKind.RECAP_NUDGE: date(2026, 12, 3),
        TouchpointKind.BETWEEN_MEETINGS: date(2027, 1, 8),
    }
    for row in planned(db, TouchpointKind.RECAP_PROMPT, TouchpointKind.RECAP_NUDGE):
        assert row.expires_at - row.due_at == timedelta(hours=48)
    [digest] = planned(db, TouchpointKind.AGENDA_DIGEST)
    assert digest.local_on == date(2026, 11, 23)


def test_new_working_days_move_the_reminder_of_an_item(deps: Deps, db: Database, pair_id: str) -> None:
    draft = ItemDraft(Side.MENTEE, "Read the statutes", date(2026, 11, 28))
    items.add(deps, actor=the(db, MENTEE), pair_id=pair_id, draft=draft, item_id="I1", due_field="due")
    assert [row.local_on for row in planned(db, TouchpointKind.ITEM_DUE)] == [date(2026, 11, 25)]
    choose(deps, weekdays=frozenset({1, 2}))
    assert [row.local_on for row in planned(db, TouchpointKind.ITEM_DUE)] == [date(2026, 11, 24)]


def test_a_prompt_that_would_have_come_by_now_keeps_its_day(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    plan(deps, pair_id)
    [stands] = planned(db, TouchpointKind.AGENDA_PROMPT)
    clock.at = stands.due_at - timedelta(days=1)
    choose(deps, weekdays=frozenset({2}))
    assert planned(db, TouchpointKind.AGENDA_PROMPT) == [stands]


def test_what_somebody_has_put_off_keeps_the_day_they_chose(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    prompted = asked(db, TouchpointKind.AGENDA_PROMPT)
    due_at, _ = snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    choose(deps, weekdays=frozenset({1, 2, 3, 4, 5, 6}))
    [again] = [row for row in planned(db, TouchpointKind.AGENDA_PROMPT) if row.lane == Lane.PERSON]
    assert again.due_at == due_at


def test_refused_hours_move_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    before = [row.due_at for row in planned(db)]
    with pytest.raises(FieldError):
        choose(deps, opens=time(11), closes=time(9))
    assert [row.due_at for row in planned(db)] == before
