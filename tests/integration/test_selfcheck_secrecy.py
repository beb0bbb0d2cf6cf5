"""Who can learn of a self-check: its owner, and nobody else, neither what was answered nor that it was."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import Table
from sqlmodel import SQLModel, select

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import selfcheck_offers, selfchecks, status
from bot.services.selfcheck_records import STEP_CHARS
from storage.database import Database
from storage.selfchecks import SelfCheck
from storage.tables import whole_metadata
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind
from tests.asked import kept_rows
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.selfcheck_steps import answer, keep, marks, open_board, seen_by
from tests.integration.steps import opened
from tests.log_capture import everything_logged
from tests.onlookers import Stage, open_everything, press_everything, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import press
from tests.planning import message
from tests.rapport import Rapport

OFFERED = TouchpointKind.CHECK_OFFERED


@pytest.mark.parametrize("who", [MENTOR, FACILITATOR, STRANGER])
def test_nobody_else_reads_changes_or_deletes_what_somebody_answered(
    deps: Deps, db: Database, pair_id: str, who: str
) -> None:
    enrol(db, FACILITATOR)
    keep(deps, pair_id, usual=1)
    actor = the(db, who)
    if who == MENTOR:
        assert seen_by(deps, pair_id, who).looks == ()
        keep(deps, pair_id, by=who, usual=5)
        selfchecks.delete(deps, actor=actor, pair_id=pair_id)
    else:
        with pytest.raises(NotYoursError):
            seen_by(deps, pair_id, who)
        with pytest.raises(NotYoursError):
            keep(deps, pair_id, by=who, usual=5)
        with pytest.raises(NotYoursError):
            selfchecks.delete(deps, actor=actor, pair_id=pair_id)
    assert set(seen_by(deps, pair_id).looks[0].marks.values()) == {1}


def test_a_board_that_others_press_shows_them_nothing(rapport: Rapport, pair_id: str) -> None:
    say = rapport.deps.catalog.selfchecks
    answer(rapport, marks(usual=1))
    board = open_board(rapport)
    theirs = opened(rapport, press(board, say.think_button, user=MENTOR), "views.update")
    assert say.calm in str(theirs)
    assert rapport.deps.catalog.common.not_yours in str(
        opened(rapport, press(board, say.think_button, user=STRANGER), "views.push")
    )


def test_everybody_else_is_shown_the_same_whether_or_not_somebody_has_answered(
    rapport: Rapport, clock: HandClock, db: Database
) -> None:
    facilitated(rapport, db)
    enrol(db, FACILITATOR)
    pair_id = pair_up(db)
    others = (MENTOR, FACILITATOR)
    with staged(rapport, clock) as stage:
        for user in others:
            open_everything(stage, user=user)
        before = Counter(_blocks(stage, *others))
        keep(stage.deps, pair_id, usual=1)
        for user in (MENTEE, *others):
            open_everything(stage, user=user)
        assert Counter(_blocks(stage, *others)) == before + before
        secret = f"{stage.deps.catalog.selfchecks.item_style} *1*"
        assert secret in str(_blocks(stage, MENTEE))
        shown = [said for user, said in stage.said_to() if user == MENTEE and "check:" in str(said)]
        press_everything(stage, shown, user=FACILITATOR)
        press_everything(stage, shown, user=MENTOR)
        assert secret not in str(_blocks(stage, *others))


def test_no_message_and_no_status_depends_on_what_was_answered(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    clock.at += timedelta(days=300)
    at = clock.at

    def rows() -> list[str]:
        with db.read() as session:
            return sorted(each.model_dump_json() for each in session.exec(select(Touchpoint)))

    for days in range(190):
        selfcheck_offers.offer(deps, now=at + timedelta(days=days))
    before, said, counted = rows(), message(deps, OFFERED), status.workspaces(deps)
    assert before
    for user in (MENTEE, MENTOR):
        keep(deps, pair_id, by=user, usual=1)
    for days in range(190):
        selfcheck_offers.offer(deps, now=at + timedelta(days=days))
    assert (rows(), message(deps, OFFERED), status.workspaces(deps)) == (before, said, counted)


def test_what_is_kept_shows_neither_pair_nor_day_nor_answers_nor_how_many(
    deps: Deps, db: Database, pair_id: str
) -> None:
    keep(deps, pair_id, usual=1)
    keep(deps, pair_id, by=MENTOR, usual=5)
    for number in range(2):
        keep(deps, pair_up(db, mentor=f"U0OTHER000{number}"), usual=2)
    assert set(SelfCheck.model_fields) == {"member_id", "team_id", "answers"}
    with db.reader.connect() as connection:
        sealed = [bytes(row[0]) for row in connection.exec_driver_sql("SELECT answers FROM selfcheck")]
    assert len(sealed) == 2
    assert len({len(each) for each in sealed}) == 1
    assert len(sealed[0]) >= STEP_CHARS
    assert not [each for each in sealed if pair_id.encode() in each or b"style" in each]


def test_nothing_else_is_kept_and_no_private_request_is_touched(rapport: Rapport, db: Database, pair_id: str) -> None:
    def counts() -> dict[str, int]:
        with db.reader.connect() as connection:
            return {
                table.name: len(connection.execute(table.select()).all())
                for table in _tables()
                if table.name != "selfcheck"
            }

    before, asked = counts(), kept_rows(rapport)
    answer(rapport, marks(usual=1))
    assert counts() == before
    assert kept_rows(rapport) == asked
    referred = {key.column.table.name for key in SQLModel.metadata.tables["selfcheck"].foreign_keys}
    assert referred == {"member"}


def test_nothing_is_logged(rapport: Rapport, pair_id: str) -> None:
    with everything_logged() as lines:
        answer(rapport, marks(usual=1))
    assert lines.getvalue()
    assert "check" not in lines.getvalue()


def _blocks(stage: Stage, *users: str) -> list[str]:
    """Return the blocks of all that has reached these users."""
    return [str((said.get("view") or said).get("blocks")) for user, said in stage.said_to() if user in users]


def _tables() -> list[Table]:
    return list(whole_metadata().sorted_tables)
