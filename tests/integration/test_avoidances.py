"""Whom somebody would rather not be paired with: honoured both ways, told to nobody."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.deps import Deps
from bot.services import offers
from storage.avoidances import keep_avoided
from storage.database import Database
from storage.vocabulary import Standing
from tests.facilitating import FACILITATOR, delivered, facilitated, filled, open_form, the_pairs
from tests.integration.offer_steps import offer
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.rapport import Rapport

BOTH_WAYS = [(MENTEE, MENTOR), (MENTOR, MENTEE)]


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    enrol(db, MENTEE, MENTOR, STRANGER, FACILITATOR)


def avoid(db: Database, owner: str, *others: str) -> None:
    member = the(db, owner)
    with db.begin() as session:
        keep_avoided(
            session,
            member_id=member.id,
            team_id=member.team_id,
            avoided=[the(db, other).id for other in others],
        )


def may_ask(deps: Deps, asker: str, mentor: str) -> bool:
    with deps.db.read() as session:
        return offers.may_be_asked(session, mentor=the(deps.db, mentor), by=the(deps.db, asker), now=deps.clock.now())


@pytest.mark.parametrize(("owner", "other"), BOTH_WAYS)
def test_neither_can_ask_the_other_whoever_has_named_whom(deps: Deps, db: Database, owner: str, other: str) -> None:
    offer(deps)
    assert may_ask(deps, MENTEE, MENTOR)
    avoid(db, owner, other)
    assert not may_ask(deps, MENTEE, MENTOR)
    assert may_ask(deps, STRANGER, MENTOR)
    avoid(db, owner)
    assert may_ask(deps, MENTEE, MENTOR)


@pytest.mark.parametrize(("owner", "other"), BOTH_WAYS)
def test_a_facilitator_hears_the_same_as_for_two_who_are_paired_or_a_mentor_without_room(
    rapport: Rapport, db: Database, owner: str, other: str
) -> None:
    facilitated(rapport, db)
    avoid(db, owner, other)
    apart = rapport.answer_to(filled(open_form(rapport)))
    avoid(db, owner)
    offer(rapport.deps, standing=Standing.CLOSED)
    closed = rapport.answer_to(filled(open_form(rapport)))
    offer(rapport.deps)
    pair_up(db)
    paired = rapport.answer_to(filled(open_form(rapport)))
    assert apart == closed == paired
    assert set(apart["errors"].values()) == {rapport.deps.catalog.pairs.paired_already}
    assert len(the_pairs(db)) == 1
    assert delivered(rapport) == {}


@pytest.mark.parametrize(
    ("said", "can_be_asked"),
    [
        ({}, True),
        ({"standing": Standing.CLOSED}, False),
        ({"standing": Standing.PAUSED, "paused_until": NOW.date() + timedelta(days=1)}, False),
    ],
    ids=str,
)
def test_who_takes_nobody_on_cannot_be_asked(
    deps: Deps, db: Database, said: dict[str, Standing | date], can_be_asked: bool
) -> None:
    offer(deps, **said)
    assert may_ask(deps, MENTEE, MENTOR) is can_be_asked


def test_who_has_no_room_cannot_be_asked(deps: Deps, db: Database) -> None:
    offer(deps, capacity=1)
    pair_up(db, mentee=STRANGER)
    assert not may_ask(deps, MENTEE, MENTOR)


def test_who_has_never_offered_anything_can_be_asked_by_name(deps: Deps, db: Database) -> None:
    assert may_ask(deps, MENTEE, MENTOR)


def test_neither_the_file_nor_its_journals_tell_who_is_on_a_list(file_db: Database, tmp_path: Path) -> None:
    enrol(file_db, MENTEE, MENTOR)
    other_id = the(file_db, MENTOR).id
    before = [path.read_bytes().count(other_id.encode()) for path in sorted(tmp_path.iterdir())]
    avoid(file_db, MENTEE, MENTOR)
    after = [path.read_bytes().count(other_id.encode()) for path in sorted(tmp_path.iterdir())]
    assert sum(before) > 0
    assert after == before
