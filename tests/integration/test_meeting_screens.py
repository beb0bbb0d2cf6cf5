"""Meetings by hand: the board's buttons, the forms, old buttons in messages."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.services import meetings, pairs
from bot.views import meetings as meetings_view
from bot.views import pair_messages
from sandbox.blockkit import check_view
from storage.database import Database
from storage.vocabulary import MeetingState, TouchpointKind
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.payloads import Payload, event, press, press_message, slash, submit
from tests.planning import PLACE, meetings_kept, message, planned, pushed, redrawn
from tests.rapport import Rapport

IN_A_MONTH = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
FIELDS: dict[str, Payload] = {
    meetings_view.DAY: {"type": "datepicker", "selected_date": IN_A_MONTH},
    meetings_view.TIME: {"type": "timepicker", "selected_time": "14:00"},
    meetings_view.LENGTH: {"type": "static_select", "selected_option": {"value": "45"}},
    meetings_view.PLACE: {"type": "plain_text_input", "value": PLACE},
}


def planned_by_hand(rapport: Rapport) -> tuple[Payload, Payload]:
    """Plan a meeting on the board and return (the confirmation, the board as it was drawn anew)."""
    board = opened(rapport, slash("/agenda"))
    form = pushed(rapport, press(board, "Plan a meeting"))
    answer, board = redrawn(rapport, submit(form, FIELDS))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    return answer["view"], board


def test_a_meeting_is_planned_on_the_board_and_the_board_shows_it(rapport: Rapport, db: Database, pair_id: str) -> None:
    confirmed, board = planned_by_hand(rapport)
    assert "calendar.google.com" in str(confirmed)
    assert {"type": "plain_text", "text": PLACE, "emoji": False} in [block.get("text") for block in board["blocks"]]
    assert [meeting.minutes for meeting in meetings_kept(db)] == [45]


def test_the_file_comes_from_the_confirmation_and_a_second_press_says_where_it_is(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    confirmed, _ = planned_by_hand(rapport)
    say = rapport.deps.catalog.meetings
    for sentence in (say.file_sent, say.file_there):
        shown = pushed(rapport, press(confirmed, "Calendar file"))
        assert shown["blocks"][0]["text"]["text"] == sentence
    assert len(planned(db, TouchpointKind.MEETING_FILE)) == 1


def test_a_form_without_a_day_keeps_what_was_typed(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/agenda")), "Plan a meeting"))
    answer = rapport.answer_to(submit(form, {**FIELDS, meetings_view.DAY: {"type": "datepicker"}}))
    assert answer == {
        "response_action": "errors",
        "errors": {meetings_view.DAY: rapport.deps.catalog.meetings.no_day},
    }
    assert meetings_kept(db) == []


def test_a_meeting_is_moved_and_cancelled_from_the_board(rapport: Rapport, db: Database, pair_id: str) -> None:
    _, board = planned_by_hand(rapport)
    form = pushed(rapport, press(board, "Move", user=MENTOR))
    later = {meetings_view.TIME: {"type": "timepicker", "selected_time": "21:00"}}
    moved = rapport.answer_to(submit(form, {**FIELDS, **later}, user=MENTOR))
    assert moved["response_action"] == "update"
    question = pushed(rapport, press(board, "Cancel"))
    answer = rapport.answer_to(submit(question, {}))
    assert check_view(answer["view"]) == []
    assert meetings_kept(db)[0].state is MeetingState.CANCELLED
    assert meetings_kept(db)[0].revision == 3


def test_cancelling_from_an_old_question_is_refused_on_a_screen_of_its_own(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    _, board = planned_by_hand(rapport)
    question = pushed(rapport, press(board, "Cancel"))
    form = pushed(rapport, press(board, "Move", user=MENTOR))
    rapport.answer_to(submit(form, FIELDS, user=MENTOR))
    answer = rapport.answer_to(submit(question, {}))
    assert answer["response_action"] == "push"
    assert "changed meanwhile" in str(answer["view"])
    assert meetings_kept(db)[0].state is MeetingState.PLANNED


def test_an_old_button_in_a_message_gets_a_sentence(rapport: Rapport, db: Database, pair_id: str) -> None:
    planned_by_hand(rapport)
    told = message(rapport.deps, TouchpointKind.MEETING_PLANNED)
    meeting = meetings_kept(db)[0]
    meetings.cancel(rapport.deps, actor=the(db, MENTEE), meeting_id=meeting.id, revision=1)
    url = rapport.slack.response_url
    rapport.answer_to(press_message(told, "Calendar file", user=MENTOR, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.meetings.gone
    assert planned(db, TouchpointKind.MEETING_FILE) == []


def test_a_button_of_somebody_elses_meeting_opens_nothing(rapport: Rapport, db: Database, pair_id: str) -> None:
    planned_by_hand(rapport)
    told = message(rapport.deps, TouchpointKind.MEETING_PLANNED)
    url = rapport.slack.response_url
    rapport.answer_to(press_message(told, "Calendar file", user=STRANGER, response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.common.not_yours


def test_how_often_is_changed_by_either_side(rapport: Rapport, db: Database, pair_id: str) -> None:
    board = opened(rapport, slash("/agenda", user=MENTOR))
    form = pushed(rapport, press(board, "How often", user=MENTOR))
    chosen = {meetings_view.HOW_OFTEN: {"type": "static_select", "selected_option": {"value": "monthly"}}}
    answer, board = redrawn(rapport, submit(form, chosen, user=MENTOR))
    assert answer == {}
    assert "every month" in str(board)


def home_of_mentor(rapport: Rapport, *, mentees: int) -> Payload:
    """Return the Home of the mentor of so many, as it was published."""
    for number in range(mentees):
        pair_up(rapport.deps.db, mentee=f"U0MENTEE{number:03}")
    rapport.answer_to(event("app_home_opened", user=MENTOR, channel="D1", tab="home", event_ts="1.1"))
    shown: Payload = rapport.slack.wait_for("views.publish")["view"]
    return shown


@pytest.mark.parametrize("mentees", [1, 9])
def test_one_press_on_home_opens_the_form_of_each_pair_that_has_no_meeting_ahead(
    rapport_without_relay: Rapport, db: Database, mentees: int
) -> None:
    rapport = rapport_without_relay
    home = home_of_mentor(rapport, mentees=mentees)
    ways = [block["accessory"] for block in home["blocks"] if "accessory" in block]
    assert [way["action_id"] for way in ways] == [meetings_view.PLAN] * mentees
    assert len({way["value"] for way in ways}) == mentees
    form = opened(rapport, press(home, "Plan a meeting", user=MENTOR))
    rapport.answer_to(submit(form, FIELDS, user=MENTOR))
    drawn = rapport.slack.wait_for("views.publish", times=2)["view"]
    assert [meeting.pair_id for meeting in meetings_kept(db)] == [ways[0]["value"]]
    assert str(drawn).count(meetings_view.PLAN) == mentees - 1


def test_one_press_on_the_message_that_a_pair_begins_opens_the_form(rapport: Rapport, pair_id: str) -> None:
    card = pairs.card(rapport.deps, actor=the(rapport.deps.db, MENTEE), pair_id=pair_id)
    begun = pair_messages.confirmed(rapport.deps.catalog, card=card)
    form = opened(rapport, press_message(begun, rapport.deps.catalog.pairs.plan_button))
    assert form["callback_id"] == meetings_view.SUBMIT
