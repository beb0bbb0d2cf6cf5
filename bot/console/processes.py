"""Processes that a command starts and ends: each writes to a file of its own."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 12.0
TAIL_LINES = 12


class ProcessEndedError(Exception):
    """A process ended that was to go on; its text is for the person at the terminal."""


@dataclass
class Child:
    """A command, its environment and the file that takes what it prints."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    log: Path
    process: "subprocess.Popen[str] | None" = None

    def start(self, *, speaks: bool = False) -> None:
        """Start the process. When it `speaks`, its standard output is for us and only the rest goes to the file."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                self.command,
                env=dict(self.environment),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if speaks else log,
                stderr=log,
                text=True,
            )

    def first_line(self) -> str:
        """Return the first line that a speaking process prints.

        Raises:
            ProcessEndedError: it ended without a word.
        """
        output = self.process.stdout if self.process else None
        line = output.readline() if output else ""
        if not line.strip():
            self.stop()
            raise ProcessEndedError(self.last_words())
        return line

    def has_ended(self) -> bool:
        """Return whether the process was started and has ended."""
        return self.process is not None and self.process.poll() is not None

    def last_words(self) -> str:
        """Return a sentence that names the log file, and the last lines in it."""
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return "\n  ".join([f"The {self.name} has ended. The last lines of {self.log}:", *lines])

    def stop(self) -> None:
        """End the process: politely first, by force after 12 seconds."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def wait_while_running(children: Sequence[Child], *, seconds: float) -> Child | None:
    """Return the first child that has ended within `seconds`, None when all go on."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended = next((child for child in children if child.has_ended()), None)
        if ended:
            return ended
        time.sleep(0.05)
    return None
