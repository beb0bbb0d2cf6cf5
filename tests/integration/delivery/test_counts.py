"""What is counted of the messages of a workspace."""

from bot.deps import Deps
from bot.services import delivery
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointState
from tests.outbox import NOON, keep_member, keep_message
from tests.payloads import TEAM


def test_counted_is_what_failed_and_what_is_in_doubt(deps: Deps) -> None:
    maya = keep_member(deps, "UMAYA")
    outcomes = [TouchpointState.FAILED, TouchpointState.FAILED, TouchpointState.DOUBTFUL, TouchpointState.SENT]
    for state in outcomes:
        message = keep_message(deps, maya)
        with deps.db.begin() as session:
            row = session.get_one(Touchpoint, message.id)
            row.state, row.settled_at = state, NOON
            session.add(row)
    keep_message(deps, maya, team_id="T2")
    assert delivery.counts(deps, team_id=TEAM) == {
        TouchpointState.FAILED: 2,
        TouchpointState.DOUBTFUL: 1,
        TouchpointState.SENT: 1,
    }
