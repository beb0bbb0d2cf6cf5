"""What people said of a year in the programme's report, and the file of it for research: counts, made once."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.console import outcomes as console
from bot.deps import Deps
from bot.domain.outcomes import YearLine
from bot.domain.reports.tables import Measure, Split, Table
from bot.domain.reports.words import OF_A_YEAR
from bot.errors import UserError
from bot.services import outcomes, reports
from storage.database import Database
from storage.reports import kept_report
from storage.vocabulary import Course, YearAnswer
from tests.integration.outcome_steps import ended, paired, people_kept, say
from tests.outbox import HandClock
from tests.pairing import MENTEE, NOW, STRANGER, enrol, the
from tests.payloads import TEAM

PERIOD = "2026-2"
AFTER = datetime(2027, 1, 5, 12, tzinfo=UTC)
MOVED = YearLine(YearAnswer.NO, YearAnswer.UNSAID, YearAnswer.NO)


@pytest.fixture
def told(deps: Deps, db: Database, clock: HandClock) -> Deps:
    """Nineteen mentees of four mentors, six of whom parted; eleven say yes to all, five of those who parted do not."""
    for number in range(19):
        pair_id = paired(db, mentee=mentee(number), mentor=f"U0MENTOR{number % 4}")
        if number >= 13:
            ended(db, pair_id, date(2026, 3, 1), by=mentee(number))
    for number in range(11):
        say(deps, by=mentee(number))
    for number in range(14, 19):
        say(deps, MOVED, by=mentee(number))
    clock.at = AFTER
    return deps


def mentee(number: int) -> str:
    """Return the user id of a mentee."""
    return f"U0MENTEE{number:03}"


def tables(deps: Deps, measure: Measure, *, period: str = PERIOD) -> dict[Split, Table]:
    """Return the tables of one measure, by what they are split by."""
    made = reports.report(deps, team_id=TEAM, period=period)
    return {table.split: table for table in made.tables if table.measure is measure}


def test_the_report_counts_answers_and_of_how_many_people_they_speak_in_two_statements_more(
    told: Deps, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with counted() as without:
        assert tables(told, Measure.GRANTS, period="2026-1") == {}, "a year's first half has no such table"
    with counted() as both:
        found = tables(told, Measure.GRANTS)
    assert len(both) <= len(without) + 2
    assert found[Split.ALL].words == ("yes", "no", "unsaid")
    assert found[Split.ALL].cells == ((10, 5, None),)
    assert (found[Split.ALL].units, found[Split.ALL].known) == (20, 15), "23 people in pairs, 16 answers"
    assert set(found) == {Split.ALL}
    stays = tables(told, Measure.STAYS)
    assert stays[Split.COURSE].groups == tuple(Course)
    assert set(stays) == {Split.ALL, Split.COURSE}


def test_whoever_answers_without_a_pair_does_not_show_in_of_how_many_it_speaks(
    told: Deps, db: Database, clock: HandClock
) -> None:
    clock.at = NOW
    enrol(db, MENTEE, STRANGER)
    for user in (MENTEE, STRANGER):
        say(told, by=user)
    clock.at = AFTER
    assert tables(told, Measure.GRANTS)[Split.ALL].units == 20, "23 people in pairs, as others can count"


def test_what_is_taken_back_before_is_not_counted_and_afterwards_changes_nothing(told: Deps, db: Database) -> None:
    outcomes.withdraw(told, actor=the(db, mentee(0)))
    first = tables(told, Measure.GRANTS)
    assert first[Split.ALL].cells == ((10, 5, None),)
    for number in range(1, 11):
        outcomes.withdraw(told, actor=the(db, mentee(number)))
    assert tables(told, Measure.GRANTS) == first


def test_the_file_holds_what_the_report_shows_and_nobody(
    told: Deps, db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = {each.study_id for each in people_kept(db)}
    file = tmp_path / "years.csv"
    assert console.export(told, file=file) == 0
    assert "2 academic years" in capsys.readouterr().out
    head, *rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    names = {getattr(told.catalog.report_words, f"table_{measure}") for measure in OF_A_YEAR}
    assert {row[0] for row in rows if len(row) == len(head)} == names
    shown = {table.cells for each in OF_A_YEAR for table in tables(told, each).values()}
    allowed = {str(number) for cells in shown for line in cells for number in line if number}
    assert {row[4] for row in rows} <= {*allowed, told.catalog.report_words.unshown}
    text = file.read_text("utf-8-sig")
    assert not any(secret in text for secret in (*numbers, "U0MENTEE", "U0MENTOR", TEAM))


def test_a_file_that_is_there_stays_and_a_workspace_without_pairs_is_refused(
    deps: Deps, db: Database, clock: HandClock, tmp_path: Path
) -> None:
    paired(db)
    clock.at = AFTER
    there = tmp_path / "mine.csv"
    there.write_text("mine")
    with pytest.raises(UserError):
        console.export(deps, file=there)
    assert there.read_text() == "mine"
    with pytest.raises(UserError, match="--workspace T1"):
        console.export(deps, file=tmp_path / "new.csv", workspace="T9")
    with db.read() as session:
        assert kept_report(session, team_id="T9", period=PERIOD) is None
