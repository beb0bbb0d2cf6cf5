"""The step that brought what people say of a year, taken back and again over rows that are kept."""

from sqlalchemy import inspect, text

from storage.columns import new_id
from storage.database import Database
from storage.migrations import runner
from storage.outcomes import StudyPerson, YearOutcome, keep_outcome, keep_study_person, outcomes_of
from tests.integration.outcome_steps import CODE
from tests.pairing import MENTEE, NOW, enrol, the
from tests.payloads import TEAM

BEFORE = "0023"


def keep_a_year(db: Database) -> str:
    """Keep that somebody has agreed, and what they have said; return their number."""
    person = StudyPerson(member_id=the(db, MENTEE).id, team_id=TEAM, study_id=new_id(), agreed_on=NOW.date())
    said = YearOutcome(study_id=person.study_id, period=CODE, team_id=TEAM, answers="yes")
    with db.begin() as session:
        keep_study_person(session, person=person)
        keep_outcome(session, outcome=said)
    return said.study_id


def test_what_was_said_goes_with_its_tables_and_a_new_line_can_be_kept_afterwards(db: Database) -> None:
    enrol(db, MENTEE)
    before = keep_a_year(db)
    runner.downgrade(db.migrator, to=BEFORE)
    assert not {"studyperson", "yearoutcome"} & set(inspect(db.reader).get_table_names())
    with db.reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM member")).scalar() == 1
    runner.upgrade(db.migrator)
    after = keep_a_year(db)
    with db.read() as session:
        assert outcomes_of(session, study_id=before) == []
        assert [each.answers for each in outcomes_of(session, study_id=after)] == ["yes"]
