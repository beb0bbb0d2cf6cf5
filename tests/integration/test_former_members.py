"""Somebody who is a guest by now, or has left: told whom Rapport is for, wherever they still knock; nothing is kept."""

import pytest

from storage.database import Database
from storage.members import Member
from storage.pairs import pair_row
from storage.vocabulary import PairState
from tests.integration.goal_steps import CHOSEN, kept, typed
from tests.integration.recap_steps import kept as recaps_kept
from tests.integration.recap_steps import met
from tests.integration.steps import opened
from tests.pairing import MENTEE, pair_up, the
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


def is_no_member_any_more(db: Database, trait: str = "is_guest") -> None:
    with db.begin() as session:
        member = session.get(Member, the(db, MENTEE).id)
        assert member
        setattr(member, trait, True)
        session.add(member)


def a_button(label: str, action_id: str, value: str) -> dict[str, object]:
    return {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": label}}
