"""A road between two ports of this machine that can be broken as networks break: reset, silent, closed."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 65_536
LOOK_SECONDS = 0.02
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER of zero seconds: closing sends a reset instead of a farewell (man 7 socket)."""


@dataclass(eq=False)
class Lane:
    """One connection on its way through: both of its ends, after which word it falls silent, and whether it has."""

    near: socket.socket
    far: socket.socket
    last_word: bytes | None = None
    is_silent: threading.Event = field(default_factory=threading.Event)

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        """Hand on what comes until one end closes; swallow it while the lane is silent."""
        source.settimeout(LOOK_SECONDS)  # a socket that somebody waits for is not reset when it is closed
        with suppress(OSError):
            while (chunk := _read(source)) != b"":
                if chunk and not self.is_silent.is_set():
                    target.sendall(chunk)
                    if self.last_word is not None and self.last_word in chunk:
                        self.is_silent.set()
        if not self.is_silent.is_set():
            self.close()

    def close(self) -> None:
        """Close both ends."""
        for end in (self.near, self.far):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def reset(self) -> None:
        """Cut the near end off without a farewell."""
        self.near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.near.close()
        self.far.close()


def _read(source: socket.socket) -> bytes | None:
    """Return what has come, empty when the other side has ended, None when nothing has come for a moment."""
    try:
        return source.recv(CHUNK)
    except TimeoutError:
        return None


class Road:
    """Leads from a port of its own to `port`."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._lanes: list[Lane] = []
        self._last_words: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._accept_in_thread()

    def reset(self) -> None:
        """Cut everything that is under way."""
        for lane in self._taken():
            lane.reset()

    def fall_silent(self) -> None:
        """Let nothing pass any more of what is under way, without closing it; what comes later passes."""
        for lane in list(self._lanes):
            lane.is_silent.set()

    def fall_silent_after(self, word: bytes, *, times: int) -> None:
        """Cut everything; the next `times` connections fall silent once `word` has passed, without being closed."""
        self._last_words = [word] * times
        self.reset()

    def close(self) -> None:
        """Refuse whatever comes, and cut what is under way."""
        with suppress(OSError):  # wakes the thread that accepts
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.reset()

    def reopen(self) -> None:
        """Take in connections again, on the same port."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._accept_in_thread()

    def _taken(self) -> list[Lane]:
        lanes, self._lanes = self._lanes, []
        return lanes

    def _accept_in_thread(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = listener.accept()
                last_word = self._last_words.pop() if self._last_words else None
                lane = Lane(near, socket.create_connection(self._target), last_word)
                self._lanes.append(lane)
                for ends in ((lane.near, lane.far), (lane.far, lane.near)):
                    threading.Thread(target=lane.carry, args=ends, daemon=True).start()


@contextmanager
def road_to(port: int) -> Iterator[Road]:
    """Yield a road to a port of this machine."""
    road = Road(port)
    try:
        yield road
    finally:
        with suppress(OSError):
            road.close()
