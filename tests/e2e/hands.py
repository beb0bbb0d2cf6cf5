"""Hands that stay: `python -m sandbox act` without the start of a Python for each thing that somebody does.

A start costs twenty times what is done then. The command itself is tested as it is typed, in tests/sandbox.
"""

import atexit
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HANDS = """
import io, json, sys, traceback
from contextlib import redirect_stderr, redirect_stdout
from sandbox.__main__ import main
for line in sys.stdin:
    said, lamented = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(lamented):
        try:
            code = main(json.loads(line))
        except SystemExit as refused:  # words that make no command
            code = refused.code
        except Exception:  # as a Python that ends of it
            code = traceback.print_exc() or 1
    print(json.dumps([code, said.getvalue(), lamented.getvalue()]), flush=True)
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


_idle: list["subprocess.Popen[str]"] = []


def typed(words: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> Done:
    """Return what `python -m sandbox` with these words comes to."""
    process = _idle.pop() if _idle else _started(folder, environment)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(words) + "\n")
    process.stdin.flush()
    answer = Done(*json.loads(process.stdout.readline()))
    _idle.append(process)
    return answer


def rest_hands() -> None:
    """Let whoever acts next wait for the start of a Python, as people take their time who have moved the clock."""
    while _idle:
        _let_go(_idle.pop())


def _started(folder: Path, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HANDS],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(_let_go, process)
    return process


def _let_go(process: "subprocess.Popen[str]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()  # its input ends, and so does it
    process.wait()
