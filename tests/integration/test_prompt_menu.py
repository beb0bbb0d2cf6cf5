"""The menu beside every prompt: put off, not again, and what is refused."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.delivery import when_welcome
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import CAPPED
from bot.errors import NotYoursError, UserError
from bot.services import items, meetings, preferences
from bot.services.snoozing import snooze
from bot.views import digest, prompt_menu
from sandbox.blockkit import check_message
from storage.database import Database
from storage.outbox import sent_since
from storage.vocabulary import ItemState, Lane, PromptKind, TouchpointKind, TouchpointState
from tests.integration.item_steps import add as add_item
from tests.integration.preference_steps import asked, choose
from tests.integration.steps import opened
from tests.outbox import HandClock, sender_of
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload, press_message
from tests.planning import STARTS, message, plan, planned
from tests.rapport import Rapport

SOON = (Wait.HOUR, Wait.TOMORROW)
"""A week after the agenda is asked for, its meeting is hours away."""
KINDS = {
    TouchpointKind.AGENDA_PROMPT: SOON,
    TouchpointKind.AGENDA_LAST_CALL: SOON,
    TouchpointKind.AGENDA_DIGEST: SOON,
    TouchpointKind.RECAP_PROMPT: tuple(Wait),
    TouchpointKind.RECAP_NUDGE: tuple(Wait),
}
ASKED_AT = datetime(2026, 11, 10, 14, tzinfo=UTC)
"""A Tuesday, 9:00 in Toronto: when the agenda of the meeting of Tuesday week is asked for."""


def _menu(payload: Payload) -> Payload:
    beside = [block["accessory"] for block in payload["blocks"] if "accessory" in block]
    (menu,) = [each for each in beside if each["type"] == "overflow"]
    return dict(menu)


def _put_off(deps: Deps, prompted: Prompted, wait: Wait, *, by: str = MENTEE, ts: str = "1.1") -> datetime:
    return snooze(deps, actor=the(deps.db, by), prompted=prompted, wait=wait, message_ts=ts)[0]


def _pressed(menu: Payload, label: str, rapport: Rapport, *, user: str = MENTEE, **message: object) -> Payload:
    (option,) = [each for each in menu["options"] if each["text"]["text"] == label]
    action = {"type": "overflow", "action_id": menu["action_id"], "block_id": "b", "selected_option": option}
    button = {"type": "button", "action_id": menu["action_id"], "text": {"type": "plain_text", "text": label}}
    row = {"blocks": [{"type": "actions", "elements": [button]}]}
    payload = press_message(row, label, user=user, response_url=rapport.slack.response_url)
    return {**payload, "actions": [{**action, **message}]}


@pytest.fixture
def agenda(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> Prompted:
    """The mentee has just been asked for an agenda, a week before the meeting."""
    plan(deps, pair_id)
    clock.at = ASKED_AT
    return asked(db, TouchpointKind.AGENDA_PROMPT)


@pytest.mark.parametrize(("kind", "waits"), KINDS.items())
def test_every_prompt_of_a_meeting_has_the_menu_and_in_it_the_waits_that_help(
    deps: Deps, pair_id: str, kind: TouchpointKind, waits: tuple[Wait, ...]
) -> None:
    meeting_id = plan(deps, pair_id)
    menu = _menu(message(deps, kind))
    read = [prompt_menu.chosen({"selected_option": option}) for option in menu["options"]]
    assert read == [(verb, Prompted(kind, meeting_id, 1)) for verb in (*waits, "mute", "hours")]


def test_the_reminder_of_an_item_has_the_menu(deps: Deps, pair_id: str) -> None:
    add_item(deps, pair_id)
    assert len(_menu(message(deps, TouchpointKind.ITEM_DUE))["options"]) == 4


@pytest.mark.parametrize(("wait", "later"), [(Wait.HOUR, timedelta(hours=1)), (Wait.TOMORROW, timedelta(days=1))])
def test_a_prompt_that_is_put_off_comes_back(
    deps: Deps, db: Database, agenda: Prompted, wait: Wait, later: timedelta
) -> None:
    back = ASKED_AT + later
    assert _put_off(deps, agenda, wait) == back
    again = next(row for row in planned(db, agenda.kind) if row.state is TouchpointState.READY)
    assert (again.due_at, again.expires_at, again.lane) == (back, STARTS, Lane.PERSON)
    assert (again.subject_id, again.revision) == (agenda.subject_id, agenda.revision)


def test_a_double_press_plans_one_and_the_next_message_one_more(deps: Deps, db: Database, agenda: Prompted) -> None:
    first = _put_off(deps, agenda, Wait.HOUR)
    assert snooze(deps, actor=the(db, MENTEE), prompted=agenda, wait=Wait.TOMORROW, message_ts="1.1") == (first, False)
    assert len(planned(db, agenda.kind)) == 2
    _put_off(deps, agenda, Wait.TOMORROW, ts="2.2")
    assert len(planned(db, agenda.kind)) == 3


@pytest.mark.parametrize(("days", "state"), [(2, "skipped"), (0, "ready")])
def test_nobody_is_asked_for_the_same_before_what_was_put_off_comes_back(
    deps: Deps, db: Database, agenda: Prompted, clock: HandClock, days: int, state: str
) -> None:
    clock.at = ASKED_AT + timedelta(days=days)
    back = _put_off(deps, agenda, Wait.TOMORROW)
    (last_call,) = planned(db, TouchpointKind.AGENDA_LAST_CALL)
    assert (last_call.state, last_call.due_at <= back) == (state, state == "skipped")
    assert {row.state for row in planned(db, TouchpointKind.AGENDA_DIGEST)} == {TouchpointState.READY}


def test_an_hour_that_ends_after_work_ends_when_work_begins(deps: Deps, agenda: Prompted, clock: HandClock) -> None:
    clock.at = datetime(2026, 11, 13, 22, 0, tzinfo=UTC)
    assert _put_off(deps, agenda, Wait.HOUR) == datetime(2026, 11, 16, 13, 30, tzinfo=UTC)


def test_tomorrow_is_the_next_day_that_is_worked(deps: Deps, agenda: Prompted, clock: HandClock) -> None:
    choose(deps, opens=time(10), closes=time(18))
    clock.at = datetime(2026, 11, 13, 16, tzinfo=UTC)
    assert _put_off(deps, agenda, Wait.TOMORROW) == datetime(2026, 11, 16, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "waits"), [(timedelta(minutes=30), tuple(Wait)), (timedelta(hours=24.5), (Wait.HOUR, Wait.NEXT_WEEK))]
)
def test_what_would_come_too_late_to_help_is_refused_in_words(
    deps: Deps, db: Database, agenda: Prompted, clock: HandClock, before: timedelta, waits: tuple[Wait, ...]
) -> None:
    clock.at = STARTS - before
    for wait in waits:
        with pytest.raises(UserError) as refused:
            _put_off(deps, agenda, wait)
        assert str(refused.value) == deps.catalog.preferences.late_agenda
    assert len(planned(db, agenda.kind)) == 1


def test_a_meeting_that_was_called_off_leaves_nothing_to_put_off(deps: Deps, db: Database, agenda: Prompted) -> None:
    meetings.cancel(deps, actor=the(db, MENTOR), meeting_id=agenda.subject_id, revision=1)
    with pytest.raises(UserError, match="settled"):
        _put_off(deps, agenda, Wait.HOUR)


def test_a_recap_can_be_put_off_for_a_week(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    recap = asked(db, TouchpointKind.RECAP_PROMPT)
    actor = MENTEE if planned(db, recap.kind)[-1].member_id == the(db, MENTEE).id else MENTOR
    clock.at = datetime(2026, 11, 18, 14, tzinfo=UTC)
    back = _put_off(deps, recap, Wait.NEXT_WEEK, by=actor)
    assert back.date() == date(2026, 11, 25)


def test_an_item_can_be_put_off_until_its_day_and_not_when_done(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    item_id = add_item(deps, pair_id)
    item = asked(db, TouchpointKind.ITEM_DUE)
    reminded = planned(db, TouchpointKind.ITEM_DUE)[0]
    owner = MENTEE if reminded.member_id == the(db, MENTEE).id else MENTOR
    clock.at = reminded.due_at
    _put_off(deps, item, Wait.TOMORROW, by=owner)
    with pytest.raises(UserError) as late:
        _put_off(deps, item, Wait.NEXT_WEEK, by=owner, ts="2.2")
    assert str(late.value) == deps.catalog.preferences.late_item
    items.close(deps, actor=the(db, owner), item_id=item_id, state=ItemState.DONE)
    with pytest.raises(UserError, match="settled"):
        _put_off(deps, item, Wait.HOUR, by=owner, ts="3.3")


@pytest.mark.parametrize("user_id", [MENTOR, STRANGER])
def test_nobody_puts_off_what_somebody_else_was_asked(deps: Deps, db: Database, agenda: Prompted, user_id: str) -> None:
    with pytest.raises(NotYoursError):
        _put_off(deps, agenda, Wait.HOUR, by=user_id)
    with pytest.raises(NotYoursError):
        preferences.mute(deps, actor=the(db, user_id), prompted=agenda)


def test_what_has_not_been_asked_yet_cannot_be_put_off(deps: Deps, db: Database, agenda: Prompted) -> None:
    later = Prompted(TouchpointKind.AGENDA_LAST_CALL, agenda.subject_id, 1)
    for forged in (later, Prompted(agenda.kind, agenda.subject_id, 7), Prompted(agenda.kind, "nothing", 1)):
        with pytest.raises(NotYoursError):
            _put_off(deps, forged, Wait.HOUR)


def test_not_this_kind_again_takes_the_question_away_and_says_how_to_undo_it(
    rapport: Rapport, deps: Deps, db: Database, agenda: Prompted
) -> None:
    menu = _menu(message(deps, agenda.kind))
    rapport.answer_to(_pressed(menu, "Not this kind again", rapport))
    answer = rapport.slack.wait_for("response_url")
    assert answer["replace_original"] is True
    assert check_message({"text": answer["text"], "blocks": answer["blocks"]}) == []
    assert rapport.deps.catalog.preferences.button in str(answer["blocks"])
    assert preferences.current(deps, actor=the(db, MENTEE)).choices.muted == {PromptKind.AGENDA}


def test_one_of_several_in_a_message_leaves_the_others(
    rapport: Rapport, deps: Deps, db: Database, agenda: Prompted
) -> None:
    recap = message(deps, TouchpointKind.RECAP_PROMPT)
    both = digest.digest(deps.catalog, [message(deps, agenda.kind), recap])
    pressed_block = next(block for block in both["blocks"] if "accessory" in block)
    payload = _pressed(pressed_block["accessory"], "Not this kind again", rapport, block_id=pressed_block["block_id"])
    rapport.answer_to({**payload, "message": both})
    answer = rapport.slack.wait_for("response_url")
    assert rapport.deps.catalog.preferences.muted_agenda in str(answer["blocks"])
    assert recap["blocks"][0]["text"]["text"] in str(answer["blocks"])
    assert check_message({"text": answer["text"], "blocks": answer["blocks"]}) == []


def test_the_last_choice_opens_the_form(rapport: Rapport, deps: Deps, agenda: Prompted) -> None:
    menu = _menu(message(deps, agenda.kind))
    form = opened(rapport, _pressed(menu, "When Rapport writes to me", rapport))
    assert form["callback_id"] == "hours_form"


def test_what_was_put_off_is_held_by_hours_and_by_no_cap(deps: Deps, db: Database, agenda: Prompted) -> None:
    choose(deps, daily=1)
    back = _put_off(deps, agenda, Wait.HOUR)
    again = next(row for row in planned(db, agenda.kind) if row.state is TouchpointState.READY)
    with db.read() as session:
        habits = preferences.habits_of(session, [the(db, MENTEE)])[again.member_id]
    about: dict[str, Any] = {
        "expires_at": STARTS,
        "habits": habits,
        "member_id": again.member_id,
        "sent": [(agenda.kind, ASKED_AT)],
    }
    at_night = back.replace(hour=3) + timedelta(days=1)
    assert when_welcome(again.kind, at=back, is_wished=False, **about) is not None
    assert when_welcome(again.kind, at=back, is_wished=True, **about) is None
    assert when_welcome(again.kind, at=at_night, is_wished=True, **about) is not None


def test_what_was_put_off_arrives_and_leaves_the_days_count_as_it_was(
    rapport: Rapport, deps: Deps, db: Database, agenda: Prompted, clock: HandClock
) -> None:
    rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": True, "ts": "1.1", "channel": "D1"}
    choose(deps, daily=1)
    clock.at = _put_off(deps, agenda, Wait.HOUR)
    sender_of(deps).turn()
    again = planned(db, agenda.kind)
    assert [row.state for row in again] == [TouchpointState.SENT, TouchpointState.SENT]
    with db.read() as session:
        counted = sent_since(session, member_ids=[again[0].member_id], kinds=CAPPED, since=ASKED_AT - timedelta(days=1))
    assert len(counted) == 1
