"""A worker of the fault tests: the product's clockwork on real collaborators, without Socket Mode.

Its writers say which row they write; its clock is the one that the test sets. Everything else is the product's own.
"""

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from json import loads
from pathlib import Path
from typing import cast

from sqlalchemy.exc import DBAPIError

from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import gateway_for
from bot.runtime.keys import keyring_for
from bot.runtime.logs import configure_logging
from bot.runtime.sender import Sender
from bot.runtime.ticks import Ticks, ticks_of
from bot.services import delivery
from bot.services.letter import Letter, Written
from bot.services.post import WRITERS, Writer
from bot.settings import load_settings
from storage.database import Database, WriterBusy, writer_lock
from storage.vocabulary import TouchpointKind
from tests.faults.clock import FileClock

SCHEDULER = "APScheduler"
"""What the scheduler calls its thread."""
REAP_SECONDS = 0.5
"""Leases are short in these tests, so they are looked after more often than every fifteen seconds."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a worker differs from the product's own."""

    interval_us: int = 20_000
    """Between two messages of a workspace."""
    timeout_seconds: int = 1
    """How long Slack's answer is waited for."""


def deps_of(environment: Mapping[str, str]) -> Deps:
    """Build the collaborators that the environment describes; asks Slack nothing."""
    settings = load_settings(environment, env_file=None)
    keyring = keyring_for(settings)
    db = Database.open(settings.database_url, keyring=keyring)
    slack = gateway_for(settings, db)
    clock = FileClock(Path(environment["FAULTS_CLOCK"]))
    return Deps(settings, load_catalog(), keyring, db, clock, slack, LiveDirectory(slack))


@cache
def shared_deps(environment: str) -> Deps:
    """Return the collaborators of this process, the same for all of its threads; `environment` is JSON."""
    return deps_of(loads(environment))


def work_until_stopped(environment: Mapping[str, str], *, sign: Path) -> None:
    """Be a worker until SIGTERM comes; SIGUSR1 ends the scheduler's thread."""
    configure_logging("INFO", sys.stderr)
    for kind in TouchpointKind:
        cast("dict[TouchpointKind, Writer]", WRITERS)[kind] = write
    deps, manner = deps_of(environment), Manner(**loads(environment["FAULTS_MANNER"]))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGUSR1, lambda *_: end_scheduler())
    with sole_writer(deps):
        ticks = clockwork(deps, environment["FAULTS_TEAM"], manner)
        ticks.start()
        sign.touch()
        while not stop.wait(REAP_SECONDS):
            reap(deps)
        ticks.close()


def write(_deps: Deps, letter: Letter) -> Written:
    """Say which row this is, by its dedupe key."""
    key = f"{letter.kind}:{letter.subject_id}:{letter.member.id}:{letter.revision}"
    shown = {"type": "section", "text": {"type": "plain_text", "text": f"«{key}»"}}
    return {"text": "Hello", "blocks": [shown]}


def clockwork(deps: Deps, team_id: str, manner: Manner) -> Ticks:
    """Return the product's clockwork, with a sender that hurries and waits for Slack no longer than a second."""
    ticks = ticks_of(deps, team_id)
    hasty = replace(deps, slack=gateway_for(deps.settings, deps.db, timeout_seconds=manner.timeout_seconds))
    return replace(ticks, sender=Sender(hasty, stop=ticks.stop, interval_us=manner.interval_us))


def reap(deps: Deps) -> None:
    """Do what the product's tick does, whatever is the matter with the database."""
    try:
        reaped = delivery.reap(deps)
    except (DBAPIError, OSError) as failure:  # the database and the clock are what these tests torture
        say("reaping_failed", type(failure).__name__)
    else:
        if reaped.ready or reaped.doubtful:
            say("reaped", f"ready={reaped.ready} doubtful={reaped.doubtful}")


@contextmanager
def sole_writer(deps: Deps) -> Iterator[None]:
    """Hold the right to write a SQLite file, as the product's command does; wait for it as long as it takes."""
    if deps.db.file is None:
        yield
        return
    while True:
        try:
            with writer_lock(deps.db.file):
                yield
                return
        except WriterBusy:
            time.sleep(0.01)


def end_scheduler() -> None:
    """Let the scheduler's thread die of an exception, as if its code had a fault."""
    thread = next(each for each in threading.enumerate() if each.name == SCHEDULER)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))
    threading.Thread(target=_tell_of_the_end, args=(thread,)).start()


def _tell_of_the_end(thread: threading.Thread) -> None:
    thread.join()
    say("thread_ended")


def say(event: str, detail: str = "") -> None:
    """Write a line beside the product's log, whose redaction lets no stranger speak."""
    sys.stderr.write(f"event={event} {detail}\n")
    sys.stderr.flush()
