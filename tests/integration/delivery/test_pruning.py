"""What was settled long ago is forgotten, a little at a time."""

from datetime import timedelta

from sqlalchemy import Engine, event
from sqlmodel import select, update

from bot.deps import Deps
from bot.services.delivery import KEPT, PRUNED_AT_ONCE, prune
from storage.columns import new_id
from storage.database import Database
from storage.touchpoints import PlannedTouchpoint, Touchpoint, plan
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.outbox import NOON, HandClock, keep_member


def test_much_that_is_old_is_deleted_in_many_short_transactions(deps: Deps, db: Database, clock: HandClock) -> None:
    member = keep_member(deps, "UMAYA")
    count = 2 * PRUNED_AT_ONCE + 1
    with db.begin() as session:
        plan(session, (_message(member.team_id, member.id) for _ in range(count)))
        session.exec(update(Touchpoint).values(state=TouchpointState.SENT, settled_at=NOON))
    clock.at = NOON + KEPT + timedelta(seconds=1)
    ends: list[object] = []
    note = ends.append
    event.listen(Engine, "commit", note)
    try:
        assert prune(deps) == count
    finally:
        event.remove(Engine, "commit", note)
    assert len(ends) == 3
    with db.read() as session:
        assert session.exec(select(Touchpoint.id)).first() is None


def _message(team_id: str, member_id: str) -> PlannedTouchpoint:
    return PlannedTouchpoint(
        team_id=team_id,
        dedupe_key=new_id(),
        member_id=member_id,
        kind=TouchpointKind.ITEM_DUE,
        subject_id="I1",
        due_at=NOON,
        expires_at=NOON,
    )
