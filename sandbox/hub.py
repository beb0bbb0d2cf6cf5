"""Tells listening pages that something changed. Says what to look at again, never what it says."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False, slots=True)
class Listener:
    """One open stream of one person. None in its queue means: the workspace ends."""

    user: str
    queue: asyncio.Queue[dict[str, str] | None] = field(default_factory=asyncio.Queue)


@dataclass(slots=True)
class Hub:
    """The open streams."""

    listeners: set[Listener] = field(default_factory=set)

    def listen(self, user: str) -> Listener:
        """Open a stream for `user`."""
        listener = Listener(user)
        self.listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Close a stream."""
        self.listeners.discard(listener)

    def announce(self, kind: str, *, only: Collection[str] | None = None, **where: str) -> None:
        """Tell everybody, or `only` these people, to look again at `where`."""
        for listener in self.listeners:
            if only is None or listener.user in only:
                listener.queue.put_nowait({"kind": kind, **where})

    def end(self) -> None:
        """Close all streams."""
        for listener in self.listeners:
            listener.queue.put_nowait(None)
