"""What somebody takes along: all of their own, what a pair shares, and nothing that is another's alone."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.outcomes import YearLine
from bot.domain.own_data import GRACE, KEPT_DAYS, USUAL_KEPT_DAYS
from bot.services import own_data_file
from bot.services.letter import FilePayload
from bot.services.outcome_records import text_of as text_of_year
from bot.services.own_data import own_data
from storage.columns import EncryptedText
from storage.database import Database
from storage.holdings import HOLDINGS, Whose
from storage.outcomes import StudyPerson, YearOutcome, keep_outcome, keep_study_person
from storage.tables import whole_metadata
from storage.vocabulary import Course, PairState, TouchpointKind, YearAnswer
from tests.architecture.source import ROOT
from tests.own_rows import fill, text_of
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.payloads import TEAM, slash
from tests.planning import planned, written
from tests.rapport import Rapport

MAYA, IDRIS = "maya", "idris"
NOT_HANDED_OVER = {"agendaitem", "agreementanswer", "ending"}
"""Of these the other side's rows, as they are kept here, are not for both yet."""


@pytest.fixture
def filled(db: Database, pair_id: str) -> str:
    """A pair whose two have a row in every table."""
    fill(db, pair_id, {MAYA: the(db, MENTEE), IDRIS: the(db, MENTOR)})
    return pair_id


def sealed(*kinds: Whose) -> list[tuple[str, str]]:
    """Return every sealed column of tables of these kinds that anybody is handed."""
    return [
        (table.name, column.name)
        for table in whole_metadata().sorted_tables
        for column in table.columns
        if HOLDINGS[table.name].whose in kinds
        and isinstance(column.type, EncryptedText)
        and column.name not in HOLDINGS[table.name].hidden
    ]


def taken(deps: Deps, user: str) -> str:
    data = own_data(deps, actor=the(deps.db, user))
    return json.dumps([[chapter.table, [dict(each) for each in chapter.entries]] for chapter in data.chapters])


def test_every_table_says_whose_its_rows_are() -> None:
    assert {table.name for table in whole_metadata().sorted_tables} == set(HOLDINGS)
    for table in whole_metadata().sorted_tables:
        holding = HOLDINGS[table.name]
        named = {*holding.goes_with, *holding.taken_by, *holding.hidden, *(holding.within or ("",))[:1]} - {""}
        assert named <= set(table.c.keys()), table.name
        people = {c.name for c in table.columns if any(key.column.table.name == "member" for key in c.foreign_keys)}
        assert {*holding.goes_with, *holding.taken_by} <= {*people, "id", "member_id"}, table.name
        assert not people or holding.whose is not Whose.MACHINE, table.name


def test_the_page_for_people_says_the_times_that_hold() -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    usual, *others = USUAL_KEPT_DAYS, *(str(days) for days in KEPT_DAYS if days != USUAL_KEPT_DAYS)
    assert f"after {usual} days, or {', '.join(others[:-1])} or {others[-1]}" in page
    assert GRACE.days == 30
    assert "after thirty days all of it is deleted" in page


def test_every_text_of_ones_own_is_in_it(deps: Deps, filled: str) -> None:
    said = taken(deps, MENTEE)
    of_two = {"handover", "pair"}
    missing = [
        each
        for each in sealed(Whose.OWN, Whose.PAIR)
        if text_of(*each, MAYA) not in said and each[0] not in of_two and each[1] != "was"
    ]
    assert missing == []


def test_nothing_that_the_other_one_has_for_themselves_is_in_it(deps: Deps, filled: str) -> None:
    said = taken(deps, MENTEE)
    alone = [each for each in sealed(Whose.OWN) if each[0] != "request"]
    alone += [each for each in sealed(Whose.PAIR) if each[0] in NOT_HANDED_OVER]
    assert [each for each in alone if text_of(*each, IDRIS) in said] == []
    shared = [each for each in sealed(Whose.PAIR) if each[0] not in {*NOT_HANDED_OVER, "handover", "pair", "recap"}]
    assert [each for each in shared if text_of(*each, IDRIS) not in said] == []


def test_a_pair_that_did_not_come_about_is_in_nobodys_files(deps: Deps) -> None:
    pair_up(deps.db, state=PairState.DECLINED)
    other = pair_up(deps.db, mentee=STRANGER)
    pairs = {who: own_data(deps, actor=the(deps.db, who)).chapters for who in (MENTEE, MENTOR)}
    assert "pair" not in {each.table for each in pairs[MENTEE]}
    assert [each["id"] for each in next(each for each in pairs[MENTOR] if each.table == "pair").entries] == [other]


def test_it_takes_one_query_for_each_table(
    deps: Deps, filled: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    actor = the(deps.db, MENTEE)
    with counted() as statements:
        own_data(deps, actor=actor)
    assert len([each for each in statements if each.startswith("SELECT")]) <= len(HOLDINGS)


def test_both_files_say_the_same_and_people_stand_in_them_by_name(deps: Deps, filled: str) -> None:
    actor = the(deps.db, MENTEE)
    assert own_data_file.ask_for_files(deps, actor=actor, asked_by="V1")
    assert not own_data_file.ask_for_files(deps, actor=actor, asked_by="V1")
    files = [written(deps, touchpoint) for touchpoint in planned(deps.db, TouchpointKind.DATA_FILE)]
    by_name = {file.name.rsplit(".")[-1]: file for file in files if isinstance(file, FilePayload)}
    kept: dict[str, Any] = json.loads(by_name["json"].content)
    page = by_name["html"].content.decode()
    assert kept["note"][0]["with"] == "Idris Okafor"
    assert "Idris Okafor" in page
    assert "&lt;plan.own.maya&gt;" in page
    assert deps.catalog.own_data.about_private in page
    assert kept["about"]["private_requests"] == deps.catalog.own_data.about_private


def test_what_somebody_said_of_a_year_reads_answer_by_answer(deps: Deps, pair_id: str) -> None:
    line = YearLine(YearAnswer.YES, YearAnswer.NO, YearAnswer.UNSAID)
    with deps.db.begin() as session:
        person = StudyPerson(member_id=the(deps.db, MENTEE).id, team_id=TEAM, agreed_on=date(2026, 7, 1))
        keep_study_person(session, person=person)
        said_of_it = text_of_year(line, Course.NONE)
        year = YearOutcome(study_id=person.study_id, period="2025-07", team_id=TEAM, answers=said_of_it)
        keep_outcome(session, outcome=year)
    said = {chapter.table: chapter.entries for chapter in own_data(deps, actor=the(deps.db, MENTEE)).chapters}
    answers = {"grant": "yes", "promoted": "no", "stayed": YearAnswer.UNSAID, "mentoring": Course.NONE}
    assert said["yearoutcome"] == ({"period": "2025-07", "answers": answers},)


def test_the_files_are_asked_for_on_a_screen_that_is_the_same_for_everybody(rapport: Rapport, filled: str) -> None:
    rapport.answer_to(slash("/mentor", text="data", user=MENTEE))
    view = rapport.slack.wait_for("views.open")["view"]
    assert view["title"]["text"] == rapport.deps.catalog.own_data.title
    rapport.answer_to(slash("/mentor", text="data", user=MENTOR))
    assert rapport.slack.wait_for("views.open", times=2)["view"] == view
