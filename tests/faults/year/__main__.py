"""`python -m tests.faults.year [--seed N] [--short]`: play a year of 500 people, print one table, 1 when it is broken."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import event

from storage.database import Database
from storage.keyring import Keyring, new_key
from tests.faults.year import accounts
from tests.faults.year.simulation import SIX_WEEKS, YEAR, Plan, play, with_seed


def main(plan: Plan) -> int:
    """Play and print; return 1 when a rule was broken, 2 when nothing was sent."""
    began_at, keyring = time.monotonic(), Keyring.of(new_key())
    with tempfile.TemporaryDirectory(prefix="rapport-year-") as folder:
        db = hurried(Database.open(f"sqlite:///{Path(folder, 'rapport.db')}", keyring=keyring))
        db.migrate()
        played = play(plan, db, keyring)
        db.dispose()
    found = accounts.findings(played)
    say(accounts.table(played, found))
    for user_id, flaw in found[: accounts.SHOWN]:
        say(f"BROKEN {user_id} {flaw}")
    seconds = time.monotonic() - began_at
    say(f"{plan.members} people, {plan.days} days, seed {plan.seed}: {len(found)} broken, {seconds:.0f} s")
    return int(bool(found)) if played.inspector.arrived else 2


def hurried(db: Database) -> Database:
    """Return the database, from now on without waiting for the disk: no power fails in this year."""

    @event.listens_for(db.writer, "connect")
    def hurry(connection: object, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]

    return db


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.faults.year")
    parser.add_argument("--seed", type=int, default=YEAR.seed, help="another year")
    parser.add_argument("--short", action="store_true", help="60 people, six weeks")
    given = parser.parse_args()
    sys.exit(main(with_seed(SIX_WEEKS if given.short else YEAR, given.seed)))
