"""How people's mentoring went within an academic year: each counts once, however many pairs they were in."""

from datetime import UTC, date, datetime, timedelta

from storage.courses import count_courses, course_of
from storage.database import Database
from storage.vocabulary import ClosureKind, Course
from tests.integration.outcome_steps import BEGAN, FIRST, LAST, ended, paired
from tests.pairing import ELSEWHERE, MENTEE, STRANGER, has_left, the
from tests.payloads import TEAM


def course(db: Database, who: str = MENTEE) -> Course:
    """Return how somebody's mentoring went in the year."""
    with db.read() as session:
        return course_of(session, member_id=the(db, who).id, first=FIRST, last=LAST)


def counts(db: Database, *, team_id: str = TEAM) -> dict[Course, int]:
    """Return how many people's went how."""
    with db.read() as session:
        return count_courses(session, team_id=team_id, first=FIRST, last=LAST)


def test_a_year_ends_as_the_pair_stood_on_its_last_day(db: Database) -> None:
    cases = [
        (date(2025, 7, 1), ClosureKind.UNSAID, Course.NONE),
        (date(2025, 7, 2), ClosureKind.UNSAID, Course.ENDED),
        (date(2026, 6, 30), ClosureKind.MOVED_ON, Course.ENDED),
        (date(2026, 6, 30), ClosureKind.GOALS_MET, Course.COMPLETED),
        (date(2026, 7, 1), ClosureKind.GOALS_MET, Course.TOGETHER),
        (None, ClosureKind.UNSAID, Course.TOGETHER),
    ]
    for number, (on, kind, went) in enumerate(cases):
        mentee, mentor = f"U0MENTEE{number:03}", f"U0MENTOR{number:03}"
        pair_id = paired(db, mentee=mentee, mentor=mentor, at=datetime(2024, 1, 1, tzinfo=UTC))
        if on:
            ended(db, pair_id, on, kind=kind, by=mentee)
        assert course(db, mentee) is went, on
        assert course(db, mentor) is (Course.NONE if went is Course.NONE else Course.AS_MENTOR)
    assert counts(db) == {Course.TOGETHER: 2, Course.COMPLETED: 1, Course.ENDED: 2, Course.AS_MENTOR: 5}


def test_a_pair_counts_from_the_year_in_which_both_had_said_yes(db: Database) -> None:
    for hours, went in ((-1, Course.TOGETHER), (0, Course.NONE)):
        mentee = f"U0MENTEE{went}"
        paired(db, mentee=mentee, at=datetime(2026, 7, 1, tzinfo=UTC) + timedelta(hours=hours))
        assert course(db, mentee) is went


def test_of_several_pairs_the_one_that_went_on_counts_and_a_mentee_is_not_counted_as_a_mentor_too(
    db: Database,
) -> None:
    ended(db, paired(db), date(2026, 1, 1))
    ended(db, paired(db, mentor="U0OTHER0001"), date(2026, 2, 1), kind=ClosureKind.GOALS_MET)
    assert course(db) is Course.COMPLETED
    paired(db, mentor="U0OTHER0002")
    paired(db, mentor=MENTEE, mentee="U0YOUNG0001", at=BEGAN)
    has_left(db, MENTEE)
    assert course(db) is Course.TOGETHER
    assert counts(db) == {Course.TOGETHER: 2, Course.AS_MENTOR: 3}


def test_another_workspace_counts_its_own(db: Database) -> None:
    paired(db)
    assert counts(db, team_id=ELSEWHERE) == {}
    assert course(db, STRANGER) is Course.NONE
