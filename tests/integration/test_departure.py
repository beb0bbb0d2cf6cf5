"""A workspace takes its token back: nothing goes out any more, nothing is lost, and a new start goes on."""

import pytest
from sqlmodel import select

from bot.services.installations import keep_own
from storage.database import Database
from storage.pace import Pace
from tests.outbox import keep_member, keep_message, row_of
from tests.payloads import TEAM, event
from tests.rapport import Rapport

REVOKED = event("tokens_revoked", tokens={"oauth": [], "bot": ["UBOT"]})
UNINSTALLED = event("app_uninstalled")


def reason(db: Database) -> str | None:
    """Return why the workspace is held, None when it is not."""
    with db.read() as session:
        return session.exec(select(Pace.paused_reason).where(Pace.team_id == TEAM)).first()


@pytest.mark.parametrize("payload", [REVOKED, UNINSTALLED], ids=["revoked", "uninstalled"])
def test_its_messages_are_held_for_slacks_reason_and_kept(
    rapport: Rapport, db: Database, payload: dict[str, dict[str, str]]
) -> None:
    message = keep_message(rapport.deps, keep_member(rapport.deps, "U0MAYA0001"))
    assert rapport.receive(payload).status == 200
    assert reason(db) == payload["event"]["type"]
    assert row_of(rapport.deps, message).state.value == "ready"


def test_both_events_in_either_order_leave_it_held(rapport: Rapport, db: Database) -> None:
    for payload in (UNINSTALLED, REVOKED, UNINSTALLED):
        assert rapport.receive(payload).status == 200
    assert reason(db) is not None


def test_the_token_of_a_single_person_holds_nothing(rapport: Rapport, db: Database) -> None:
    tokens = {"oauth": ["U0MAYA0001"], "bot": []}
    assert rapport.receive(event("tokens_revoked", tokens=tokens)).status == 200
    assert reason(db) is None


def test_the_next_start_goes_on(rapport: Rapport, db: Database) -> None:
    rapport.receive(REVOKED)
    keep_own(rapport.deps, team_id=TEAM, bot_user_id="UBOT")
    assert reason(db) is None
