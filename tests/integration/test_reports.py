"""The programme's report, from what people did to what is kept of it, on both databases."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.reports.tables import Measure, Report, Split, Table
from bot.errors import UserError
from bot.services.reports import periods, report
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import PairState, SettingName
from tests.counted import AFTER, BEGAN, PERIOD, SINCE, busy, ended, paired, people, resting, wished
from tests.outbox import HandClock
from tests.pairing import has_left, pair_up
from tests.payloads import TEAM


@pytest.fixture
def counted_programme(db: Database, clock: HandClock) -> None:
    """A programme a week after the half-year: 40 active pairs, 25 of them busy, and others."""
    clock.at = AFTER
    mentors, mentees = people(db, 20, kind="MENTOR"), people(db, 80, kind="MENTEE")
    active = paired(db, mentors, mentees[:40])
    busy(db, active[:25], mentors[0])
    resting(db, paired(db, mentors, mentees[40:48]))
    ended(db, paired(db, mentors, mentees[48:60], state=PairState.ENDED), mentors[0])
    ended(db, paired(db, mentors, mentees[60:63], state=PairState.ENDED), mentors[0], at=BEGAN)
    paired(db, mentors, mentees[63:68], state=PairState.PROPOSED)
    wished(db, mentees[68:75], mentors[0], at=SINCE)


def table(shown: Report, measure: Measure, split: Split = Split.ALL) -> Table:
    """Return one table of a report."""
    return next(each for each in shown.tables if (each.measure, each.split) == (measure, split))


def cells(shown: Report, measure: Measure) -> dict[str, int]:
    """Return what is shown of one measure, all together, by word."""
    whole = table(shown, measure)
    return {word: number for word, number in zip(whole.words, whole.cells[0], strict=True) if number is not None}


def test_a_half_year_is_counted_as_the_records_have_it(deps: Deps, counted_programme: None) -> None:
    shown = report(deps, team_id=TEAM, period=PERIOD)
    assert (shown.is_shown, shown.people) == (True, 70)
    assert cells(shown, Measure.PAIRS) == {"active": 40, "resting": 5, "proposed": 5, "ended": 10}
    assert cells(shown, Measure.MEETINGS) == {"as_planned": 25, "none": 15}
    assert cells(shown, Measure.AGREEMENTS) == {"confirmed": 25, "none": 15}
    assert cells(shown, Measure.ITEMS) == {"all": 25, "none_due": 15}
    assert cells(shown, Measure.NOTICE) == {"within_9": 25, "none_asked": 15}
    assert cells(shown, Measure.CLOSURES) == {"goals_met": 10}
    assert cells(shown, Measure.LOAD) == {"up_to_3": 20}
    assert cells(shown, Measure.WAIT) == {"waiting": 5}
    assert (table(shown, Measure.MEETINGS).units, table(shown, Measure.MEETINGS).known) == (40, 40)


def test_a_half_year_is_split_by_what_is_known_of_people_now(deps: Deps, counted_programme: None) -> None:
    """A fact of too few makes no group; the same words of a gender do, however they are written."""
    shown = report(deps, team_id=TEAM, period=PERIOD)
    by_gender, by_rank = table(shown, Measure.LOAD, Split.GENDER), table(shown, Measure.PAIRS, Split.RANK)
    assert (by_gender.groups, by_gender.known, [cells[1] for cells in by_gender.cells]) == (
        ("man", "woman"),
        15,
        [5, 10],
    )
    assert (by_rank.groups, [cells[0] for cells in by_rank.cells]) == (("assistant", "full"), [20, 20])
    assert not [each for each in shown.tables if each.split is Split.DIVISION]


def test_pairs_are_counted_that_were_ones_when_the_half_year_ended(
    deps: Deps, db: Database, counted_programme: None
) -> None:
    """Of the half-year before all of them were active at its end, but for those that ended in it."""
    shown = report(deps, team_id=TEAM, period="2026-1")
    assert cells(shown, Measure.PAIRS) == {"active": 50, "resting": 5, "proposed": 5}
    assert cells(shown, Measure.WAIT) == {"within_30": 60}
    assert cells(report(deps, team_id=TEAM, period="2025-2"), Measure.PAIRS) == {}


def test_whoever_has_left_is_not_counted_nor_is_a_pair_with_them(
    deps: Deps, db: Database, counted_programme: None
) -> None:
    for number in range(10):
        has_left(db, f"UMENTEE{number}")
    assert cells(report(deps, team_id=TEAM, period=PERIOD), Measure.PAIRS)["active"] == 30


def test_another_workspace_is_not_counted(deps: Deps, db: Database, counted_programme: None) -> None:
    first = report(deps, team_id=TEAM, period="2026-1")
    strangers = people(db, 30, kind="STRANGER", team_id="T2")
    busy(db, paired(db, strangers[:5], strangers[5:]), strangers[0])
    assert report(deps, team_id=TEAM, period=PERIOD).people == first.people
    assert cells(report(deps, team_id="T2", period=PERIOD), Measure.MEETINGS) == {"as_planned": 25}


def test_a_report_takes_as_many_statements_for_many_pairs_as_for_few(
    deps: Deps, db: Database, clock: HandClock, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    clock.at = AFTER
    numbers = []
    for period, team_id, count in ((PERIOD, "T2", 6), (PERIOD, "T3", 60)):
        mentors = people(db, 6, kind="MENTOR", team_id=team_id)
        pairs = paired(db, mentors, people(db, count, kind="MENTEE", team_id=team_id))
        busy(db, pairs, mentors[0])
        with counted() as statements:
            report(deps, team_id=team_id, period=period)
        numbers.append(len(statements))
    assert numbers[0] == numbers[1] <= 16


def test_only_a_half_year_that_is_over_has_a_report(deps: Deps, clock: HandClock) -> None:
    clock.at = AFTER
    assert periods(deps) == ["2026-2", "2026-1", "2025-2", "2025-1"]
    for period in ("2027-1", "2024-2", "", "'; --"):
        with pytest.raises(UserError) as refused:
            report(deps, team_id=TEAM, period=period)
        assert str(refused.value) == deps.catalog.report_page.not_over


def test_a_report_stays_as_it_was_first_made(deps: Deps, clock: HandClock, db: Database) -> None:
    """Neither more people nor another smallest number change it."""
    clock.at = AFTER
    first = report(deps, team_id=TEAM, period=PERIOD)
    pair_up(db)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.SMALLEST_COUNT, value="6")
    clock.at = AFTER + timedelta(days=90)
    assert report(deps, team_id=TEAM, period=PERIOD) == first
    assert (first.k, first.is_shown, first.people) == (5, False, None)
