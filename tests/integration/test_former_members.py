"""Somebody who is a guest by now, or has left: told whom Rapport is for, wherever they still knock; nothing is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.services import home as home_service
from bot.views import home as home_view
from storage.database import Database
from storage.members import Member
from storage.pairs import pair_row
from storage.vocabulary import PairState
from tests.integration.goal_steps import CHOSEN, kept, set_goal, typed
from tests.integration.recap_steps import kept as recaps_kept
from tests.integration.recap_steps import met
from tests.integration.steps import opened
from tests.integration.test_meeting_screens import FIELDS
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import press, press_message, slash, submit
from tests.planning import meetings_kept, topics_kept
from tests.rapport import Rapport

COMMANDS = [("/goals", ""), ("/agenda", ""), ("/recap", ""), ("/mentor", "items")]


@pytest.mark.parametrize("trait", ["is_guest", "is_deleted", "is_foreign"])
def test_no_board_opens(rapport: Rapport, db: Database, pair_id: str, trait: str) -> None:
    is_no_member_any_more(db, trait)
    for command, word in COMMANDS:
        assert rapport.deps.catalog.common.members_only in str(opened(rapport, slash(command, word)))


def test_no_form_that_is_open_keeps_anything(rapport: Rapport, db: Database, pair_id: str) -> None:
    goals, agenda = opened(rapport, slash("/goals")), opened(rapport, slash("/agenda"))
    goal_form = opened(rapport, press(goals, "Add a goal"), "views.push")
    topic_form = opened(rapport, press(agenda, rapport.deps.catalog.agendas.add_button), "views.push")
    meeting_form = opened(rapport, press(agenda, rapport.deps.catalog.meetings.plan_button), "views.push")
    is_no_member_any_more(db)
    for form, entered in ((goal_form, {**typed(title="Late"), **CHOSEN}), (topic_form, {}), (meeting_form, {})):
        answer = rapport.answer_to(submit(form, entered))
        assert list(answer["errors"].values()) == [rapport.deps.catalog.common.members_only]
    assert (kept(db, pair_id), topics_kept(db), meetings_kept(db)) == ([], [], [])


def test_no_old_button_answers(rapport: Rapport, db: Database, pair_id: str) -> None:
    meeting_id = met(db, pair_id)
    is_no_member_any_more(db)
    for label, action_id in (("Skip", "recap:skip"), ("Missed", "recap:not_held"), ("Write", "recap:write")):
        message = {"blocks": [{"type": "actions", "elements": [a_button(label, action_id, meeting_id)]}]}
        assert rapport.deps.catalog.common.members_only in str(opened(rapport, press_message(message, label)))
    assert recaps_kept(db, meeting_id) == []


def test_a_guest_cannot_begin_a_pair(rapport: Rapport, db: Database) -> None:
    pair_id = pair_up(db, state=PairState.PROPOSED)
    is_no_member_any_more(db)
    message = {"blocks": [{"type": "actions", "elements": [a_button("Yes", "proposal:yes", pair_id)]}]}
    assert rapport.deps.catalog.common.members_only in str(opened(rapport, press_message(message, "Yes")))
    with db.read() as session:
        row = pair_row(session, pair_id=pair_id)
    assert row
    assert (row.pair.state, row.pair.mentee_confirmed_at) == (PairState.PROPOSED, None)


def is_no_member_any_more(db: Database, trait: str = "is_guest", *, user_id: str = MENTEE, is_so: bool = True) -> None:
    with db.begin() as session:
        member = session.get(Member, the(db, user_id).id)
        assert member
        setattr(member, trait, is_so)
        session.add(member)


def home_of(deps: Deps, member: Member) -> str:
    """Return what somebody reads in Home."""
    page = home_service.page(deps, team_id=member.team_id, user_id=member.user_id, member=member, is_first_time=False)
    return str(home_view.page(deps.catalog, page=page, private_metadata=""))


def a_button(label: str, action_id: str, value: str) -> dict[str, object]:
    return {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": label}}


def test_a_pair_rests_in_home_when_the_other_one_has_left_and_wakes_when_they_are_back(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    deps, say = rapport.deps, rapport.deps.catalog.home
    set_goal(deps, pair_id, title="Chair")
    met(db, pair_id)
    met(db, pair_id, starts_at=datetime.now(UTC) + timedelta(days=30))
    is_no_member_any_more(db, "is_deleted", user_id=MENTOR)
    member = the(db, MENTEE)
    shown = home_of(deps, member)
    assert "*Idris Okafor*, your mentor · resting" in shown
    assert say.rests in shown
    assert "Chair" in shown
    gone = ("Next meeting", deps.catalog.meetings.plan_button, say.recap_waits_button)
    assert not [word for word in gone if word in shown]
    is_no_member_any_more(db, "is_deleted", user_id=MENTOR, is_so=False)
    assert say.rests not in home_of(deps, member)
    assert "Next meeting" in home_of(deps, member)


def test_nothing_is_planned_with_somebody_who_has_left_from_any_screen(
    rapport: Rapport, db: Database, pair_id: str
) -> None:
    say = rapport.deps.catalog.meetings
    sentence = say.partner_left.format(partner="Idris Okafor")
    agenda = opened(rapport, slash("/agenda"))
    form = opened(rapport, press(agenda, say.plan_button), "views.push")
    is_no_member_any_more(db, "is_deleted", user_id=MENTOR)
    assert sentence in str(rapport.answer_to(submit(form, FIELDS)))
    assert sentence in str(opened(rapport, press(agenda, say.plan_button), "views.push"))
    rests = str(opened(rapport, slash("/agenda")))
    assert sentence in rests
    assert say.plan_button not in rests
    assert meetings_kept(db) == []
