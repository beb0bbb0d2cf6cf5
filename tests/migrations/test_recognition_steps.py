"""The steps that brought milestones, thanks and statements, taken back and again over rows that are kept."""

from datetime import date

from sqlalchemy import inspect, text

from storage.database import Database
from storage.migrations import runner
from storage.milestones import Milestone, milestones_of
from storage.namings import Naming, namings_of_mentor
from storage.thanks import Thanks
from storage.vocabulary import MilestoneKind
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import TEAM

BEFORE = "0015"


def keep_one_of_each(db: Database, pair_id: str) -> None:
    """Keep a milestone, a note of thanks and a question about a statement."""
    mentor, mentee = the(db, MENTOR), the(db, MENTEE)
    milestone = Milestone(
        team_id=TEAM,
        member_id=mentee.id,
        kind=MilestoneKind.GRANT,
        title="Start",
        falls_on=date(2027, 6, 1),
        readers="[]",
    )
    thanks = Thanks(team_id=TEAM, pair_id=pair_id, author_id=mentee.id, text="Thank you", sent_at=NOW)
    naming = Naming(team_id=TEAM, mentor_id=mentor.id, mentee_id=mentee.id, period="2026-01", asked="{}", asked_at=NOW)
    with db.begin() as session:
        session.add_all([milestone, thanks, naming])


def test_rows_go_with_their_tables_and_new_ones_can_be_kept_afterwards(db: Database) -> None:
    pair_id = pair_up(db)
    keep_one_of_each(db, pair_id)
    runner.downgrade(db.migrator, to=BEFORE)
    assert not {"milestone", "thanks", "naming"} & set(inspect(db.reader).get_table_names())
    with db.reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM pair")).scalar() == 1
    runner.upgrade(db.migrator)
    keep_one_of_each(db, pair_id)
    with db.read() as session:
        (milestone,) = milestones_of(session, member_id=the(db, MENTEE).id)
        (naming,) = namings_of_mentor(session, mentor_id=the(db, MENTOR).id)
    assert (milestone.title, naming.period) == ("Start", "2026-01")
