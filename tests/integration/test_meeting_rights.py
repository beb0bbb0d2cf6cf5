"""Meetings are the pair's own: who may touch them, and what of them can be read from the database."""

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import calendar_file, meeting_forms, meetings
from storage.database import Database
from storage.vocabulary import Cadence, PairState
from tests.pairing import STRANGER, pair_up, the
from tests.planning import meetings_kept, move, plan


def test_a_meeting_is_no_strangers_to_touch(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    stranger = the(db, STRANGER)
    for attempt in (
        lambda: plan(deps, pair_id, by=STRANGER, view_id="M9"),
        lambda: move(deps, meeting_id, 1, by=STRANGER),
        lambda: meetings.cancel(deps, actor=stranger, meeting_id=meeting_id, revision=1),
        lambda: meetings.keep_cadence(deps, actor=stranger, pair_id=pair_id, cadence=Cadence.MONTHLY),
        lambda: meeting_forms.meeting_as_it_is(deps, actor=stranger, meeting_id=meeting_id),
        lambda: meeting_forms.new_meeting(deps, actor=stranger, pair_id=pair_id),
        lambda: calendar_file.ask_for_file(deps, actor=stranger, meeting_id=meeting_id),
        lambda: move(deps, "0" * 32, 1),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert (len(meetings_kept(db)), meetings_kept(db)[0].revision) == (1, 1)


def test_a_pair_that_is_only_proposed_plans_nothing(deps: Deps, db: Database) -> None:
    proposed = pair_up(db, state=PairState.PROPOSED)
    with pytest.raises(NotYoursError):
        plan(deps, proposed)
    assert meetings_kept(db) == []


def test_nothing_a_pair_typed_lies_in_clear(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    with db.read() as session:
        stored = session.connection().exec_driver_sql("SELECT place FROM meeting").scalar_one()
    assert b"MARKER" not in bytes(stored)
