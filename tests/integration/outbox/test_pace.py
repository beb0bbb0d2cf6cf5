from datetime import timedelta

from storage import pace
from storage.database import Database
from storage.instants import machine_now
from storage.pace import INTERVAL_US, LONGEST_INTERVAL_US, Pace
from tests.integration.outbox.rows import TEAM


def pace_of(db: Database, team_id: str = TEAM) -> Pace:
    """Return how a workspace's pace stands."""
    with db.read() as session:
        found = session.get(Pace, team_id)
    assert found is not None
    return found


def blocked_for(db: Database) -> timedelta | None:
    """Return how long the workspace is still blocked."""
    until = pace_of(db).blocked_until
    with db.read() as session:
        return None if until is None else until - machine_now(session)


def test_a_longer_block_stays_when_a_shorter_one_comes(db: Database) -> None:
    for seconds in (30, 90, 10):
        with db.begin() as session:
            pace.block(session, team_id=TEAM, seconds=seconds)
    left = blocked_for(db)
    assert left is not None
    assert timedelta(seconds=80) < left <= timedelta(seconds=90)


def test_each_429_leaves_a_twentieth_more_time_up_to_a_minute(db: Database) -> None:
    with db.begin() as session:
        pace.slow_down(session, team_id=TEAM)
    assert pace_of(db).interval_us == INTERVAL_US * 105 // 100
    for _ in range(100):
        with db.begin() as session:
            pace.slow_down(session, team_id=TEAM)
    assert pace_of(db).interval_us == LONGEST_INTERVAL_US


def test_quiet_minutes_bring_the_pace_back_to_the_configured_one_and_no_further(db: Database) -> None:
    with db.begin() as session:
        for _ in range(2):
            pace.slow_down(session, team_id=TEAM)
        assert pace.ease(session) == 1
    slowed_us = INTERVAL_US * 105 // 100 * 105 // 100
    assert pace_of(db).interval_us == slowed_us - slowed_us // 100
    with db.begin() as session:
        assert sum(pace.ease(session) for _ in range(60)) < 15
    assert pace_of(db).interval_us == INTERVAL_US


def test_a_workspace_that_was_blocked_within_the_minute_is_not_eased(db: Database) -> None:
    with db.begin() as session:
        pace.slow_down(session, team_id=TEAM)
        pace.block(session, team_id=TEAM, seconds=-30)
        assert pace.ease(session) == 0
        session.connection().exec_driver_sql("UPDATE pace SET blocked_until = 0")
        assert pace.ease(session) == 1


def test_troubles_are_counted_until_slack_takes_a_message(db: Database) -> None:
    with db.begin() as session:
        assert [pace.note_trouble(session, team_id=TEAM) for _ in range(3)] == [1, 2, 3]
        assert pace.note_success(session, team_id=TEAM)
        assert not pace.note_success(session, team_id=TEAM)
        assert pace.note_trouble(session, team_id=TEAM) == 1


def test_troubles_of_messages_that_were_under_way_together_count_once(db: Database) -> None:
    with db.begin() as session:
        assert pace.note_trouble(session, team_id=TEAM) == 1
        pace.block(session, team_id=TEAM, seconds=60)
        assert [pace.note_trouble(session, team_id=TEAM) for _ in range(3)] == [1, 1, 1]
        session.connection().exec_driver_sql("UPDATE pace SET blocked_until = 1")
        assert pace.note_trouble(session, team_id=TEAM) == 2


def test_a_success_ends_a_pause_but_not_what_a_429_asked_for(db: Database) -> None:
    with db.begin() as session:
        assert pace.pause(session, team_id=TEAM, reason="token_revoked")
    assert (pace_of(db).paused_reason, blocked_for(db) is not None) == ("token_revoked", True)
    with db.begin() as session:
        assert pace.note_success(session, team_id=TEAM)
    assert (pace_of(db).paused_reason, pace_of(db).blocked_until) == (None, None)
    with db.begin() as session:
        pace.note_trouble(session, team_id=TEAM)
        pace.block(session, team_id=TEAM, seconds=60)
        pace.note_success(session, team_id=TEAM)
    assert blocked_for(db) is not None


def test_only_a_paused_workspace_is_resumed(db: Database) -> None:
    with db.begin() as session:
        pace.block(session, team_id=TEAM, seconds=60)
        assert not pace.resume(session, team_id=TEAM)
        pace.pause(session, team_id=TEAM, reason="invalid_auth")
        assert pace.resume(session, team_id=TEAM)
    assert pace_of(db).blocked_until is None
