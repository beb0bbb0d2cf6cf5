"""Who may write: one transaction at a time within a process, one process at a time on a SQLite file."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path


class WriterBusy(Exception):  # noqa: N818 - reads as what it tells
    """Another process holds the right to write this file."""


@contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the right to write the SQLite file at `path`, for as long as the block runs.

    The lock is the kernel's (`flock(2)`), on a file beside it named `<path>.lock`: a process that dies gives it back.
    The database file itself cannot serve: closing it would drop the locks of SQLite (sqlite.org/howtocorrupt.html).

    Raises:
        WriterBusy: another process holds it. Nobody waits.
    """
    with path.with_name(f"{path.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WriterBusy(f"Another process is writing {path.name}: stop it first.") from None
        yield


class WriteGate:
    """Lets write transactions through: one at a time if `exclusive`, and never one inside another.

    SQLite's own waiting is unfair: of sixteen ungated writers one waits for seconds while others overtake it.
    """

    def __init__(self, *, exclusive: bool) -> None:
        self._turn: AbstractContextManager[object] = threading.Lock() if exclusive else nullcontext()
        self._here = threading.local()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Wait for one's turn, then hold it for as long as the block runs.

        Raises:
            RuntimeError: this thread is inside already; waiting for itself it would wait forever.
        """
        if getattr(self._here, "inside", False):
            raise RuntimeError("this thread has a write transaction open: hand its session on")
        with self._turn:
            self._here.inside = True
            try:
                yield
            finally:
                self._here.inside = False
