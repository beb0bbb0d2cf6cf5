from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlmodel import update

from storage import clockwork
from storage.clockwork import Heartbeat, JobLease
from storage.database import Database
from storage.instants import machine_now


def take(db: Database, owner: str, *, name: str = "reap", seconds: float = 60) -> bool:
    """Try to take a piece of work."""
    with db.begin() as session:
        return clockwork.take_lease(session, name=name, owner=owner, seconds=seconds)


def test_the_machines_clock_is_aware_and_close_to_this_processs(db: Database) -> None:
    with db.read() as session:
        now = machine_now(session)
    assert now.utcoffset() == timedelta()
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_machines_clock_moves_within_a_transaction(db: Database) -> None:
    with db.begin() as session:
        assert machine_now(session) < machine_now(session)


def test_a_piece_of_work_is_one_processs_at_a_time(db: Database) -> None:
    assert take(db, "a")
    assert not take(db, "b")
    assert take(db, "a")
    assert take(db, "b", name="prune")


def test_a_lease_that_has_ended_goes_to_the_next(db: Database) -> None:
    assert take(db, "a", seconds=-1)
    assert take(db, "b")
    assert not take(db, "a")


def test_what_is_given_back_is_free_and_only_its_owner_gives_it_back(db: Database) -> None:
    take(db, "a")
    with db.begin() as session:
        clockwork.give_back(session, name="reap", owner="b")
    assert not take(db, "b")
    with db.begin() as session:
        clockwork.give_back(session, name="reap", owner="a")
    assert take(db, "b")


def test_of_many_who_ask_at_once_one_gets_it(db: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda number: take(db, f"p{number}"), range(8))) == 1
    with db.begin() as session:
        session.exec(update(JobLease).values(until=datetime(2000, 1, 1, tzinfo=UTC)))
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda number: take(db, f"q{number}"), range(8))) == 1


def test_a_round_is_silent_after_three_missed_beats(db: Database) -> None:
    with db.begin() as session:
        clockwork.beat(session, owner="a", beats={"sender": 1.0, "roster": 21_600.0})
        assert clockwork.silent(session) == []
        session.exec(update(Heartbeat).values(beat_at=machine_now(session) - timedelta(seconds=44)))
        assert clockwork.silent(session) == []
        session.exec(update(Heartbeat).values(beat_at=machine_now(session) - timedelta(seconds=50)))
        [silent] = clockwork.silent(session)
    assert (silent.owner, silent.name, 50 <= silent.seconds < 60) == ("a", "sender", True)


def test_a_beat_ends_a_silence(db: Database) -> None:
    with db.begin() as session:
        clockwork.beat(session, owner="a", beats={"sender": 1.0})
        session.exec(update(Heartbeat).values(beat_at=machine_now(session) - timedelta(seconds=90)))
        clockwork.beat(session, owner="a", beats={"sender": 1.0})
        assert clockwork.silent(session) == []


def test_who_ends_as_he_should_is_forgotten_alone(db: Database) -> None:
    with db.begin() as session:
        for owner in "ab":
            clockwork.beat(session, owner=owner, beats={"sender": 1.0, "reap": 15.0})
        assert sorted(clockwork.owners(session)) == ["a", "b"]
        clockwork.forget_beats(session, owner="a")
        assert clockwork.owners(session) == ["b"]
        assert clockwork.forget_the_dead(session) == 0
        assert clockwork.forget_the_dead(session, older_than_seconds=-60) == 2


def test_a_round_that_stands_still_stays_silent_for_as_long_as_its_process_lives(db: Database) -> None:
    with db.begin() as session:
        for owner in "ab":
            clockwork.beat(session, owner=owner, beats={"sender": 1.0, "reap": 15.0})
        session.exec(update(Heartbeat).values(beat_at=machine_now(session) - timedelta(hours=3)))
        clockwork.beat(session, owner="a", beats={"reap": 15.0})
        assert clockwork.forget_the_dead(session) == 2
        assert [(silent.owner, silent.name) for silent in clockwork.silent(session)] == [("a", "sender")]
