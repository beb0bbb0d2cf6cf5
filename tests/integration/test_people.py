"""Slack tells of people, and the roster keeps up."""

from storage.database import Database
from storage.members import Member, member_of
from tests.log_capture import captured_logs
from tests.payloads import TEAM, USER, event, slack_user
from tests.rapport import Rapport


def _member(db: Database) -> Member | None:
    with db.read() as session:
        return member_of(session, team_id=TEAM, user_id=USER)


def test_somebody_who_joins_is_known(rapport: Rapport, db: Database) -> None:
    rapport.answer_to(event("team_join", user=slack_user()))
    member = _member(db)
    assert member is not None
    assert (member.name, member.zone, member.is_full_member) == ("Maya Lindqvist", "America/Toronto", True)


def test_a_change_is_kept_under_the_same_id(rapport: Rapport, db: Database) -> None:
    rapport.answer_to(event("team_join", user=slack_user()))
    first = _member(db)
    rapport.answer_to(event("user_change", user=slack_user(tz="Europe/Berlin", deleted=True), event_id="Ev2"))
    second = _member(db)
    assert first is not None
    assert second is not None
    assert (second.id, second.zone, second.is_deleted) == (first.id, "Europe/Berlin", True)


def test_the_same_event_twice_leaves_one_member(rapport: Rapport, db: Database) -> None:
    for retry in (None, 1):
        assert rapport.receive(event("team_join", user=slack_user()), retry=retry).status == 200
    with db.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM member").scalar() == 1


def test_an_event_that_could_not_be_kept_is_not_acknowledged(rapport: Rapport, db: Database) -> None:
    with db.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE member RENAME TO elsewhere")
    assert rapport.receive(event("team_join", user=slack_user())).status == 500


def test_the_departure_of_the_workspace_is_acknowledged_and_logged(rapport: Rapport) -> None:
    with captured_logs("WARNING") as lines:
        assert rapport.receive(event("tokens_revoked", tokens={"bot": ["UBOT"]})).status == 200
        assert rapport.receive(event("app_uninstalled", event_id="Ev2")).status == 200
    causes = [line.split("event=")[1] for line in lines.getvalue().splitlines()]
    assert causes == ["workspace_left cause=tokens_revoked", "workspace_left cause=app_uninstalled"]
