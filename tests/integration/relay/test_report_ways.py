"""The ways to the report on private requests: a button at the desk, and a command for the sheet."""

from datetime import UTC, datetime

import pytest

from bot.console.relay import print_report
from bot.domain.relay.calendar import week_of
from bot.errors import UserError
from bot.services.relay.reports import report
from bot.views.relay.report import as_csv
from storage.database import Database
from storage.relay.vocabulary import Outcome, Rating
from tests.asking import FACILITATORS, texts_of
from tests.desking import Queue
from tests.pairing import MENTEE, NOW, enrol, pair_up
from tests.payloads import TEAM, Payload, press
from tests.relay_rows import closed

AFTER = datetime(2027, 1, 12, 15, tzinfo=UTC)
RUTH = next(iter(FACILITATORS))
NOW_HALF, BEFORE = "July to December 2026", "January to June 2026"


@pytest.fixture
def year_after(queue: Queue, db: Database) -> Queue:
    """A programme of eight people in January, after a half-year in which seven cases ended alike."""
    for number in range(3):
        people = (f"U0MENTEE{number}", f"U0MENTOR{number}")
        enrol(db, *people)
        pair_up(db, mentee=people[0], mentor=people[1])
    for _ in range(7):
        closed(queue.relay, week=week_of(NOW), outcome=Outcome.CONTINUES, rating_now=Rating.YES)
    queue.stage.clock.at = AFTER
    return queue


def opened(queue: Queue) -> Payload:
    """Open the report from one's cases."""
    return queue.press(queue.mine(user=RUTH), queue.deps.catalog.relay_report.button, user=RUTH)


def heading_of(view: Payload) -> str:
    """Return what a report is about."""
    return str(view["blocks"][0]["text"]["text"])


def test_facilitators_come_to_the_last_half_year_from_their_cases_and_from_there_to_others(year_after: Queue) -> None:
    view = opened(year_after)
    assert heading_of(view).startswith(NOW_HALF)
    assert "5-9" in texts_of(view)
    earlier = year_after.press(view, BEFORE, user=RUTH)
    assert heading_of(earlier).startswith(BEFORE)
    assert "5-9" not in texts_of(earlier)
    assert year_after.press(earlier, NOW_HALF, user=RUTH)["blocks"][:-1] == view["blocks"][:-1]


def test_a_report_that_was_seen_stays_as_it_was(year_after: Queue) -> None:
    """Relay 62: seen once more, after more has ended, it is the same."""
    before = opened(year_after)
    for _ in range(7):
        closed(year_after.relay, week=week_of(NOW), outcome=Outcome.LAPSED)
    assert opened(year_after)["blocks"] == before["blocks"]


def test_nobody_else_is_shown_a_report(year_after: Queue) -> None:
    view = opened(year_after)
    refused = year_after.shown(press(view, BEFORE, user=MENTEE), user=MENTEE)
    assert texts_of(refused) == year_after.deps.catalog.common.not_yours


def test_a_half_year_that_goes_on_is_not_shown_to_a_forged_button(year_after: Queue) -> None:
    pressed = press(opened(year_after), BEFORE, user=RUTH)
    pressed["actions"][0]["value"] = "2027-1"
    year_after.stage.rapport.slack.calls.clear()
    year_after.stage.send(pressed, user=RUTH)
    said = str([call.arguments for call in year_after.stage.rapport.slack.calls])
    assert year_after.deps.catalog.relay_report.not_over in said
    assert "5-9" not in said


def test_a_report_names_words_in_the_order_in_which_people_chose_from_them(year_after: Queue) -> None:
    say = year_after.deps.catalog.relay_report
    words = [line.partition(":")[0] for line in texts_of(opened(year_after)).splitlines()]
    ratings = [say.rating_yes, say.rating_partly, say.rating_no]
    assert [word for word in words if word in ratings] == ratings * 2


def test_the_command_prints_what_facilitators_see(year_after: Queue, capsys: pytest.CaptureFixture[str]) -> None:
    """Relay 64: as a sheet, for whoever reports to the institution."""
    opened(year_after)
    deps = year_after.deps
    assert print_report(deps) == 0
    sheet = as_csv(deps.catalog, report=report(deps, team_id=TEAM, half_year="2026-2"))
    assert capsys.readouterr().out == sheet
    assert print_report(deps, half_year="2026-1", workspace=TEAM) == 0
    assert capsys.readouterr().out.startswith(f'"{BEFORE}"')


def test_facilitators_can_copy_it_as_a_sheet_and_nobody_else_can(year_after: Queue) -> None:
    say, deps = year_after.deps.catalog.relay_report, year_after.deps
    view = opened(year_after)
    sheet = year_after.press(view, say.sheet_button, user=RUTH)
    written = as_csv(deps.catalog, report=report(deps, team_id=TEAM, half_year="2026-2"))
    assert "".join(written.splitlines()) in "".join(texts_of(sheet).splitlines())
    assert len(written) < 3000, "as much as one block takes"
    refused = year_after.shown(press(view, say.sheet_button, user=MENTEE), user=MENTEE)
    assert texts_of(refused) == deps.catalog.common.not_yours


def test_the_command_says_what_it_cannot_print(queue: Queue) -> None:
    with pytest.raises(UserError, match="No workspace"):
        print_report(queue.deps)
    with pytest.raises(UserError, match="not over"):
        print_report(queue.deps, half_year="2026-2", workspace=TEAM)
