"""`python app.py export USER` and `erase USER`: for somebody who has asked in writing, and with nothing to read."""

import pytest
from sqlmodel import select

from bot.console.own_data import erase, export
from bot.deps import Deps
from bot.errors import UserError
from storage.audit import AuditEntry
from storage.database import Database, WriterBusy, writer_lock
from storage.installations import keep_installation
from storage.vocabulary import AuditKind, TouchpointKind
from tests.integration.goal_steps import TITLE, set_goal
from tests.pairing import ELSEWHERE, MENTEE, NAMES, NOW, the
from tests.payloads import TEAM
from tests.planning import planned


@pytest.fixture
def installed(db: Database, deps: Deps, pair_id: str) -> str:
    """A pair with a goal, in the one workspace there is."""
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
    return set_goal(deps, pair_id)


def noted(db: Database) -> list[tuple[AuditKind, str | None]]:
    with db.read() as session:
        return [(AuditKind(each.kind), each.actor_id) for each in session.exec(select(AuditEntry))]


def test_an_export_goes_to_its_owner_and_says_nothing_here(
    deps: Deps, db: Database, installed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(deps, user_id=MENTEE, workspace=None) == 0
    assert {row.member_id for row in planned(db, TouchpointKind.DATA_FILE)} == {the(db, MENTEE).id}
    assert noted(db) == [(AuditKind.EXPORTED, None)]
    shown = capsys.readouterr().out
    assert not any(word in shown for word in (TITLE, NAMES[MENTEE], MENTEE))


def test_erasing_prints_counts_and_a_second_time_finds_nothing(
    deps: Deps, db: Database, installed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = the(db, MENTEE).id
    assert erase(deps, user_id=MENTEE, workspace=TEAM) == 0
    assert the(db, MENTEE).id != before
    shown = capsys.readouterr().out
    assert "Pairs ended by it: 1." in shown
    assert NAMES[MENTEE] not in shown
    assert erase(deps, user_id=MENTEE, workspace=None) == 0
    assert "Erased: 0 rows. Pairs ended by it: 0." in capsys.readouterr().out
    assert noted(db) == [(AuditKind.ERASED, None)] * 2


def test_it_asks_for_a_workspace_only_where_there_are_several(deps: Deps, db: Database, installed: str) -> None:
    with pytest.raises(UserError, match="knows nobody"):
        erase(deps, user_id="U0NOBODY01", workspace=None)
    with db.begin() as session:
        keep_installation(session, team_id=ELSEWHERE, bot_token="xoxb-2", bot_user_id="UBOT", at=NOW)
    with pytest.raises(UserError, match=f"--workspace {TEAM} or {ELSEWHERE}"):
        erase(deps, user_id=MENTEE, workspace=None)


def test_neither_runs_beside_a_running_rapport(deps: Deps, db: Database, installed: str) -> None:
    if db.file:  # PostgreSQL takes any number of writers
        with writer_lock(db.file), pytest.raises(WriterBusy):
            erase(deps, user_id=MENTEE, workspace=None)
