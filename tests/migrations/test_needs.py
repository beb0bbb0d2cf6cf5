"""Needs and an older version: it finds none of them, and the requests and pairs that came of them as they were."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from bot.services.letter import planned
from storage.columns import new_id
from storage.database import Database
from storage.migrations import runner
from storage.needs import Need
from storage.requests import Request
from storage.touchpoints import Touchpoint, plan
from storage.vocabulary import RequestState, Strength, TouchpointKind
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import TEAM


def a_need(db: Database) -> Need:
    """Return a need that a request has led to a pair for, with both in their places."""
    pair_id = pair_up(db)
    two: dict[str, Any] = {"mentee_id": the(db, MENTEE).id, "mentor_id": the(db, MENTOR).id}
    request = Request(team_id=TEAM, **two, state=RequestState.ACCEPTED, asked_at=NOW, pair_id=pair_id)
    need = Need(
        id=new_id(),
        team_id=TEAM,
        mentee_id=two["mentee_id"],
        about=Strength.GRANTS,
        topic="Budgets",
        request_id=request.id,
        proposed_by_id=two["mentor_id"],
        shared_with=pair_id,
        named_on=NOW.date(),
    )
    told = planned(
        kind=TouchpointKind.NEED_SHARED,
        member_id=two["mentor_id"],
        team_id=TEAM,
        subject_id=pair_id,
        due_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    with db.begin() as session:
        session.add(request)
        session.flush()
        session.add(need)
        plan(session, [told])
    return need


def test_an_older_version_finds_what_came_of_needs_and_none_of_them(db: Database) -> None:
    need = a_need(db)
    runner.downgrade(db.migrator, to="0014")
    with db.read() as session:
        assert [request.id for request in session.exec(select(Request))] == [need.request_id]
        assert list(session.exec(select(Touchpoint))) == []
    runner.upgrade(db.migrator, to="0015")
    with db.read() as session:
        assert list(session.exec(select(Need))) == []
    with db.begin() as session:
        session.add(Need(**need.model_dump()))
    with db.read() as session:
        assert [each.topic for each in session.exec(select(Need))] == ["Budgets"]
