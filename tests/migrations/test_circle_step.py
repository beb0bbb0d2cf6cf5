"""The step that brought the circle: taken back, it leaves what was there before and nothing that nobody could read."""

from datetime import timedelta

from sqlalchemy import text

from bot.services.letter import planned_for_each
from storage.circle import CircleSeat, keep_seat
from storage.database import Database
from storage.migrations import runner
from storage.scenarios import keep_scenario_read
from storage.tips import wish_for_tips
from storage.touchpoints import plan
from storage.vocabulary import Scenario, TouchpointKind
from tests.pairing import MENTEE, NOW, enrol, the
from tests.payloads import TEAM


def test_an_older_version_finds_neither_the_lesson_nor_a_tip_and_all_else(db: Database) -> None:
    enrol(db, MENTEE)
    member = the(db, MENTEE)
    kinds = (TouchpointKind.MENTOR_TIP, TouchpointKind.LESSON_OFFERED, TouchpointKind.CHECK_IN)
    with db.begin() as session:
        keep_seat(session, CircleSeat(member_id=member.id, team_id=TEAM, reach="Mornings"))
        wish_for_tips(session, member_id=member.id, team_id=TEAM)
        for scenario in (Scenario.TO_COLLEAGUE, Scenario.PARTING):
            keep_scenario_read(session, team_id=TEAM, member_id=member.id, scenario=scenario)
        for kind in kinds:
            lives = timedelta(days=1)
            each = planned_for_each([member.id], kind=kind, team_id=TEAM, subject_id="s", due_at=NOW, lives=lives)
            plan(session, each)
    runner.downgrade(db.migrator, to="0017")
    with db.reader.connect() as connection:
        read = set(connection.execute(text("SELECT scenario FROM scenarioread")).scalars())
        left = set(connection.execute(text("SELECT kind FROM touchpoint")).scalars())
    assert (read, left) == ({"parting"}, {"check_in"})
    db.migrate()
    with db.read() as session:
        assert session.get(CircleSeat, member.id) is None
