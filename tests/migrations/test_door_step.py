"""The steps that brought doors, taken back and again over doors that are kept."""

from datetime import timedelta

from sqlalchemy import inspect, text

from bot.services.letter import planned_for_each
from storage.database import Database
from storage.doors import Door, page_of_doors
from storage.migrations import runner
from storage.touchpoints import plan
from storage.vocabulary import DoorKind, DoorState, TouchpointKind
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import TEAM

BEFORE_DOORS, BEFORE_THEIR_DAYS = "0018", "0020"
LETTER = "Dear Prof. Adeyemi"
KINDS = (TouchpointKind.DOOR_OPENED, TouchpointKind.DOOR_WAITS, TouchpointKind.DOOR_ANSWERED)


def keep(db: Database, pair_id: str) -> None:
    """Keep a door of each kind, one of them answered, and a message of each kind about them."""
    mentor, mentee = the(db, MENTOR), the(db, MENTEE)
    doors = [
        Door(
            team_id=TEAM,
            pair_id=pair_id,
            kind=kind,
            author_id=mentee.id,
            title=f"For {kind}",
            letter=LETTER if kind is DoorKind.INTRODUCTION else None,
            year=2026,
            begun_at=NOW,
            changed_at=NOW,
        )
        for kind in DoorKind
    ]
    doors[1].state, doors[1].answered_by_id, doors[1].answer = DoorState.SOMEBODY, mentor.id, "Dr Sato"
    with db.begin() as session:
        session.add_all(doors)
        for kind in KINDS:
            lives = timedelta(days=1)
            plan(
                session,
                planned_for_each([mentor.id], kind=kind, team_id=TEAM, subject_id="d", due_at=NOW, lives=lives),
            )


def read(db: Database, pair_id: str) -> dict[str, tuple[str | None, str | None]]:
    """Return the letter and the answer of each door, by its title."""
    with db.read() as session:
        return {
            each.title: (each.letter, each.answer)
            for each in page_of_doors(session, pair_id=pair_id, limit=10, offset=0)
        }


def test_doors_outlive_the_step_that_added_their_days(db: Database) -> None:
    pair_id = pair_up(db)
    keep(db, pair_id)
    before = read(db, pair_id)
    runner.downgrade(db.migrator, to=BEFORE_THEIR_DAYS)
    runner.upgrade(db.migrator)
    assert read(db, pair_id) == before
    assert before["For introduction"] == (LETTER, None)
    assert before["For sponsor"] == (None, "Dr Sato")


def test_doors_go_with_their_table_and_their_messages_and_new_ones_can_be_kept_afterwards(db: Database) -> None:
    pair_id = pair_up(db)
    keep(db, pair_id)
    runner.downgrade(db.migrator, to=BEFORE_DOORS)
    assert "door" not in inspect(db.reader).get_table_names()
    with db.reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM touchpoint")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM pair")).scalar() == 1
    runner.upgrade(db.migrator)
    assert read(db, pair_id) == {}
    keep(db, pair_id)
    assert len(read(db, pair_id)) == len(DoorKind)
