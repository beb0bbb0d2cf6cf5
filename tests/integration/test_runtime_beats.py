from sqlmodel import select

from bot.deps import Deps
from bot.runtime.beats import Pulse, new_owner
from bot.services import clockwork
from storage.clockwork import Heartbeat, silent


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


def test_a_piece_of_work_is_one_process_s_at_a_time_where_several_may_write(deps: Deps) -> None:
    with (
        clockwork.turn_of(deps, name="reap", owner="a", seconds=60) as first,
        clockwork.turn_of(deps, name="reap", owner="b", seconds=60) as second,
    ):
        assert (first, second) == (True, deps.db.dialect_name == "sqlite")
    with clockwork.turn_of(deps, name="reap", owner="b", seconds=60) as later:
        assert later
