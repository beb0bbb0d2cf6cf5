"""Recaps in Slack: the board, the form, one tap from a message, old buttons, the same form twice."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.recaps import RecapStep
from bot.domain.snoozes import Wait
from bot.views import recap_messages
from bot.views.blocks import Payload
from sandbox.blockkit import check_view
from storage.columns import new_id
from storage.database import Database
from storage.items import open_advice, open_items
from storage.meetings import meetings_ahead
from storage.vocabulary import MeetingState
from tests.integration.recap_screens import WRITTEN, filled, form_on_board, shown, soon, typed, words_of
from tests.integration.recap_steps import SAID, kept, met, send, send_both, sheet, the_meeting
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol
from tests.payloads import press, press_message, slash
from tests.rapport import Rapport


@pytest.fixture
def meeting_id(db: Database, pair_id: str) -> str:
    """Their meeting of yesterday, as the machine's clock has it."""
    return met(db, pair_id, starts_at=datetime.now(UTC) - timedelta(days=1))


def test_the_meeting_that_waits_is_written_about_in_one_form(rapport: Rapport, db: Database, meeting_id: str) -> None:
    form = form_on_board(rapport)
    sent = lying_on("V0", filled(form))
    view = shown(rapport.answer_to(sent))
    assert words_of(view) == [WRITTEN, "exams"]
    below = rapport.slack.wait_for("views.update")
    assert below["view_id"] == "V0"
    assert check_view(below["view"]) == []
    assert [recap.said for recap in kept(db, meeting_id)] == [WRITTEN]
    assert shown(rapport.answer_to(sent)) == view
    assert len(kept(db, meeting_id)) == 1


def test_the_form_keeps_all_that_it_asks(rapport: Rapport, db: Database, pair_id: str, meeting_id: str) -> None:
    form = form_on_board(rapport)
    more: dict[str, Payload] = {
        **typed("recap_task_1", "Ask Vera"),
        "recap_owner_1": {"type": "static_select", "selected_option": {"value": "mentor"}},
        "recap_due_1": {"type": "datepicker", "selected_date": soon()},
        **typed("recap_suggestions", "Read the rules\n\nSleep on it"),
        **typed("recap_decided", "Autumn it is"),
        **typed("recap_strength", "Calm"),
        **typed("recap_change", "Shorter"),
        **typed("recap_later", ""),
        "meeting_day": {"type": "datepicker", "selected_date": soon()},
        "meeting_time": {"type": "timepicker", "selected_time": "14:00"},
        "meeting_length": {"type": "static_select", "selected_option": {"value": "60"}},
    }
    shown(rapport.answer_to(filled(form, more)))
    (recap,) = kept(db, meeting_id)
    assert (recap.decided, recap.strength, recap.change) == ("Autumn it is", "Calm", "Shorter")
    with db.read() as session:
        assert [item.task for item in open_items(session, pair_ids=[pair_id])] == ["Ask Vera"]
        assert {row.suggestion for row in open_advice(session, pair_ids=[pair_id])} == {"Read the rules", "Sleep on it"}
        assert len(meetings_ahead(session, pair_ids=[pair_id], now=datetime.now(UTC))) == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        (typed("recap_said", " "), "recap_said"),
        (typed("recap_said", "x" * 3001), "recap_said"),
        (typed("recap_later", ""), "meeting_day"),
        ({"recap_due_2": {"type": "datepicker", "selected_date": "2030-01-01"}}, "recap_task_2"),
        (
            {
                **typed("recap_task_1", "Ask"),
                "recap_owner_1": {"selected_option": {"value": "mentor"}},
                "recap_due_1": {"type": "datepicker", "selected_date": "9999-12-31"},
            },
            "recap_due_1",
        ),
        (
            {
                **typed("recap_task_1", "Ask"),
                "recap_owner_1": {"selected_option": {"value": "mentor"}},
                "recap_due_1": {"type": "datepicker", "selected_date": "2020-01-01"},
            },
            "recap_due_1",
        ),
        ({**typed("recap_task_3", "Ask"), "recap_owner_3": {"selected_option": {"value": "vera"}}}, "recap_owner_3"),
        (typed("recap_suggestions", "a\n" * 11), "recap_suggestions"),
        (typed("recap_suggestions", "a" * 301), "recap_suggestions"),
        ({"meeting_day": {"type": "datepicker", "selected_date": "2030-01-01"}}, "meeting_time"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field_and_nothing_is_kept(
    rapport: Rapport, db: Database, meeting_id: str, more: dict[str, Payload], field: str
) -> None:
    answer = rapport.answer_to(filled(form_on_board(rapport), more))
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert kept(db, meeting_id) == []


def test_a_day_and_a_reason_for_later_are_not_both_taken(rapport: Rapport, db: Database, meeting_id: str) -> None:
    more: dict[str, Payload] = {
        "meeting_day": {"type": "datepicker", "selected_date": soon()},
        "meeting_time": {"type": "timepicker", "selected_time": "14:00"},
        "meeting_length": {"type": "static_select", "selected_option": {"value": "60"}},
    }
    answer = rapport.answer_to(filled(form_on_board(rapport), more))
    assert list(answer["errors"]) == ["recap_later"]
    assert kept(db, meeting_id) == []


def test_whoever_has_sent_one_meanwhile_keeps_what_they_typed(rapport: Rapport, db: Database, meeting_id: str) -> None:
    form = form_on_board(rapport)
    send(rapport.deps, meeting_id)
    answer = rapport.answer_to(filled(form, view_id="V9"))
    assert answer["errors"] == {"recap_said": rapport.deps.catalog.recaps.sent_already}
    assert [recap.said for recap in kept(db, meeting_id)] == [SAID[MENTEE]]


@pytest.mark.parametrize(
    ("label", "step"),
    [("We did not meet", RecapStep.NOT_HELD_BY_ME), ("Skip this one", RecapStep.SKIPPED)],
)
def test_one_tap_on_the_board_is_enough(rapport: Rapport, meeting_id: str, label: str, step: RecapStep) -> None:
    view = opened(rapport, press(opened(rapport, slash("/recap")), label), "views.update")
    assert "Skip this one" not in str(view)
    assert sheet(rapport.deps, meeting_id).step is step


@pytest.mark.parametrize("label", ["We did not meet", "Skip this one"])
def test_one_tap_in_a_message_takes_its_buttons_away(rapport: Rapport, meeting_id: str, label: str) -> None:
    seen = sheet(rapport.deps, meeting_id)
    message = recap_messages.prompt(rapport.deps.catalog, card=seen.card, meeting=seen.meeting, waits=tuple(Wait))
    rapport.answer_to(press_message(message, label, response_url=rapport.slack.response_url))
    answer = rapport.slack.wait_for("response_url")
    assert answer["replace_original"] is True
    assert "actions" not in [block["type"] for block in answer["blocks"]]


def test_an_old_button_says_what_has_become_of_the_meeting(rapport: Rapport, db: Database, meeting_id: str) -> None:
    seen = sheet(rapport.deps, meeting_id)
    message = recap_messages.nudge(rapport.deps.catalog, card=seen.card, meeting=seen.meeting, waits=tuple(Wait))
    send_both(rapport.deps, meeting_id)
    rapport.answer_to(press_message(message, "We did not meet", response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.recaps.sent_already
    assert the_meeting(db, meeting_id).state is MeetingState.HELD
    view = opened(rapport, press_message(message, "Write", response_url=rapport.slack.response_url))
    assert words_of(view)[:2] == [SAID[MENTEE], SAID[MENTOR]]


def test_a_message_opens_the_form_and_the_form_becomes_the_meeting(rapport: Rapport, meeting_id: str) -> None:
    seen = sheet(rapport.deps, meeting_id)
    message = recap_messages.prompt(rapport.deps.catalog, card=seen.card, meeting=seen.meeting, waits=tuple(Wait))
    form = opened(rapport, press_message(message, "Write", response_url=rapport.slack.response_url))
    view = shown(rapport.answer_to(filled(form)))
    assert words_of(view) == [WRITTEN, "exams"]
    assert "response_url" not in view["private_metadata"]
    answer = rapport.slack.wait_for("response_url")
    assert answer["replace_original"] is True
    assert WRITTEN not in str(answer)


def test_somebody_elses_button_opens_nothing(rapport: Rapport, db: Database, meeting_id: str) -> None:
    enrol(db, STRANGER)
    seen = sheet(rapport.deps, meeting_id)
    message = recap_messages.prompt(rapport.deps.catalog, card=seen.card, meeting=seen.meeting, waits=tuple(Wait))
    for times, label in enumerate(["Write", "We did not meet", "Skip this one"], start=1):
        pressed = press_message(message, label, user=STRANGER, response_url=rapport.slack.response_url)
        rapport.answer_to(pressed)
        assert rapport.slack.wait_for("response_url", times=times)["text"] == rapport.deps.catalog.common.not_yours
    assert rapport.slack.called("views.open") == []
    assert the_meeting(db, meeting_id).state is MeetingState.PLANNED


def test_with_no_meeting_behind_them_the_board_says_what_comes(rapport: Rapport, pair_id: str) -> None:
    assert pair_id
    assert rapport.deps.catalog.recaps.none_yet in str(opened(rapport, slash("/recap")))


def test_a_forged_meeting_is_nobodys(rapport: Rapport, meeting_id: str) -> None:
    form = form_on_board(rapport)
    forged = {**form, "private_metadata": form["private_metadata"].replace(meeting_id, new_id())}
    answer = rapport.answer_to(filled(forged))
    assert answer["errors"] == {"recap_said": rapport.deps.catalog.common.not_yours}
