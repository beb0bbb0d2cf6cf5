"""Whose pair it is: ids come from payloads, and their senders choose them."""

import pytest
from sqlmodel import Session

from bot.errors import NotYoursError
from bot.services import access
from storage.database import Database
from storage.vocabulary import PairState
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up, the

OPEN = (PairState.PROPOSED, PairState.ACTIVE)


@pytest.mark.parametrize("user_id", [MENTOR, MENTEE])
@pytest.mark.parametrize("state", OPEN)
def test_a_pair_is_that_of_its_two_people(db: Database, user_id: str, state: PairState) -> None:
    pair_id, actor = pair_up(db, state=state), the(db, user_id)
    with db.read() as session:
        assert access.pair_of(session, actor, pair_id).pair_id == pair_id


def test_a_pair_is_nobody_elses_and_not_even_of_who_proposed_it(db: Database) -> None:
    pair_id = pair_up(db)
    with db.read() as session:
        _refused(session, db, STRANGER, pair_id)
        _refused(session, db, MENTOR, "no such pair")


def test_a_declined_pair_is_no_more(db: Database) -> None:
    pair_id = pair_up(db, state=PairState.DECLINED)
    with db.read() as session:
        _refused(session, db, MENTOR, pair_id)
        assert access.proposal_of(session, the(db, MENTOR), pair_id).pair.id == pair_id


def test_a_proposed_pair_is_not_yet_an_active_one(db: Database) -> None:
    pair_id = pair_up(db, state=PairState.PROPOSED)
    with db.read() as session, pytest.raises(NotYoursError):
        access.active_pair_of(session, the(db, MENTOR), pair_id)


def test_a_proposal_is_answered_by_nobody_else(db: Database) -> None:
    pair_id = pair_up(db, state=PairState.PROPOSED)
    with db.read() as session, pytest.raises(NotYoursError):
        access.proposal_of(session, the(db, STRANGER), pair_id)


def _refused(session: Session, db: Database, user_id: str, pair_id: str) -> None:
    with pytest.raises(NotYoursError):
        access.pair_of(session, the(db, user_id), pair_id)
