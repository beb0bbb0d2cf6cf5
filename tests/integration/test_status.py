"""What `status` and `check` tell whoever watches over a running Rapport."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.console.check import check
from bot.console.status import duration, status
from bot.deps import Deps
from bot.domain.own_data import GRACE
from bot.services import installations
from bot.services.status import WorkspaceStatus, workspaces
from storage import clockwork, pace
from storage.clockwork import Heartbeat
from storage.database import Database
from storage.installations import keep_installation
from storage.instants import machine_now
from storage.keyring import Keyring
from storage.members import Member
from storage.pace import Pace
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.outbox import HandClock
from tests.payloads import TEAM
from tests.rapport import running_rapport

CLOCK = HandClock()
OTHER = "T0OTHER001"
State = TouchpointState


@pytest.fixture
def deps(db: Database, keyring: Keyring) -> Iterator[Deps]:
    """The collaborators; it is noon."""
    with running_rapport(db, keyring) as rapport:
        yield replace(rapport.deps, clock=CLOCK)


def message(deps: Deps, state: TouchpointState, *, team_id: str = TEAM, **fields: Any) -> None:  # noqa: ANN401 - any field
    """Keep one message, due an hour ago unless told otherwise."""
    noon = CLOCK.now()
    plain: dict[str, Any] = {
        "kind": TouchpointKind.AGENDA_PROMPT,
        "subject_id": "m1",
        "due_at": noon - timedelta(hours=1),
        "expires_at": noon + timedelta(days=1),
    }
    with deps.db.begin() as session:
        member = session.exec(select(Member)).first()
        if member is None:
            member = Member(team_id=TEAM, user_id="U0MAYA0001", name="Maya Lindqvist")
            session.add(member)
            session.flush()
        key = f"key-{len(session.exec(select(Touchpoint)).all())}"
        row = {**plain, "team_id": team_id, "dedupe_key": key, "member_id": member.id, "state": state, **fields}
        session.add(Touchpoint(**row))


def only(deps: Deps) -> WorkspaceStatus:
    """Return the status of the one workspace."""
    (found,) = workspaces(deps)
    return found


def test_every_message_is_counted_where_it_stands(deps: Deps) -> None:
    message(deps, State.READY, due_at=CLOCK.now() - timedelta(seconds=90))
    message(deps, State.READY, due_at=CLOCK.now() - timedelta(seconds=30), attempts=2)
    message(deps, State.READY, due_at=CLOCK.now() + timedelta(seconds=1))
    message(deps, State.LEASED)
    message(deps, State.SENDING)
    message(deps, State.SENT, attempts=1)
    message(deps, State.SENT, attempts=3)
    for outcome in ("expired", "moved", "expired"):
        message(deps, State.SKIPPED, outcome=outcome)
    message(deps, State.FAILED, outcome="invalid_blocks")
    message(deps, State.DOUBTFUL)
    found = only(deps)
    assert (found.due, found.lag_seconds, found.planned, found.in_flight) == (2, 90.0, 1, 2)
    assert (found.sent, found.retried, found.doubtful, found.failed) == (2, 2, 1, 1)
    assert list(found.dropped.items()) == [("expired", 2), ("moved", 1)]
    assert found.failures == {"invalid_blocks": 1}


def test_each_workspace_is_counted_apart(deps: Deps) -> None:
    message(deps, State.SENT)
    message(deps, State.READY, team_id=OTHER)
    assert [(found.team_id, found.sent, found.due) for found in workspaces(deps)] == [(OTHER, 0, 1), (TEAM, 1, 0)]


def test_the_number_of_statements_does_not_grow_with_the_workspaces(deps: Deps, counted: Any) -> None:  # noqa: ANN401 - a fixture
    message(deps, State.READY)
    with counted() as few:
        workspaces(deps)
    for number in range(10):
        message(deps, State.READY, team_id=f"T{number:09}")
    with counted() as many:
        workspaces(deps)
    assert len(many) == len(few) <= 4


def test_what_holds_a_workspace_up_is_told(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    with deps.db.begin() as session:
        session.add(Pace(team_id=TEAM, next_slot_at=machine_now(session), interval_us=2_000_000))
    assert (only(deps).seconds_between, only(deps).blocked_seconds, only(deps).paused) == (2.0, 0.0, None)
    with deps.db.begin() as session:
        pace.block(session, team_id=TEAM, seconds=40)
    assert 30 < only(deps).blocked_seconds <= 40
    status(deps, as_json=False)
    assert f"Workspace {TEAM}: one message every 2.00 s, blocked for" in capsys.readouterr().out
    with deps.db.begin() as session:
        pace.pause(session, team_id=TEAM, reason="token_revoked")
    status(deps, as_json=False)
    assert f"Workspace {TEAM}: PAUSED, Slack says token_revoked" in capsys.readouterr().out


def test_a_workspace_that_has_sent_rapport_away_reads_until_when_it_can_come_again(
    deps: Deps, capsys: pytest.CaptureFixture[str]
) -> None:
    with deps.db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=CLOCK.now())
    installations.hold(deps, team_id=TEAM, reason="app_uninstalled")
    goes = f"all that is kept of it goes on {CLOCK.now() + GRACE:%Y-%m-%d}"
    status(deps, as_json=False)
    assert goes in capsys.readouterr().out
    check(deps.settings, compose=lambda _: deps)
    assert goes in capsys.readouterr().out


def test_the_table_has_a_line_for_each_way_a_message_may_stand(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    message(deps, State.READY, due_at=CLOCK.now() - timedelta(minutes=5))
    message(deps, State.SKIPPED, outcome="expired")
    assert status(deps, as_json=False) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert ["due", "now", "1", "the", "oldest", "for", "5", "min"] in lines
    assert ["dropped", "1", "expired", "1"] in lines
    words = {line[0] for line in lines}
    assert words == {"due", "planned", "in", "sent", "dropped", "retried", "doubtful", "failed"}


def test_programs_get_the_same_as_json_without_anybodys_name(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    message(deps, State.SKIPPED, outcome="expired")
    assert status(deps, as_json=True) == 0
    said = capsys.readouterr().out
    (found,) = json.loads(said)
    assert (found["team_id"], found["dropped"], found["lag_seconds"]) == (TEAM, {"expired": 1}, 0.0)
    assert "Maya" not in said
    assert "U0MAYA0001" not in said


def test_an_empty_database_has_nothing_to_tell(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(deps, as_json=False) == 0
    assert capsys.readouterr().out == "No workspace has a message yet.\n"


def test_a_database_that_was_never_made_is_told(deps: Deps, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    never = Database.open(f"sqlite:///{tmp_path / 'never.db'}", keyring=deps.keyring)
    assert status(replace(deps, db=never), as_json=False) == 1
    assert "not made yet" in capsys.readouterr().out


def test_check_is_red_while_a_round_is_silent_and_green_when_it_has_come_round(
    deps: Deps, capsys: pytest.CaptureFixture[str]
) -> None:
    with deps.db.begin() as session:
        clockwork.beat(session, owner="p1", beats={"sender": 1.0, "expire": 60.0})
    assert "ok     clockwork" in _checked(deps, capsys)
    with deps.db.begin() as session:
        for beat in session.exec(select(Heartbeat).where(Heartbeat.name == "sender")):
            beat.beat_at -= timedelta(seconds=100)
            session.add(beat)
    said = _checked(deps, capsys)
    assert "wrong  clockwork: silent: sender of p1 for 100 s. Start Rapport again" in said
    assert "expire of" not in said
    with deps.db.begin() as session:
        clockwork.beat(session, owner="p1", beats={"sender": 1.0})
    assert "ok     clockwork" in _checked(deps, capsys)


def test_check_counts_what_failed_and_what_is_doubtful(deps: Deps, capsys: pytest.CaptureFixture[str]) -> None:
    for state in (State.FAILED, State.DOUBTFUL, State.DOUBTFUL):
        message(deps, state)
    assert "messages: 1 failed, 2 doubtful" in _checked(deps, capsys)


def _checked(deps: Deps, capsys: pytest.CaptureFixture[str]) -> str:
    check(deps.settings, compose=lambda _: deps)
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h"), (200_000, "2 d")],
)
def test_a_length_of_time_is_told_in_one_unit(seconds: float, said: str) -> None:
    assert duration(seconds) == said
