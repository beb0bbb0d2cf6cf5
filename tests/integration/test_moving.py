"""People move to another zone, or leave the workspace: what follows for the messages that wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.people import Person
from bot.services.letter import Letter, PointlessError
from bot.services.members import keep_people
from bot.services.post import WRITERS
from sandbox.blockkit import check_message
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import PairState, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NAMES, ZONES, pair_up, the
from tests.payloads import TEAM
from tests.planning import hours_now, plan, planned

PEOPLE = {
    each: Person(team_id=TEAM, user_id=each, name=NAMES[each], zone=ZONES[each], locale="") for each in (MENTEE, MENTOR)
}


def _told(db: Database) -> list[Touchpoint]:
    return planned(db, TouchpointKind.PARTNER_LEFT)


def _letter(db: Database, row: Touchpoint) -> Letter:
    member = the(db, MENTOR)
    return Letter(row.kind, row.team_id, member, row.subject_id, row.revision, row.due_at, hours_now(db, member))


def test_the_mornings_that_wait_for_somebody_go_with_them(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    before = {row.id: row.due_at for row in planned(db)}
    keep_people(deps, [replace(PEOPLE[MENTEE], zone="Europe/Berlin")])
    mine = the(db, MENTEE).id
    moved = {row.due_at - before[row.id] for row in planned(db) if row.member_id == mine and row.local_on}
    assert moved == {timedelta(hours=-6)}
    assert all(row.due_at == before[row.id] for row in planned(db) if row.member_id != mine)


def test_the_morning_of_today_never_comes_sooner(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    asked = planned(db, TouchpointKind.AGENDA_PROMPT)[0]
    clock.at = asked.due_at - timedelta(hours=5)
    keep_people(deps, [replace(PEOPLE[MENTEE], zone="Europe/Berlin")])
    assert planned(db, TouchpointKind.AGENDA_PROMPT)[0].due_at == asked.due_at
    keep_people(deps, [replace(PEOPLE[MENTEE], zone="America/Vancouver")])
    assert planned(db, TouchpointKind.AGENDA_PROMPT)[0].due_at == datetime(2026, 11, 10, 17, tzinfo=UTC)


def test_a_new_name_moves_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    before = [(row.id, row.due_at) for row in planned(db)]
    assert keep_people(deps, [replace(PEOPLE[MENTEE], name="Maya L.")]) == 1
    assert [(row.id, row.due_at) for row in planned(db)] == before


def test_whoever_stays_is_told_once_when_the_other_leaves(deps: Deps, db: Database, pair_id: str) -> None:
    gone = replace(PEOPLE[MENTEE], is_deleted=True)
    for person in (gone, gone, PEOPLE[MENTEE], gone):
        keep_people(deps, [person])
    (told,) = _told(db)
    assert (told.member_id, told.subject_id) == (the(db, MENTOR).id, pair_id)
    message = WRITERS[told.kind](deps, _letter(db, told))
    assert isinstance(message, dict)
    assert check_message(message) == []
    assert message["text"].startswith(f"{NAMES[MENTEE]} is no longer in this workspace.")
    assert deps.catalog.common.talk in str(message["blocks"])


def test_whoever_is_back_is_not_said_to_be_gone(deps: Deps, db: Database, pair_id: str) -> None:
    keep_people(deps, [replace(PEOPLE[MENTEE], is_deleted=True)])
    keep_people(deps, [PEOPLE[MENTEE]])
    with pytest.raises(PointlessError, match="back"):
        WRITERS[TouchpointKind.PARTNER_LEFT](deps, _letter(db, _told(db)[0]))


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.DECLINED])
def test_a_pair_that_never_began_is_nobodys_news(deps: Deps, db: Database, state: PairState) -> None:
    pair_up(db, state=state)
    keep_people(deps, [replace(PEOPLE[MENTEE], is_deleted=True)])
    assert _told(db) == []


def test_somebody_who_was_never_here_leaves_nobody(deps: Deps, db: Database) -> None:
    assert keep_people(deps, [replace(PEOPLE[MENTEE], is_deleted=True)]) == 0
    assert _told(db) == []
