"""Heartbeats: a process tells the database which of its rounds come round; `app.py check` finds the silent ones."""

import os
import secrets
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.deps import Deps
from bot.services import clockwork

EVERY_SECONDS = 15.0
OWNER_BYTES = 4


def new_owner() -> str:
    """Return a name for this process, unlike any other's on the same database."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(OWNER_BYTES)}"


def has_ended(owner: str) -> bool:
    """Return whether a process that called itself so ran on this machine and is no more; one elsewhere may be alive.

    A number that the system has given out again since counts as alive, unless it is this process's own.
    """
    host, pid, _ = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    return int(pid) == os.getpid() or not _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass(slots=True)
class Pulse:
    """When each round of this process last came round, in monotonic seconds, and what the database was told of it."""

    owner: str
    rounds: Mapping[str, float]
    """Each with the seconds between two."""
    clock: Callable[[], float] = time.monotonic
    _beat_at: dict[str, float] = field(default_factory=dict)
    _told_at: float = 0.0

    def __post_init__(self) -> None:
        """Take every round for alive: one that never comes round is noticed by its silence."""
        self._beat_at.update(dict.fromkeys(self.rounds, self.clock()))

    def came_round(self, name: str) -> None:
        """Note that a round came round; one that is not to be told of is passed over."""
        if name in self.rounds:
            self._beat_at[name] = self.clock()

    def tell(self, deps: Deps) -> None:
        """Tell the database of the rounds that have come round since it was last told."""
        began = self.clock()
        beats = {name: self.rounds[name] for name, beat_at in self._beat_at.items() if beat_at >= self._told_at}
        clockwork.beat(deps, owner=self.owner, beats=beats)
        self._told_at = began
