"""The step that brought the work-and-credit register, taken back and again over rows that are kept."""

from sqlalchemy import inspect, text

from storage.credits import CreditEntry, CreditVersion, all_credits
from storage.database import Database
from storage.migrations import runner
from tests.pairing import MENTEE, NOW, pair_up, the
from tests.payloads import TEAM

BEFORE = "0019"


def keep_a_work(db: Database, pair_id: str) -> None:
    """Keep a work in one version."""
    author_id = the(db, MENTEE).id
    entry = CreditEntry(team_id=TEAM, pair_id=pair_id, opened_at=NOW)
    version = CreditVersion(
        entry_id=entry.id, number=1, team_id=TEAM, author_id=author_id, written_at=NOW, title="The liver"
    )
    with db.begin() as session:
        session.add(entry)
        session.flush()
        session.add(version)


def test_the_register_goes_with_its_tables_and_a_new_one_can_be_kept_afterwards(db: Database) -> None:
    pair_id = pair_up(db)
    keep_a_work(db, pair_id)
    runner.downgrade(db.migrator, to=BEFORE)
    assert not {"creditentry", "creditversion"} & set(inspect(db.reader).get_table_names())
    with db.reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM pair")).scalar() == 1
    runner.upgrade(db.migrator)
    keep_a_work(db, pair_id)
    with db.read() as session:
        (row,) = all_credits(session, pair_id=pair_id)
    assert row.version.title == "The liver"
