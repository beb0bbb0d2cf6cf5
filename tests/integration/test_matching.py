"""How a programme brings people together: what it has chosen, and what holds until it has."""

from bot.deps import Deps
from bot.services.matching import current_mode
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import MatchMode, SettingName
from tests.payloads import TEAM


def test_mentees_ask_for_themselves_until_the_programme_has_chosen(deps: Deps) -> None:
    assert current_mode(deps, team_id=TEAM) is MatchMode.SELF_CHOICE


def test_each_workspace_has_the_mode_it_chose(deps: Deps, db: Database) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.MATCH_MODE, value=MatchMode.ASSIGNMENT)
    assert current_mode(deps, team_id=TEAM) is MatchMode.ASSIGNMENT
    assert current_mode(deps, team_id="T0ELSEWHERE") is MatchMode.SELF_CHOICE


def test_a_word_that_this_version_does_not_know_counts_as_none(deps: Deps, db: Database) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.MATCH_MODE, value="by_lot")
    assert current_mode(deps, team_id=TEAM) is MatchMode.SELF_CHOICE
