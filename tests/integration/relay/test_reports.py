"""The report on private requests, from cases to the facilitators' screen."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import half_year_of, week_of
from bot.domain.relay.reports import to_text
from bot.domain.relay.suppression import WITHHELD
from bot.errors import UserError
from bot.services.relay.reports import half_years, report
from bot.services.relay.retention import sweep
from bot.views.relay.report import as_csv, screen
from sandbox.blockkit import check_view
from storage.database import Database
from storage.relay.cases import RelayCase
from storage.relay.stats import RelayStat
from storage.relay.vocabulary import Approach, Outcome, Rating
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.outbox import HandClock
from tests.pairing import NOW, enrol, pair_up
from tests.payloads import TEAM
from tests.relay_rows import FACILITATOR, closed

WEEK = week_of(NOW)
HALF_YEAR = half_year_of(WEEK)
AFTER = datetime(2027, 1, 12, 15, tzinfo=UTC)


@pytest.fixture
def relay(deps: Deps) -> Relay:
    """The relay of the bot."""
    assert deps.relay is not None
    return deps.relay


@pytest.fixture
def programme(db: Database) -> None:
    """A programme of six people in three pairs."""
    for number in range(3):
        people = (f"U0MENTEE{number}", f"U0MENTOR{number}")
        enrol(db, *people)
        pair_up(db, mentee=people[0], mentor=people[1])


def close_many(relay: Relay, outcomes: dict[Outcome, int], *, week: int = WEEK) -> None:
    """Keep so many cases that were closed in that week."""
    for outcome, many in outcomes.items():
        for _ in range(many):
            closed(relay, week=week, outcome=outcome, approach=Approach.COACH, rating_now=Rating.YES)


def stats(relay: Relay) -> list[RelayStat]:
    """Return everything that was counted."""
    with relay.db.read() as session:
        return list(session.exec(select(RelayStat)))


def test_nothing_is_counted_before_the_half_year_is_over(deps: Deps, relay: Relay, clock: HandClock) -> None:
    """Relay 57: how a case ended shows nowhere until the half-year's job."""
    close_many(relay, {Outcome.WITHDRAWN: 2})
    clock.at = NOW + timedelta(weeks=7)
    sweep(deps)
    assert stats(relay) == []
    clock.at = AFTER
    sweep(deps)
    assert [(each.half_year, each.outcome, each.n) for each in stats(relay)] == [(HALF_YEAR, Outcome.WITHDRAWN, 2)]


def test_a_half_year_is_counted_once(deps: Deps, relay: Relay, clock: HandClock) -> None:
    close_many(relay, {Outcome.CONTINUES: 3, Outcome.LAPSED: 1})
    clock.at = AFTER
    for _ in range(3):
        sweep(deps)
    assert sorted(each.n for each in stats(relay)) == [1, 3]


def test_an_answer_three_months_later_is_counted_apart_from_its_case(
    deps: Deps, relay: Relay, clock: HandClock
) -> None:
    case = closed(relay, week=WEEK)
    clock.at = AFTER
    sweep(deps)
    with relay.db.begin() as session:
        kept = session.get(RelayCase, case.case_id)
        assert kept is not None
        kept.rating_90 = Rating.PARTLY
    clock.at = AFTER + timedelta(weeks=30)
    sweep(deps)
    found = {(each.half_year, each.outcome, each.rating_90, each.n) for each in stats(relay)}
    assert found == {(HALF_YEAR, Outcome.CONTINUES, None, 1), ("2027-1", None, Rating.PARTLY, 1)}
    with relay.db.read() as session:
        assert session.get(RelayCase, case.case_id) is None


def test_a_report_shows_bands(deps: Deps, relay: Relay, clock: HandClock, programme: None) -> None:
    """Relay 61: four cases are fewer than five, and with them the next smallest goes."""
    close_many(relay, {Outcome.CONTINUES: 12, Outcome.NEW_MENTOR: 7, Outcome.REFERRED: 4})
    clock.at = AFTER
    shown = report(deps, team_id=TEAM, half_year=HALF_YEAR)
    assert (shown.total, shown.answers, half_years(deps)[0]) == ("20+", "0", HALF_YEAR)
    assert shown.tables["outcome"] == {
        "continues": "10-19",
        "new_mentor": "5-9",
        "referred": "<5",
        "ended_no_fault": "<5",
        "withdrawn": "<5",
        "lapsed": "<5",
    }
    assert set(shown.tables["approach"].values()) == {WITHHELD}


def test_a_report_is_the_same_whatever_happens_after_it_was_first_asked_for(
    deps: Deps, relay: Relay, clock: HandClock, programme: None, db: Database
) -> None:
    """Relay 62: one more case, and more people, change nothing until the next half-year."""
    close_many(relay, {Outcome.CONTINUES: 9, Outcome.LAPSED: 9})
    clock.at = AFTER
    first = to_text(report(deps, team_id=TEAM, half_year=HALF_YEAR))
    close_many(relay, {Outcome.CONTINUES: 1, Outcome.REFERRED: 1})
    close_many(relay, {Outcome.CONTINUES: 5}, week=week_of(AFTER))
    clock.at = AFTER + timedelta(weeks=40)
    sweep(deps)
    assert to_text(report(deps, team_id=TEAM, half_year=HALF_YEAR)) == first


def test_the_half_year_that_goes_on_is_refused_like_one_that_never_was(deps: Deps, relay: Relay) -> None:
    refusals = set()
    for half_year in (HALF_YEAR, "2031-1", "'; --", ""):
        with pytest.raises(UserError) as refused:
            report(deps, team_id=TEAM, half_year=half_year)
        refusals.add(str(refused.value))
    assert refusals == {deps.catalog.relay_report.not_over}


def test_a_programme_of_few_is_shown_nothing(deps: Deps, relay: Relay, clock: HandClock, db: Database) -> None:
    """Relay 63: two people in pairs are fewer than five, so not even a zero is shown."""
    pair_up(db)
    clock.at = AFTER
    shown = report(deps, team_id=TEAM, half_year=HALF_YEAR)
    assert (shown.is_shown, shown.total, shown.tables) == (False, WITHHELD, {})
    assert check_view(screen(deps.catalog, report=shown, half_years=half_years(deps))) == []


def test_the_smallest_number_is_a_setting(deps: Deps, relay: Relay, clock: HandClock, programme: None) -> None:
    close_many(relay, {Outcome.CONTINUES: 9, Outcome.LAPSED: 9})
    clock.at = AFTER
    strict = replace(deps, settings=deps.settings.model_copy(update={"relay_k": 6}))
    shown = report(strict, team_id=TEAM, half_year=HALF_YEAR)
    assert shown.tables["outcome"]["continues"] == "6-9"
    assert "<6" in shown.tables["outcome"].values()


def test_a_programme_can_ask_for_a_larger_number_and_a_report_that_was_made_stays_as_it_is(
    deps: Deps, relay: Relay, clock: HandClock, programme: None, db: Database
) -> None:
    """Two reports of one half-year whose bands begin elsewhere would say more than either of them."""
    close_many(relay, {Outcome.CONTINUES: 9, Outcome.LAPSED: 9})
    close_many(relay, {Outcome.CONTINUES: 9, Outcome.LAPSED: 9}, week=week_of(AFTER))
    clock.at = AFTER
    first = report(deps, team_id=TEAM, half_year=HALF_YEAR)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.SMALLEST_COUNT, value="6")
    assert report(deps, team_id=TEAM, half_year=HALF_YEAR) == first
    clock.at = AFTER + timedelta(weeks=30)
    later = report(deps, team_id=TEAM, half_year=half_years(deps)[0])
    assert (first.k, later.k) == (5, 6)
    assert later.tables["outcome"]["continues"] == "6-9"


def test_the_screen_and_the_sheet_hold_no_id_label_or_week(
    deps: Deps, relay: Relay, clock: HandClock, programme: None
) -> None:
    """Relay 64: a sheet is quoted words and bands, and no more than the screen."""
    close_many(relay, {Outcome.CONTINUES: 9, Outcome.LAPSED: 9})
    clock.at = AFTER
    shown = report(deps, team_id=TEAM, half_year=HALF_YEAR)
    view = screen(deps.catalog, report=shown, half_years=half_years(deps))
    assert check_view(view) == []
    rows = list(csv.reader(io.StringIO(as_csv(deps.catalog, report=shown))))
    assert all(len(row) == 3 for row in rows)
    words = {phrase for _, phrase in deps.catalog.relay_report}
    assert {row[1] for row in rows[1:]} <= words
    assert {row[2] for row in rows} <= {"5-9", "10-19", "<5", "0", deps.catalog.relay_report.withheld}
    for text in (str(view), as_csv(deps.catalog, report=shown), to_text(shown)):
        assert FACILITATOR not in text
        assert TEAM not in text
        assert str(WEEK) not in text
