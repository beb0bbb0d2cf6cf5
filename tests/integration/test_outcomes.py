"""What people say of a year in Slack: first what they agree to, then three questions, taken back with one press."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.deps import Deps
from bot.domain.outcomes import YearLine
from bot.errors import UserError
from bot.services import outcomes, preferences
from bot.services.outcome_records import line_in
from storage.database import Database
from storage.vocabulary import Course, PromptKind, YearAnswer
from tests.integration.outcome_steps import (
    CODE,
    YES_TO_ALL,
    entered,
    paired,
    people_kept,
    say,
    years_kept,
)
from tests.integration.steps import opened
from tests.onlookers import staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport

NO_TO_ALL = YearLine(YearAnswer.NO, YearAnswer.UNSAID, YearAnswer.NO)


@pytest.fixture
def autumn(rapport: Rapport, clock: HandClock) -> Iterator[Rapport]:
    """A bot on a day on which a year can be answered."""
    with staged(rapport, clock) as stage:
        yield stage.rapport


def page(rapport: Rapport) -> Payload:
    """Type `/mentor year` and return what is shown."""
    return opened(rapport, slash("/mentor", "year"))


def test_somebody_agrees_answers_reads_it_and_takes_all_of_it_back(autumn: Rapport, db: Database) -> None:
    words = autumn.deps.catalog.outcomes
    paired(db)
    consent = page(autumn)
    assert words.counted.format(k=5) in str(consent)
    assert people_kept(db) == []
    form = opened(autumn, press(consent, words.agree_button), "views.update")
    told = autumn.answer_to(submit(form, entered(promoted="no")))
    board = told["view"]
    assert "2025/26" in str(board)
    assert words.answer.format(what=words.what_promoted, answer=words.promoted_no) in str(board)
    again = opened(autumn, press(board, words.change_button), "views.update")
    assert autumn.answer_to(submit(again, entered(promoted="unsaid")))["response_action"] == "update"
    assert len(years_kept(db)) == 1
    gone = opened(autumn, press(page(autumn), words.withdraw_button), "views.update")
    assert words.withdrawn in str(gone)
    assert (people_kept(db), years_kept(db)) == ([], [])


def test_an_answer_that_is_missing_or_was_never_offered_stands_beside_its_question(
    autumn: Rapport, db: Database
) -> None:
    words = autumn.deps.catalog.outcomes
    paired(db)
    form = opened(autumn, press(page(autumn), words.agree_button), "views.update")
    for said in ("", "perhaps"):
        told = autumn.answer_to(submit(form, entered(promoted=said)))
        assert told["errors"] == {"year_promoted": words.unanswered}
    assert years_kept(db) == []


def test_nothing_is_kept_of_whoever_has_not_agreed(deps: Deps, db: Database) -> None:
    paired(db)
    with pytest.raises(UserError) as refused:
        outcomes.keep(deps, actor=the(db, MENTEE), code=CODE, line=YES_TO_ALL)
    assert str(refused.value) == deps.catalog.outcomes.not_agreed
    assert (people_kept(db), years_kept(db)) == ([], [])


def test_a_year_is_answered_once_and_can_be_changed_until_its_half_year_is_over(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    paired(db)
    say(deps)
    number = people_kept(db)[0].study_id
    sheet = say(deps, NO_TO_ALL)
    assert [line for _, line in sheet.lines] == [NO_TO_ALL]
    assert people_kept(db)[0].study_id == number
    clock.at = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    say(deps)
    clock.at = datetime(2027, 1, 1, tzinfo=UTC)
    for who in (MENTEE, MENTOR):
        with pytest.raises(UserError):
            say(deps, NO_TO_ALL, by=who)
    assert [line for _, line in outcomes.sheet(deps, actor=the(db, MENTEE)).lines] == [YES_TO_ALL]
    assert len(people_kept(db)) == 1


def test_no_other_year_can_be_answered(deps: Deps, db: Database) -> None:
    paired(db)
    outcomes.agree(deps, actor=the(db, MENTEE))
    for code in ("2024-07", "2026-07", "2025-09", "", "x"):
        with pytest.raises(UserError):
            outcomes.keep(deps, actor=the(db, MENTEE), code=code, line=YES_TO_ALL)
    assert years_kept(db) == []


def test_one_line_is_nobody_elses_to_read_or_to_take_back(deps: Deps, db: Database) -> None:
    paired(db)
    say(deps)
    for who in (MENTOR, STRANGER):
        actor = the(db, who)
        assert outcomes.sheet(deps, actor=actor).lines == []
        outcomes.withdraw(deps, actor=actor)
    assert len(years_kept(db)) == 1


def test_whoever_takes_it_back_is_not_asked_again_and_can_begin_anew_under_another_number(
    deps: Deps, db: Database
) -> None:
    paired(db)
    say(deps)
    number, mentee = people_kept(db)[0].study_id, the(db, MENTEE)
    for _ in range(2):
        outcomes.withdraw(deps, actor=mentee)
    assert PromptKind.YEAR in preferences.current(deps, actor=mentee).choices.muted
    say(deps)
    assert people_kept(db)[0].study_id != number


def test_somebody_in_no_pair_can_answer_too(deps: Deps, db: Database) -> None:
    paired(db)
    say(deps, by=STRANGER)
    (kept,) = years_kept(db)
    assert line_in(kept.answers) == (YES_TO_ALL, Course.NONE)


def test_two_answers_at_once_leave_one(deps: Deps, db: Database) -> None:
    paired(db)
    outcomes.agree(deps, actor=the(db, MENTEE))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda line: say(deps, line), (YES_TO_ALL, NO_TO_ALL)))
    assert (len(people_kept(db)), len(years_kept(db))) == (1, 1)


def test_what_is_kept_leads_to_nobody_without_the_keys_and_is_as_long_for_one_as_for_another(
    deps: Deps, db: Database
) -> None:
    paired(db)
    say(deps)
    say(deps, NO_TO_ALL, by=STRANGER)
    numbers = {each.study_id for each in people_kept(db)}
    with db.reader.connect() as connection:
        people = connection.exec_driver_sql("SELECT * FROM studyperson").all()
        years = connection.exec_driver_sql("SELECT study_id, answers FROM yearoutcome").all()
    assert {study_id for study_id, _ in years} == numbers
    assert not any(number in str(row) for number in numbers for row in people)
    assert len({len(bytes(answers)) for _, answers in years}) == 1
    assert not {the(db, who).id for who in (MENTEE, STRANGER)} & {value for row in years for value in row}


def test_no_mark_of_the_database_leads_from_somebody_to_what_they_said(
    deps: Deps, db: Database, clock: HandClock, database_kind: str
) -> None:
    """SQLite keeps none; PostgreSQL writes into each row which transaction made it, and which one locked it."""
    for user in (MENTEE, STRANGER):
        paired(db, mentee=user)
        for _ in range(2):
            say(deps, by=user)
    if database_kind == "sqlite":
        return
    marks = "SELECT xmin::text FROM {0} UNION SELECT xmax::text FROM {0} WHERE xmax::text <> '0'"
    with db.read() as session:
        tables = ("studyperson", "yearoutcome")
        people, said = (set(session.connection().execute(text(marks.format(each))).scalars()) for each in tables)
    assert min(len(people), len(said)) > 1
    assert people.isdisjoint(said)
