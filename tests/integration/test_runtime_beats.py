import os
import socket
import subprocess
import sys

from sqlmodel import select

from bot.deps import Deps
from bot.runtime.beats import Pulse, has_ended, new_owner
from bot.services import clockwork
from storage.clockwork import Heartbeat, owners, silent


def told(deps: Deps) -> set[str]:
    with deps.db.read() as session:
        return {beat.name for beat in session.exec(select(Heartbeat))}


def test_only_rounds_that_came_round_are_told_of_again(deps: Deps) -> None:
    now = iter([1.0, 2.0, 3.0, 4.0, 5.0])
    pulse = Pulse("me", {"reap": 15.0, "sender": 0.2}, clock=lambda: next(now))
    pulse.tell(deps)
    assert told(deps) == {"reap", "sender"}
    clockwork.end_beating(deps, owner="me")
    pulse.came_round("sender")
    pulse.came_round("nobody knows this one")
    pulse.tell(deps)
    assert told(deps) == {"sender"}
    with deps.db.read() as session:
        assert silent(session) == []


def test_every_process_has_a_name_of_its_own() -> None:
    assert new_owner() != new_owner()


def test_a_start_forgets_processes_of_this_machine_that_were_killed_and_no_other(deps: Deps) -> None:
    host = socket.gethostname()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = {f"{host}:{ended.pid}:ab", f"{host}:{os.getpid()}:ab"}
    alive = {f"{host}:{os.getppid()}:ab", f"another-{host}:{ended.pid}:ab"}
    assert {owner for owner in gone | alive if has_ended(owner)} == gone
    for owner in gone | alive:
        clockwork.beat(deps, owner=owner, beats={"sender": 0.2})
    clockwork.begin_beating(deps, has_ended=has_ended)
    with deps.db.read() as session:
        assert set(owners(session)) == (set() if deps.db.dialect_name == "sqlite" else alive)


def test_a_piece_of_work_is_one_process_s_at_a_time_where_several_may_write(deps: Deps) -> None:
    with (
        clockwork.turn_of(deps, name="reap", owner="a", seconds=60) as first,
        clockwork.turn_of(deps, name="reap", owner="b", seconds=60) as second,
    ):
        assert (first, second) == (True, deps.db.dialect_name == "sqlite")
    with clockwork.turn_of(deps, name="reap", owner="b", seconds=60) as later:
        assert later
