"""What was done to a programme is noted: who, what kind of thing, when; nothing of its contents."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bot.deps import Deps
from bot.services import audit
from storage.audit import AuditEntry, note, note_everywhere
from storage.database import Database
from storage.installations import keep_installation
from storage.vocabulary import AuditKind
from tests.facilitating import FACILITATOR
from tests.outbox import HandClock, timed
from tests.pairing import ELSEWHERE, NOW, enrol, the
from tests.payloads import TEAM


def noted(db: Database) -> list[AuditEntry]:
    """Return everything that is noted, as it came."""
    with db.read() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.at), col(AuditEntry.id))))


def test_a_decision_about_a_pair_on_hold_is_noted_by_its_day_alone(db: Database) -> None:
    enrol(db, FACILITATOR)
    with db.begin() as session:
        for kind in (AuditKind.PAIR_PROPOSED, AuditKind.PAIR_SETTLED):
            note(session, team_id=TEAM, actor_id=the(db, FACILITATOR).id, kind=kind, at=NOW)
    at = {each.kind: each.at for each in noted(db)}
    assert at == {
        AuditKind.PAIR_PROPOSED: NOW,
        AuditKind.PAIR_SETTLED: datetime(NOW.year, NOW.month, NOW.day, 12, tzinfo=UTC),
    }


def test_what_is_done_at_the_machine_is_noted_in_every_workspace_and_names_nobody(db: Database) -> None:
    with db.begin() as session:
        for team_id in (TEAM, ELSEWHERE):
            keep_installation(session, team_id=team_id, bot_token="xoxb-1", bot_user_id="UBOT", at=NOW)
        note_everywhere(session, kind=AuditKind.RESEALED, at=NOW)
    assert {(each.team_id, each.actor_id) for each in noted(db)} == {(TEAM, None), (ELSEWHERE, None)}


def test_what_was_done_is_forgotten_after_two_years(deps: Deps, db: Database) -> None:
    ages = (timedelta(days=729), timedelta(days=731))
    with db.begin() as session:
        for age in ages:
            note(session, team_id=TEAM, actor_id=None, kind=AuditKind.BACKED_UP, at=NOW - age)
    audit.prune(timed(deps, HandClock(NOW)))
    assert [each.at for each in noted(db)] == [NOW - timedelta(days=729)]
