"""The letter of an introduction: changed by both, lost by nobody, and fixed once it is sent."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError, UserError
from bot.services.door_letters import LetterChangedError
from storage.database import Database
from storage.vocabulary import DoorKind, DoorState, TouchpointKind
from tests.integration.door_steps import LETTER, begin, kept, let_stand, word
from tests.pairing import MENTEE, MENTOR, the
from tests.planning import message, planned


@pytest.fixture
def door_id(deps: Deps, pair_id: str) -> str:
    """An introduction that the mentor has drafted."""
    return begin(deps, pair_id, DoorKind.INTRODUCTION)


def test_both_change_the_letter_and_nobody_is_written_to(deps: Deps, db: Database, door_id: str) -> None:
    word(deps, door_id, "Dear Ada", by=MENTEE)
    assert word(deps, door_id, "Dear Ada, dear Tom", by=MENTOR, revision=2).revision == 3
    assert kept(db, door_id).letter == "Dear Ada, dear Tom"
    assert [row.kind for row in planned(db)] == [TouchpointKind.DOOR_OPENED]
    assert "You can both change it" in message(deps, TouchpointKind.DOOR_OPENED)["text"], "still true after a change"


def test_a_letter_written_on_an_older_one_is_refused_with_the_newer_one(deps: Deps, db: Database, door_id: str) -> None:
    word(deps, door_id, "Hers", by=MENTEE)
    with pytest.raises(LetterChangedError) as refused:
        word(deps, door_id, "His", by=MENTOR)
    assert (refused.value.newer.said.letter, refused.value.newer.revision) == ("Hers", 2)
    assert kept(db, door_id).letter == "Hers"
    assert word(deps, door_id, "Hers", by=MENTOR).revision == 2, "the same words again change nothing"


def test_of_two_letters_kept_at_once_one_is_refused(deps: Deps, db: Database, door_id: str) -> None:
    together = threading.Barrier(2)

    def keep(user: str) -> bool:
        together.wait()
        try:
            word(deps, door_id, f"By {user}", by=user)
        except LetterChangedError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(keep, (MENTOR, MENTEE)))
    assert sorted(outcomes) == [False, True]
    winner = MENTOR if outcomes[0] else MENTEE
    assert (kept(db, door_id).letter, kept(db, door_id).revision) == (f"By {winner}", 2)


def test_of_two_who_say_at_once_that_they_have_sent_it_one_has(deps: Deps, db: Database, door_id: str) -> None:
    together = threading.Barrier(2)

    def send(user: str) -> None:
        together.wait()
        let_stand(deps, door_id, DoorState.SENT, by=user)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, (MENTOR, MENTEE)))
    (told,) = planned(db, TouchpointKind.DOOR_ANSWERED)
    assert kept(db, door_id).revision == 2
    assert {told.member_id, kept(db, door_id).answered_by_id} == {the(db, MENTOR).id, the(db, MENTEE).id}


@pytest.mark.parametrize("by", [MENTOR, MENTEE])
def test_once_it_is_sent_by_either_it_stays_as_it_was(deps: Deps, db: Database, door_id: str, by: str) -> None:
    sent = let_stand(deps, door_id, DoorState.SENT, by=by)
    assert (sent.state, sent.is_answered_by_me) == (DoorState.SENT, True)
    with pytest.raises(UserError, match="stays as it was"):
        word(deps, door_id, "Too late", by=MENTEE, revision=2)
    assert kept(db, door_id).letter == LETTER
    assert "MARKER" not in str(message(deps, TouchpointKind.DOOR_ANSWERED))


def test_the_mentee_says_later_whether_they_have_met_and_may_put_it_right(
    deps: Deps, db: Database, door_id: str
) -> None:
    assert let_stand(deps, door_id, DoorState.MET).state is DoorState.OPEN
    let_stand(deps, door_id, DoorState.SENT, by=MENTOR)
    assert let_stand(deps, door_id, DoorState.MET, by=MENTOR).state is DoorState.SENT, "that is the mentee's to say"
    assert let_stand(deps, door_id, DoorState.NOT_MET).state is DoorState.NOT_MET
    assert len(planned(db, TouchpointKind.DOOR_ANSWERED)) == 1
    assert let_stand(deps, door_id, DoorState.MET).state is DoorState.MET
    assert planned(db, TouchpointKind.DOOR_ANSWERED)[-1].member_id == the(db, MENTOR).id
    assert kept(db, door_id).answered_by_id == the(db, MENTOR).id


def test_an_introduction_can_be_left_by_either(deps: Deps, db: Database, pair_id: str, door_id: str) -> None:
    assert let_stand(deps, door_id, DoorState.WITHDRAWN, by=MENTOR).state is DoorState.WITHDRAWN
    wished = begin(deps, pair_id, DoorKind.INTRODUCTION, by=MENTEE)
    assert "hopes that you would introduce them" in message(deps, TouchpointKind.DOOR_OPENED)["text"]
    assert let_stand(deps, wished, DoorState.NOT_NOW, by=MENTOR).state is DoorState.NOT_NOW
    assert "says nothing about you" in message(deps, TouchpointKind.DOOR_ANSWERED)["text"]


def test_only_an_introduction_has_a_letter(deps: Deps, db: Database, pair_id: str) -> None:
    other = begin(deps, pair_id, DoorKind.OPPORTUNITY)
    with pytest.raises(NotYoursError):
        word(deps, other, "A letter")
    assert kept(db, other).letter is None
