"""What a programme settles holds for its people: the days of whoever has chosen none, and how often pairs meet."""

from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.preferences import Choices, Pause
from bot.errors import FieldError
from bot.services import meetings, preferences
from bot.services.relay.programme import calendar_of
from storage.database import Database
from storage.pairs import pair_row
from storage.preferences import preference_of
from storage.settings import keep_setting
from storage.vocabulary import Cadence, SettingName
from tests.facilitating import facilitated, filled, open_form, the_pairs
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, enrol, the
from tests.payloads import TEAM, press, slash
from tests.rapport import Rapport
from tests.requesting import accepted, asked

SUNDAY_TO_THURSDAY = frozenset({7, 1, 2, 3, 4})


def settle(db: Database, name: SettingName, value: str) -> None:
    """Let the programme choose."""
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=name, value=value)


def days_of(deps: Deps, user_id: str) -> frozenset[int]:
    """Return on which days somebody works, as a sender sees it."""
    member = the(deps.db, user_id)
    with deps.db.read() as session:
        return preferences.hours_of(session, [member])[member.id].weekdays


def test_the_days_of_the_programme_are_those_of_whoever_has_chosen_none(deps: Deps, db: Database, pair_id: str) -> None:
    settle(db, SettingName.WORKING_DAYS, "12347")
    preferences.keep(deps, actor=the(db, MENTOR), choices=Choices(frozenset({2, 3})), pause_field="pause")
    assert days_of(deps, MENTEE) == SUNDAY_TO_THURSDAY
    assert days_of(deps, MENTOR) == {2, 3}
    assert preferences.current(deps, actor=the(db, MENTEE)).choices.weekdays == SUNDAY_TO_THURSDAY


def test_a_pause_does_not_tie_anybody_to_the_days_of_that_time(deps: Deps, db: Database, pair_id: str) -> None:
    preferences.pause(deps, actor=the(db, MENTEE), length=Pause.WEEK)
    usual = preferences.current(deps, actor=the(db, MENTOR)).choices
    preferences.keep(deps, actor=the(db, MENTOR), choices=usual, pause_field="pause")
    settle(db, SettingName.WORKING_DAYS, "12347")
    assert days_of(deps, MENTEE) == days_of(deps, MENTOR) == SUNDAY_TO_THURSDAY


def test_who_ticks_other_days_keeps_them_whatever_the_programme_does(deps: Deps, db: Database, pair_id: str) -> None:
    actor = the(db, MENTEE)
    preferences.keep(deps, actor=actor, choices=Choices(frozenset({1, 2, 3, 4})), pause_field="pause")
    settle(db, SettingName.WORKING_DAYS, "12347")
    assert days_of(deps, MENTEE) == {1, 2, 3, 4}
    with db.read() as session:
        kept = preference_of(session, member_id=actor.id)
    assert kept
    assert kept.weekdays == "1234"


@pytest.mark.parametrize("words", ["", "x", "890"])
def test_days_that_make_no_sense_count_as_monday_to_friday(deps: Deps, db: Database, pair_id: str, words: str) -> None:
    settle(db, SettingName.WORKING_DAYS, words)
    assert days_of(deps, MENTEE) == {1, 2, 3, 4, 5}


def test_private_requests_go_out_on_the_days_of_the_programme(deps: Deps, db: Database) -> None:
    sunday, friday = date(2026, 11, 1), date(2026, 11, 6)
    before = calendar_of(deps, team_id=TEAM)
    assert (before.is_working_day(sunday), before.is_working_day(friday)) == (False, True)
    settle(db, SettingName.WORKING_DAYS, "12347")
    after = calendar_of(deps, team_id=TEAM)
    assert (after.is_working_day(sunday), after.is_working_day(friday)) == (True, False)


def test_a_pair_cannot_choose_to_meet_more_rarely_than_the_programme_asks(
    deps: Deps, db: Database, pair_id: str
) -> None:
    settle(db, SettingName.CADENCE_FLOOR, Cadence.QUARTERLY)
    for cadence in (Cadence.MONTHLY, Cadence.TWO_MONTHLY, Cadence.QUARTERLY):
        meetings.keep_cadence(deps, actor=the(db, MENTEE), pair_id=pair_id, cadence=cadence)
    for cadence in (Cadence.THREE_A_YEAR, Cadence.TWICE_A_YEAR):
        with pytest.raises(FieldError) as refusal:
            meetings.keep_cadence(deps, actor=the(db, MENTEE), pair_id=pair_id, cadence=cadence)
        assert str(refusal.value) == deps.catalog.meetings.too_rare
    with db.read() as session:
        row = pair_row(session, pair_id=pair_id)
    assert row
    assert row.pair.cadence is Cadence.QUARTERLY


def test_a_pair_that_comes_of_a_request_meets_as_often_as_the_programme_asks(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE, MENTOR)
    settle(db, SettingName.CADENCE_FLOOR, Cadence.MONTHLY)
    accepted(deps, asked(deps))
    assert [pair.cadence for pair in the_pairs(db)] == [Cadence.MONTHLY]


def test_the_form_of_a_pair_offers_what_the_programme_allows(rapport: Rapport, db: Database, pair_id: str) -> None:
    settle(db, SettingName.CADENCE_FLOOR, Cadence.TWO_MONTHLY)
    board = opened(rapport, slash("/mentor", "agenda"))
    form = opened(rapport, press(board, rapport.deps.catalog.meetings.cadence_button), "views.push")
    (field,) = [block["element"] for block in form["blocks"] if block["type"] == "input"]
    assert [option["value"] for option in field["options"]] == ["monthly", "two_monthly"]


def test_facilitators_are_offered_the_same_and_a_rarer_choice_becomes_the_floor(rapport: Rapport, db: Database) -> None:
    facilitated(rapport, db)
    enrol(db, MENTEE, MENTOR)
    rarer = filled(open_form(rapport))
    rarer["view"]["state"]["values"]["pair_cadence"]["pair_cadence"]["selected_option"]["value"] = "twice_a_year"
    settle(db, SettingName.CADENCE_FLOOR, Cadence.TWO_MONTHLY)
    form = open_form(rapport)
    (field,) = [block["element"] for block in form["blocks"] if block.get("block_id") == "pair_cadence"]
    assert [option["value"] for option in field["options"]] == ["monthly", "two_monthly"]
    assert field["initial_option"]["value"] == "two_monthly"
    rapport.answer_to(rarer)
    assert [pair.cadence for pair in the_pairs(db)] == [Cadence.TWO_MONTHLY]
