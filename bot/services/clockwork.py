"""What processes on one database settle among themselves: whose turn a piece of work is, and who is alive."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from bot.deps import Deps
from storage import clockwork


@contextmanager
def turn_of(deps: Deps, *, name: str, owner: str, seconds: float) -> Iterator[bool]:
    """Give whether a piece of work is this process's now; others leave it alone until the block ends.

    On SQLite, where one process writes, it always is.

    Args:
        deps: the collaborators.
        name: the piece of work.
        owner: this process.
        seconds: after which others take it over from a process that died.
    """
    if deps.db.dialect_name == "sqlite":
        yield True
        return
    with deps.db.begin() as session:
        is_ours = clockwork.take_lease(session, name=name, owner=owner, seconds=seconds)
    try:
        yield is_ours
    finally:
        if is_ours:
            with deps.db.begin() as session:
                clockwork.give_back(session, name=name, owner=owner)


def beat(deps: Deps, *, owner: str, beats: Mapping[str, float]) -> None:
    """Note that these rounds of a process have come round, each with the seconds it has; and forget the long dead."""
    with deps.db.begin() as session:
        clockwork.beat(session, owner=owner, beats=beats)
        clockwork.forget_the_dead(session)


def begin_beating(deps: Deps, *, has_ended: Callable[[str], bool]) -> None:
    """Forget, at a start, processes that were killed: on SQLite, where one process writes, all that went before.

    Args:
        deps: the collaborators.
        has_ended: whether the process of this name is known to be no more.
    """
    is_alone = deps.db.dialect_name == "sqlite"
    with deps.db.begin() as session:
        for owner in clockwork.owners(session):
            if is_alone or has_ended(owner):
                clockwork.forget_beats(session, owner=owner)


def end_beating(deps: Deps, *, owner: str) -> None:
    """Forget a process that ends as it should."""
    with deps.db.begin() as session:
        clockwork.forget_beats(session, owner=owner)
