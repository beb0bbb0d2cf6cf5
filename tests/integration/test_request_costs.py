"""What requests and holds cost: as many statements for three as for hundreds."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.deps import Deps
from bot.services import home, requests
from storage.database import Database
from storage.requests import Request
from storage.vocabulary import PairState
from tests.facilitating import FACILITATOR, facilitated
from tests.pairing import MENTOR, NOW, enrol, pair_up, the
from tests.payloads import TEAM
from tests.rapport import Rapport
from tests.requesting import known

Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    known(db)


def many_ask(db: Database, *mentees: str) -> None:
    """Let these people ask the mentor."""
    enrol(db, *mentees)
    with db.begin() as session:
        for mentee in mentees:
            request = Request(
                team_id=TEAM,
                mentee_id=the(db, mentee).id,
                mentor_id=the(db, MENTOR).id,
                wish="x",
                asked_at=NOW,
                helped_at=NOW,
            )
            session.add(request)


def test_the_list_of_requests_costs_the_same_however_many_there_are(deps: Deps, db: Database, counted: Counted) -> None:
    many_ask(db, "U0FIRST000")
    with counted() as few:
        requests.board(deps, actor=the(db, MENTOR), page=0)
    many_ask(db, *(f"U0MANY{number:04}" for number in range(60)))
    with counted() as many:
        board = requests.board(deps, actor=the(db, MENTOR), page=99)
    assert (board.page, board.pages, len(board.cards)) == (6, 7, 1)
    assert len(few) == len(many) <= 3


def test_a_home_costs_the_same_however_much_waits_for_a_mentor_and_a_facilitator(
    rapport: Rapport, deps: Deps, db: Database, counted: Counted
) -> None:
    facilitated(rapport, db)
    found = []
    for mentees in (["U0FIRST000"], [f"U0MANY{number:04}" for number in range(30)]):
        many_ask(db, *mentees)
        for mentee in mentees:
            pair_up(db, mentor=FACILITATOR, mentee=mentee, state=PairState.TALKING)
            pair_up(db, mentor=MENTOR, mentee=mentee, state=PairState.HELD)
        with counted() as statements:
            member = the(db, FACILITATOR)
            page = home.page(deps, team_id=TEAM, user_id=FACILITATOR, member=member, is_first_time=False)
        found.append(len(statements))
    assert page.to_weigh == 2 * 31
    assert len(page.proposals) == 31
    assert found[0] == found[1]
