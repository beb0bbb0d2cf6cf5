"""How what somebody has with others ends when their data is erased: as it always ends."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.services import erasing
from storage.database import Database
from storage.vocabulary import PairState, RequestState, TouchpointKind
from tests.integration.ending_steps import deliver, messages, notes, state_of, write
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the
from tests.rapport import Rapport
from tests.requesting import asked, the_requests

DAY = timedelta(days=1)


def erase(deps: Deps, user: str = MENTEE) -> erasing.Erased:
    return erasing.erase(deps, member_id=the(deps.db, user).id)


def hears(rapport: Rapport, deps: Deps) -> list[tuple[str, str]]:
    return [(user, message["text"]) for user, message in deliver(rapport, deps)]


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.HELD])
def test_a_pair_that_has_not_begun_does_not_come_about(
    rapport: Rapport, deps: Deps, db: Database, state: PairState
) -> None:
    pair_id = pair_up(db, state=state)
    erase(deps)
    assert state_of(deps, pair_id) is PairState.DECLINED
    assert {user for user, _ in hears(rapport, deps)} == {MENTOR, STRANGER}


def test_a_note_that_was_not_out_yet_goes_and_one_that_was_takes_effect_now(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    other = pair_up(db, mentor=STRANGER)
    write(deps, pair_id, letter="Dear Idris, MARKER")
    clock.at += 2 * DAY
    write(deps, other, letter="Dear Vera, MARKER", view_id="E2")
    erase(deps)
    assert {note.pair_id: ("MARKER" in note.letter, note.ends_at == clock.at) for note in notes(deps)} == {
        pair_id: (True, True),
        other: (False, True),
    }
    assert len(messages(deps, TouchpointKind.ENDING_COME)) == 1


def test_a_request_to_them_is_answered_and_one_of_theirs_is_gone(deps: Deps, db: Database, programme: Rapport) -> None:
    asked(deps)
    erase(deps, MENTOR)
    assert [each.state for each in the_requests(db)] == [RequestState.NOT_NOW]
    assert [user for kind, user in messages(deps, TouchpointKind.REQUEST_ANSWERED)] == [MENTEE]
    erase(deps, MENTEE)
    assert the_requests(db) == []
