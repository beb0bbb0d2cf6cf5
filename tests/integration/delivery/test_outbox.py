"""The table of messages: what is taken first, what stays as it is, what is counted, and at which cost."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from bot.deps import Deps
from bot.services import delivery
from storage import touchpoints
from storage.database import Database
from storage.vocabulary import TouchpointState
from tests.outbox import NOON, keep_member, keep_message, row_of
from tests.payloads import TEAM


def test_a_message_that_is_settled_stays_settled(deps: Deps) -> None:
    message = keep_message(deps, keep_member(deps, "UMAYA"))
    with deps.db.begin() as session:
        touchpoints.settle(session, touchpoint_id=message.id, state=TouchpointState.SENT, at=NOON)
        touchpoints.settle(session, touchpoint_id=message.id, state=TouchpointState.FAILED, at=NOON, outcome="late")
        touchpoints.postpone(session, touchpoint_id=message.id, until=NOON + timedelta(hours=1), attempts=3)
        assert not touchpoints.claim(session, touchpoint_id=message.id)
    kept = row_of(deps, message)
    assert (kept.state, kept.outcome, kept.attempts, kept.due_at) == (TouchpointState.SENT, None, 0, NOON)


def test_people_whose_turn_is_not_now_are_passed_over(deps: Deps) -> None:
    maya, ben = keep_member(deps, "UMAYA"), keep_member(deps, "UBEN")
    keep_message(deps, maya, due_at=NOON - timedelta(hours=1))
    other = keep_message(deps, ben)
    due = delivery.next_due(deps, team_id=TEAM, now=NOON, passing_over=[maya.id])
    assert due is not None
    assert (due.touchpoint.id, due.member.user_id, due.channel_id) == (other.id, "UBEN", None)
    assert delivery.next_due(deps, team_id=TEAM, now=NOON, passing_over=[maya.id, ben.id]) is None


def test_what_is_due_is_found_by_its_index(
    file_db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with counted() as statements, file_db.read() as session:
        touchpoints.next_due(session, team_id=TEAM, now=NOON, passing_over=["somebody"])
    [statement] = statements
    with file_db.read() as session:
        values = tuple("1" * statement.count("?"))
        steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    plan = " | ".join(str(step[-1]) for step in steps)
    assert "ix_touchpoint_ready (team_id=?" in plan


def test_counted_is_what_failed_and_what_is_in_doubt(deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    outcomes = [TouchpointState.FAILED, TouchpointState.FAILED, TouchpointState.DOUBTFUL, TouchpointState.SENT]
    for state in outcomes:
        message = keep_message(deps, maya)
        with deps.db.begin() as session:
            touchpoints.settle(session, touchpoint_id=message.id, state=state, at=NOON)
    keep_message(deps, maya, team_id="T2")
    assert delivery.counts(deps, team_id=TEAM) == {
        TouchpointState.FAILED: 2,
        TouchpointState.DOUBTFUL: 1,
        TouchpointState.SENT: 1,
    }
