"""One meeting side by side: one wording, next time, further results, answers to suggestions."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.blockkit import check_view
from storage.agendas import open_topics
from storage.database import Database
from storage.items import open_advice
from storage.vocabulary import AdviceState
from tests.integration.recap_screens import typed, updated, words_of
from tests.integration.recap_steps import SAID, met, send, send_both, sheet
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR
from tests.payloads import press, slash, submit
from tests.rapport import Rapport


@pytest.fixture
def meeting_id(db: Database, pair_id: str) -> str:
    """Their meeting of yesterday, as the machine's clock has it."""
    return met(db, pair_id, starts_at=datetime.now(UTC) - timedelta(days=1))


def test_side_by_side_the_two_settle_one_wording(rapport: Rapport, meeting_id: str) -> None:
    send_both(rapport.deps, meeting_id)
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    assert words_of(view)[:2] == [SAID[MENTEE], SAID[MENTOR]]
    view = opened(rapport, press(view, "We mean the same"), "views.update")
    form = opened(rapport, press(view, "Settle it now"), "views.push")
    sent = lying_on("V0", submit(form, typed("recap_wording", "Autumn")))
    assert rapport.answer_to(sent) == rapport.answer_to(sent) == {}
    rapport.slack.wait_for("views.update", times=3)
    theirs = opened(rapport, slash("/recap", user=MENTOR))
    theirs = updated(rapport, press(theirs, "Open", user=MENTOR))
    assert "Autumn" in words_of(theirs)
    done = updated(rapport, press(theirs, "That is what I meant too", user=MENTOR))
    assert "Settled between you" in str(done)
    assert sheet(rapport.deps, meeting_id).wordings == 1


def test_a_wording_that_comes_second_is_kept_in_the_form(rapport: Rapport, meeting_id: str) -> None:
    send_both(rapport.deps, meeting_id)
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    form = opened(rapport, press(view, "Settle it now"), "views.push")
    other = submit(form, typed("recap_wording", "Spring"), user=MENTOR)
    rapport.answer_to({**other, "view": {**other["view"], "id": "V7"}})
    answer = rapport.answer_to(submit(form, typed("recap_wording", "Autumn")))
    assert list(answer["errors"]) == ["recap_wording"]
    suggested = sheet(rapport.deps, meeting_id).suggested
    assert suggested is not None
    assert suggested.text == "Spring"


def test_the_difference_goes_on_the_next_agenda(rapport: Rapport, db: Database, pair_id: str, meeting_id: str) -> None:
    send_both(rapport.deps, meeting_id)
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    form = opened(rapport, press(view, "Next time"), "views.push")
    area = {"recap_area": {"type": "static_select", "selected_option": {"value": "career"}}}
    rapport.answer_to(submit(form, {**typed("recap_question", "Autumn?"), **area}))
    with db.read() as session:
        assert [topic.question for topic in open_topics(session, pair_ids=[pair_id])] == ["Autumn?"]


def test_more_follows_on_the_sheet(rapport: Rapport, db: Database, pair_id: str, meeting_id: str) -> None:
    send(rapport.deps, meeting_id)
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    form = opened(rapport, press(view, "One more action item"), "views.push")
    owner = {"recap_owner_1": {"type": "static_select", "selected_option": {"value": "mentee"}}}
    assert rapport.answer_to(lying_on("V0", submit(form, {**typed("recap_task_1", "Ask Vera"), **owner}))) == {}
    below = rapport.slack.wait_for("views.update", times=2)
    assert below["view_id"] == "V0"
    assert "Ask Vera" in str(below["view"])
    form = opened(rapport, press(view, "One more suggestion"), "views.push")
    assert rapport.answer_to(submit(form, typed("recap_suggestions", "Rest\nRead"))) == {}
    with db.read() as session:
        assert len(open_advice(session, pair_ids=[pair_id])) == 2


def test_the_mentee_answers_a_suggestion_from_the_board(
    rapport: Rapport, db: Database, pair_id: str, meeting_id: str
) -> None:
    send(rapport.deps, meeting_id, by=MENTOR, suggestions=("Read the rules",))
    assert "Say what became of it" not in str(opened(rapport, slash("/recap", user=MENTOR)))
    form = opened(rapport, press(opened(rapport, slash("/recap")), "Say what became of it"), "views.push")
    parked = {"recap_outcome": {"type": "static_select", "selected_option": {"value": "parked"}}}
    assert list(rapport.answer_to(submit(form, parked))["errors"]) == ["recap_reason"]
    sent = lying_on("V0", submit(form, {**parked, **typed("recap_reason", "next year")}))
    assert rapport.answer_to(sent) == {}
    assert "next year" in str(rapport.slack.wait_for("views.update")["view"])
    (seen,) = sheet(rapport.deps, meeting_id).suggestions
    assert seen.state is AdviceState.PARKED


def test_a_suggestion_can_be_answered_on_its_meeting(rapport: Rapport, meeting_id: str) -> None:
    send(rapport.deps, meeting_id, suggestions=("Read the rules",))
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    form = opened(rapport, press(view, "Say what became of it"), "views.push")
    used = {"recap_outcome": {"type": "static_select", "selected_option": {"value": "adopted"}}}
    rapport.answer_to(lying_on("V0", submit(form, used)))
    below = rapport.slack.wait_for("views.update", times=2)["view"]
    assert check_view(below) == []
    assert "will use" in str(below)
    assert below["title"]["text"] == rapport.deps.catalog.recaps.sheet_title


def test_the_list_comes_back_in_the_place_of_the_meeting(rapport: Rapport, meeting_id: str) -> None:
    send(rapport.deps, meeting_id)
    view = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    again = updated(rapport, press(view, "All recaps"))
    assert rapport.deps.catalog.recaps.earlier in str(again)
