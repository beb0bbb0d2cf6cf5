"""Workers as processes: started, killed, frozen, stopped, each by its own process id."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.faults.workspace import ROOT

START_SECONDS = 30.0
STOP_SECONDS = 20.0

Target = Callable[..., None]


@dataclass
class Worker:
    """One process that sends, and the file that takes what it says."""

    process: "ForkServerProcess | subprocess.Popen[bytes]"
    log: Path
    sign: Path
    """A file that the process makes once it works."""

    @property
    def is_alive(self) -> bool:
        """Whether the process is still there, frozen or not."""
        process = self.process
        return process.is_alive() if isinstance(process, ForkServerProcess) else process.poll() is None

    def wait_until_ready(self) -> None:
        """Return when it works.

        Raises:
            AssertionError: it has ended, or does not begin; carries its last words.
        """
        until = time.monotonic() + START_SECONDS
        while not self.sign.exists():
            is_late = time.monotonic() > until
            assert self.is_alive, f"ended: {self.log.read_text()[-2000:]}"
            assert not is_late, f"no start: {self.log.read_text()[-2000:]}"
            time.sleep(0.005)

    def kill(self) -> None:
        """End it as `kill -9` does: it can say and settle nothing more."""
        self.process.kill()
        self._wait(STOP_SECONDS)

    def freeze(self) -> None:
        """Stop its time; its sockets and its database connections stay open."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let its time go on, as if nothing had happened."""
        self._signal(signal.SIGCONT)

    def stop(self) -> float:
        """Ask it to end, and return how many seconds that took.

        Raises:
            AssertionError: it has not ended after twenty seconds.
        """
        asked_at = time.monotonic()
        self._signal(signal.SIGTERM)
        self._wait(STOP_SECONDS)
        assert not self.is_alive, "it does not stop"
        return time.monotonic() - asked_at

    def _signal(self, number: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    def _wait(self, seconds: float) -> None:
        if isinstance(self.process, ForkServerProcess):
            self.process.join(seconds)
        else:
            self.process.wait(seconds)


@dataclass
class Crew:
    """The workers of one scenario. Whoever is left at its end is killed."""

    folder: Path
    workers: list[Worker] = field(default_factory=list)

    def call(self, target: Target, environment: dict[str, str], *more: str, is_awaited: bool = False) -> Worker:
        """Call a function in a process forked from one that has imported the product already.

        Args:
            target: what is called, with the environment, what follows, and the sign.
            environment: the whole environment that its settings are read from.
            more: what else it is told.
            is_awaited: return only when it has made its sign.
        """
        log, sign = self._files()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.worker"])
        process = context.Process(target=_begin, args=(target, environment, more, log, sign), daemon=True)
        process.start()
        worker = self._kept(Worker(process, log, sign))
        if is_awaited:
            worker.wait_until_ready()
        return worker

    def run(self, environment: Mapping[str, str]) -> Worker:
        """Start `python app.py run`, the product's own command; it makes no sign."""
        log, sign = self._files()
        with log.open("wb") as stream:
            words = [sys.executable, "app.py", "run"]
            environ = {"PATH": os.environ["PATH"], **environment}
            process = subprocess.Popen(words, cwd=ROOT, env=environ, stdout=stream, stderr=stream)
        return self._kept(Worker(process, log, sign))

    def logged(self, event: str) -> list[str]:
        """Return every line of any worker that tells of this event."""
        lines = (line for worker in self.workers for line in worker.log.read_text(errors="replace").splitlines())
        return [line for line in lines if f"event={event}" in line]

    def end(self) -> None:
        """Kill whoever is left."""
        for worker in self.workers:
            if worker.is_alive:
                worker.kill()

    def _files(self) -> tuple[Path, Path]:
        number = len(self.workers)
        return self.folder / f"worker{number}.log", self.folder / f"worker{number}.ready"

    def _kept(self, worker: Worker) -> Worker:
        self.workers.append(worker)
        return worker


def _begin(target: Target, environment: dict[str, str], more: Sequence[str], log: Path, sign: Path) -> None:
    """Be the process: what it prints goes into its log."""
    with log.open("ab") as stream:
        for printed in (sys.stdout, sys.stderr):
            os.dup2(stream.fileno(), printed.fileno())
    target(environment, *more, sign)


def work(environment: dict[str, str], sign: Path) -> None:
    """Be a worker. Imported only here: whoever runs the tests need not load the product's clockwork."""
    from tests.faults.worker import work_until_stopped  # noqa: PLC0415 - loaded already in the process that forks

    work_until_stopped(environment, sign=sign)
