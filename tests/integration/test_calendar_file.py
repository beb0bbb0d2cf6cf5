"""A calendar file that never arrived can be asked for again; one on its way or there already cannot."""

import pytest
from sqlmodel import col, update

from bot.deps import Deps
from bot.services import calendar_file
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.pairing import MENTOR, NOW, pair_up, the
from tests.planning import plan, planned

LOST = [TouchpointState.SKIPPED, TouchpointState.FAILED, TouchpointState.DOUBTFUL]


def asked(deps: Deps, meeting_id: str) -> bool:
    return calendar_file.ask_for_file(deps, actor=the(deps.db, MENTOR), meeting_id=meeting_id)


@pytest.mark.parametrize("state", [*LOST, TouchpointState.SENT])
def test_a_file_is_sent_again_only_when_it_never_arrived(deps: Deps, db: Database, state: TouchpointState) -> None:
    meeting_id = plan(deps, pair_up(db))
    assert asked(deps, meeting_id)
    assert not asked(deps, meeting_id)
    file = planned(db, TouchpointKind.MEETING_FILE)[0]
    with db.begin() as session:
        session.exec(
            update(Touchpoint).values(state=state, settled_at=NOW, outcome="x").where(col(Touchpoint.id) == file.id)
        )
    assert asked(deps, meeting_id) is (state in LOST)
    again = planned(db, TouchpointKind.MEETING_FILE)
    assert len(again) == 1
    assert again[0].state is (TouchpointState.READY if state in LOST else TouchpointState.SENT)
    assert again[0].outcome == (None if state in LOST else "x")
