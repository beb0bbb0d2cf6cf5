"""What lies below a form waits until the form has done its work, and never is a fourth modal."""

import json

import pytest

from bot.services import goals
from bot.views.blocks import Payload
from bot.views.carried import Carried, HomeBefore, pack
from storage.database import Database
from tests.integration.goal_steps import CHOSEN, a_draft, set_goal, typed
from tests.integration.recap_steps import met, send_both
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import choose, event, press, slash, submit
from tests.rapport import Rapport

HOME = HomeBefore(private_metadata="sealed slots", hash="h7")


def from_home(form: Payload) -> Payload:
    """Return a form as it would be, had its board been opened from Home."""
    kept = json.loads(form["private_metadata"]) | json.loads(pack(Carried(home=HOME)))
    return {**form, "private_metadata": json.dumps(kept)}


def test_a_goal_changed_meanwhile_leaves_home_to_the_form_that_follows(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    goal_id = set_goal(rapport.deps, pair_id, title="As it was")
    form = from_home(opened(rapport, choose(opened(rapport, slash("/goals")), "As it was", "Edit"), "views.push"))
    mentors = a_draft(title="The mentor's words")
    goals.change_goal(
        rapport.deps, actor=the(db, MENTOR), goal_id=goal_id, draft=mentors, revision=1, due_field="goal_due_on"
    )
    entered = {**typed(title="The mentee's words"), **CHOSEN}
    again = rapport.answer_to(lying_on("V0", submit(form, entered)))["view"]
    assert rapport.answer_to(lying_on("V0", submit(again, entered))) == {}
    rapport.app.listener_runner.listener_executor.shutdown(wait=True)
    assert [call["hash"] for call in rapport.slack.called("views.publish")] == ["h7"]


def test_a_refused_form_on_a_recap_leaves_home_to_the_corrected_one(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    meeting_id = met(db, pair_id)
    send_both(rapport.deps, meeting_id)
    sheet = opened(rapport, press(opened(rapport, slash("/recap")), "Open"), "views.update")
    form = from_home(opened(rapport, press(sheet, rapport.deps.catalog.recaps.item_button), "views.push"))
    assert "errors" in rapport.answer_to(lying_on("V0", submit(form, {})))
    task = {"recap_task_1": {"type": "plain_text_input", "value": "Ask Vera"}}
    owner = {"recap_owner_1": {"type": "static_select", "selected_option": {"value": "mentor"}}}
    assert rapport.answer_to(lying_on("V0", submit(form, {**task, **owner}))) == {}
    rapport.app.listener_runner.listener_executor.shutdown(wait=True)
    assert [call["hash"] for call in rapport.slack.called("views.publish")] == ["h7"]


@pytest.mark.parametrize("label", ["goals_button", "agenda_button", "recap_button", "items_button"])
def test_a_board_takes_the_place_of_the_help_from_which_it_is_opened(
    rapport: Rapport, pair_id: str, label: str
) -> None:
    rapport.answer_to(event("app_home_opened", user=MENTEE, channel="D1", tab="home", event_ts="1.1"))
    home = rapport.slack.wait_for("views.publish")["view"]
    help_modal = opened(rapport, press(home, rapport.deps.catalog.home.how_button))
    opened(rapport, press(help_modal, getattr(rapport.deps.catalog.mentor, label)), "views.update")
    assert rapport.slack.called("views.push") == []
