"""Who may write: one process at a time on a SQLite file, one transaction at a time in a thread."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.files import private_file


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
    lock = path.with_name(f"{path.name}.lock")
    private_file(lock)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WriterBusy(f"Another process is writing {path.name}: stop it first.") from None
        yield


class WriteGate:
    """Lets a thread have one write transaction at a time."""

    def __init__(self) -> None:
        self._here = threading.local()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Be inside for as long as the block runs.

        Raises:
            RuntimeError: this thread is inside already. On SQLite it would wait for itself.
        """
        if getattr(self._here, "inside", False):
            raise RuntimeError("this thread has a write transaction open: hand its session on")
        self._here.inside = True
        try:
            yield
        finally:
            self._here.inside = False
