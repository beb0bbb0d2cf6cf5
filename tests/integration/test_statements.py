"""A mentor's statement: what is counted, against a year counted by hand; and the document that says so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.statements import Facts
from bot.errors import NotYoursError, UserError
from bot.services import statements
from bot.services.letter import FilePayload
from bot.services.statement_file import ask_for_document
from bot.views.passages import Passage
from bot.views.statement_document import passages
from storage.database import Database
from storage.vocabulary import MeetingState, PairState, Rank, ReviewState, SettingName, TouchpointKind
from tests.integration.ending_steps import end
from tests.integration.statement_steps import (
    YEAR,
    answer,
    ask,
    began,
    day,
    has_rank,
    introduced,
    met,
    not_introduced,
    opened_year,
    reviewed,
)
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import press
from tests.planning import planned, pushed, written
from tests.rapport import Rapport
from tests.requesting import choose

FILE = TouchpointKind.STATEMENT_FILE
SECOND, THIRD, EARLIER = "U0SECOND01", "U0THIRD0001", "U0EARLIER01"


@pytest.fixture
def hand_counted(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> str:
    """Four mentees of Idris, of whom three count in 2026; and what must not count."""
    began(db, pair_id, day(3, 1, year=2024))
    has_rank(db, MENTEE, Rank.ASSISTANT)
    has_rank(db, MENTOR, Rank.FULL)
    choose(db, SettingName.PROGRAMME_NAME, "Mentoring in Medicine")
    met(db, pair_id, day(1, 1), day(5, 5), day(10, 30))
    met(db, pair_id, day(6, 6), state=MeetingState.PLANNED)
    met(db, pair_id, day(12, 1), state=MeetingState.PLANNED)
    met(db, pair_id, day(7, 7), state=MeetingState.CANCELLED)
    met(db, pair_id, day(8, 8), state=MeetingState.NOT_HELD)
    met(db, pair_id, day(12, 31, year=2025), day(4, 4, year=2025))
    reviewed(db, pair_id, day(9, 9))
    reviewed(db, pair_id, day(9, 9, year=2025))
    reviewed(db, pair_id, day(9, 9), state=ReviewState.ACCEPTED)
    introduced(deps, clock, pair_id, day(1, 1, hour=6), day(10, 10), day(11, 3, hour=15))
    introduced(deps, clock, pair_id, day(12, 31, year=2025))
    not_introduced(deps, pair_id)
    second = pair_up(db, mentee=SECOND)
    began(db, second, day(2, 2))
    met(db, second, day(3, 3))
    again = pair_up(db, mentee=THIRD)
    began(db, again, day(4, 4))
    met(db, again, day(5, 5), day(6, 5))
    end(deps, clock, again, by=THIRD)
    began(db, pair_up(db, mentee=THIRD), day(11, 4))
    pair_up(db, mentee="U0HELD00001", state=PairState.HELD)
    pair_up(db, mentee="U0DECLINED1", state=PairState.DECLINED)
    mentored = pair_up(db, mentor=STRANGER, mentee=MENTOR)
    met(db, mentored, day(3, 3))
    return pair_id


def facts_of(deps: Deps, user: str, *, code: str = YEAR) -> Facts:
    drawn = statements.statement(deps, actor=the(deps.db, MENTOR), code=code)
    return next(line.facts for line in drawn.lines if line.mentee_id == the(deps.db, user).id)


def said(deps: Deps, *, code: str = YEAR) -> list[str]:
    drawn = statements.statement(deps, actor=the(deps.db, MENTOR), code=code)
    return [each.text for each in passages(deps.catalog, drawn)]


def test_a_year_is_what_was_counted_by_hand(deps: Deps, db: Database, hand_counted: str) -> None:
    drawn = statements.statement(deps, actor=the(db, MENTOR), code=YEAR)
    assert (len(drawn.lines), drawn.total("meetings"), drawn.total("reviews")) == (3, 4 + 1 + 2, 1)
    assert drawn.total("introductions") == 3
    assert (drawn.since, drawn.rank, drawn.programme) == (date(2024, 3, 1), Rank.FULL, "Mentoring in Medicine")
    assert facts_of(deps, MENTEE) == Facts(Rank.ASSISTANT, date(2024, 3, 1), None, 4, 1, 3)
    assert facts_of(deps, SECOND) == Facts(None, date(2026, 2, 2), None, 1, 0, 0)
    assert facts_of(deps, THIRD) == Facts(None, date(2026, 4, 4), None, 2, 0, 0), "twice a pair, and one mentee"


def test_another_year_counts_what_lies_in_it(deps: Deps, db: Database, hand_counted: str) -> None:
    earlier = statements.statement(deps, actor=the(db, MENTOR), code="2025-01")
    assert (len(earlier.lines), earlier.total("meetings"), earlier.total("reviews")) == (1, 2, 1)
    academic = statements.statement(deps, actor=the(db, MENTOR), code="2025-07")
    assert (len(academic.lines), academic.total("meetings")) == (3, 1 + 1 + 1 + 1 + 1 + 2)
    assert (earlier.total("introductions"), academic.total("introductions")) == (1, 2)
    before = statements.statement(deps, actor=the(db, MENTOR), code="2023-01")
    assert before.lines == ()


def test_a_day_counts_on_the_mentors_own_calendar(deps: Deps, db: Database, hand_counted: str) -> None:
    met(db, hand_counted, day(12, 31, year=2024, hour=23))
    assert facts_of(deps, MENTEE, code="2025-01").meetings == 3, "past midnight in Berlin"
    assert facts_of(deps, MENTEE, code="2024-01").meetings == 0


def test_a_mentee_whose_pair_has_ended_stands_with_its_end(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    began(db, pair_id, day(3, 1))
    end(deps, clock, pair_id)
    assert facts_of(deps, MENTEE).ended_on == date(2026, 11, 4)
    clock.at = day(2, 1, year=2027)
    assert statements.statement(deps, actor=the(db, MENTOR), code="2027-01").lines == ()


def test_the_document_says_so_and_names_nobody_who_has_not_said_yes(deps: Deps, hand_counted: str) -> None:
    texts = " ".join(said(deps))
    assert "Colleagues mentored 3 Meetings held with them 7" in texts
    assert "counted until 4 Nov 2026" in texts
    assert "Maya" not in texts
    assert "Assistant professor" not in texts, "a rank that only one of those not named has"
    ask(deps, MENTEE)
    answer(deps, is_yes=True)
    texts = " ".join(said(deps))
    assert "Maya Lindqvist Assistant professor since 1 Mar 2024 4 1 3 4 Nov 2026" in texts
    assert "2 further colleagues are counted above and not named." in texts
    assert "Assistant professor 1 Not shown 2" in texts


def test_a_line_stands_as_it_was_confirmed_and_the_totals_as_they_are(
    deps: Deps, db: Database, hand_counted: str
) -> None:
    ask(deps, MENTEE)
    answer(deps, is_yes=True)
    met(db, hand_counted, day(11, 1))
    has_rank(db, MENTEE, Rank.ASSOCIATE)
    texts = " ".join(said(deps))
    assert "Meetings held with them 8" in texts
    assert "Maya Lindqvist Assistant professor since 1 Mar 2024 4 1 3" in texts
    assert "Associate professor" not in texts


def test_it_comes_as_a_file_to_the_mentor_alone_once_for_each_screen(
    rapport: Rapport, deps: Deps, db: Database, hand_counted: str
) -> None:
    screen = opened_year(rapport)
    for sentence in (deps.catalog.statements.file_sent, deps.catalog.statements.file_there):
        assert sentence in str(pushed(rapport, press(screen, "Make the document", user=MENTOR)))
    (row,) = planned(db, FILE)
    assert row.member_id == the(db, MENTOR).id
    file = written(deps, row)
    assert isinstance(file, FilePayload)
    assert file.name == "mentor-statement-2026-01.pdf"
    assert file.content.startswith(b"%PDF-")
    assert ask_for_document(deps, actor=the(db, MENTOR), code=YEAR, view_id="V2")


def test_whoever_mentored_nobody_has_nothing_to_state(deps: Deps, db: Database, pair_id: str) -> None:
    with pytest.raises(UserError, match="mentored nobody"):
        ask_for_document(deps, actor=the(db, MENTEE), code=YEAR, view_id="V1")
    assert planned(db, FILE) == []


@pytest.mark.parametrize("code", ["2027-01", "2026-02", "nothing"])
def test_there_is_no_statement_of_what_is_no_year_or_not_begun(deps: Deps, pair_id: str, code: str) -> None:
    with pytest.raises(NotYoursError):
        statements.statement(deps, actor=the(deps.db, MENTOR), code=code)


def test_another_year_takes_its_place(rapport: Rapport, hand_counted: str) -> None:
    assert "Mentees: 1 · meetings: 2 · reviews returned: 1" in str(opened_year(rapport, code="2025-01"))


def test_it_costs_the_same_for_forty_mentees_as_for_one(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    costs = []
    for number in range(2):
        mentor = the(db, MENTOR)
        with counted() as statements_run:
            drawn = statements.statement(deps, actor=mentor, code=YEAR)
        costs.append((len(statements_run), len(drawn.lines)))
        if not number:
            for each in range(39):
                met(db, pair_up(db, mentee=f"U0MENTEE{each:03}"), day(11, 1))
    assert costs == [(costs[0][0], 1), (costs[0][0], 40)]
    assert costs[0][0] <= 10


def test_nothing_of_it_is_anybodys_text(deps: Deps, db: Database, hand_counted: str) -> None:
    enrol(db, MENTEE)
    drawn = statements.statement(deps, actor=the(db, MENTOR), code=YEAR)
    titles = [each.text for each in passages(deps.catalog, drawn) if isinstance(each, Passage)]
    assert not any(text == "x" for text in titles)
