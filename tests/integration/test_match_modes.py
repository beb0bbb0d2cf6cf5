"""How a programme has people come together: two yeses, or a first conversation before them, or an assignment."""

from storage.database import Database
from storage.vocabulary import MatchMode, PairState, SettingName
from tests.facilitating import FACILITATOR, answer, delivered, filled, open_form, the_pairs
from tests.pairing import MENTEE, MENTOR
from tests.rapport import Rapport
from tests.requesting import choose, proposed, state_of, updated

YES, NO = "Yes", "Not for me"
WORDS = "MARKER we hold a grant together"
SECOND = "U0SECOND01"


def test_where_the_programme_suggests_a_yes_is_one_to_a_talk_and_an_old_button_decides_nothing(
    programme: Rapport, db: Database
) -> None:
    choose(db, SettingName.MATCH_MODE, MatchMode.SUGGESTION)
    asked = proposed(programme)
    assert programme.deps.catalog.pairs.declare_button not in str(asked)
    for user in (MENTEE, MENTOR):
        answer(programme, asked[user][0], YES, user=user)
    assert state_of(db) is PairState.TALKING
    talk = delivered(programme)
    old = answer(programme, asked[MENTEE][0], YES, user=MENTEE)
    assert "When you and Idris Okafor have talked" in old["text"]
    assert the_pairs(db)[0].mentee_confirmed_at is None
    for user in (MENTEE, MENTOR):
        answer(programme, talk[user][0], YES, user=user)
    assert state_of(db) is PairState.ACTIVE


def test_where_the_programme_assigns_the_two_talk_at_once_and_may_decline(programme: Rapport, db: Database) -> None:
    choose(db, SettingName.MATCH_MODE, MatchMode.ASSIGNMENT)
    shown = updated(programme, filled(open_form(programme)))
    assert programme.deps.catalog.pairs.assigned_title in str(shown)
    assert state_of(db) is PairState.TALKING
    talk = delivered(programme)
    answer(programme, talk[MENTOR][0], NO, user=MENTOR)
    assert state_of(db) is PairState.DECLINED
    assert set(delivered(programme)) == {MENTEE, MENTOR, FACILITATOR}


def test_several_mentors_each_have_their_topic(programme: Rapport, db: Database) -> None:
    form = filled(open_form(programme))
    values = form["view"]["state"]["values"]
    values["pair_topic"]["pair_topic"] = {"type": "plain_text_input", "value": "Grants & <!here>"}
    updated(programme, form)
    asked = delivered(programme)
    assert "Grants &amp; &lt;!here&gt;" in str(asked[MENTEE])
    assert the_pairs(db)[0].topic == "Grants & <!here>"
