"""`python -m tests.faults.year [--seed N] [--short | --pairs N]`: play a year, print a table; 1 when it is broken.

Of 500 people who meet and look back on it; of N pairs who do all there is to do; with --short of a few for some weeks.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event

from storage.database import Database
from storage.keyring import Keyring, new_key
from tests.faults.year.accounts import Account, account_of, by_kind, table, total
from tests.faults.year.simulation import FORTY_PAIRS, SIX_WEEKS, YEAR, Plan, play, seeded

COHORTS = 4
"""The programme is played in so many parts, as many at a time as there are processors: nobody pairs across them."""
SHOWN = 20
"""Broken rules that are told one by one."""
NOTHING = 2


def main(plans: Sequence[Plan]) -> int:
    """Play and print; return 1 when a rule was broken, 2 when nothing was sent."""
    began_at = time.monotonic()
    with ProcessPoolExecutor() as pool:
        account = total(list(pool.map(played, plans)))
    say(by_kind(account) if plans[0].life else table(account))
    for flaw in account.broken[:SHOWN]:
        say(f"BROKEN {flaw}")
    people, seconds = sum(plan.members for plan in plans), time.monotonic() - began_at
    say(f"{people} people, {plans[0].days} days, seed {plans[0].seed}: {len(account.broken)} broken, {seconds:.0f} s")
    return int(bool(account.broken)) if account.numbers.total() else NOTHING


def played(plan: Plan) -> Account:
    """Play one part on a database of its own, and return its account."""
    keyring = Keyring.of(new_key())
    with tempfile.TemporaryDirectory(prefix="rapport-year-") as folder:
        db = hurried(Database.open(f"sqlite:///{Path(folder, 'rapport.db')}", keyring=keyring))
        db.migrate()
        account = account_of(play(plan, db, keyring))
        db.dispose()
    return account


def hurried(db: Database) -> Database:
    """Return the database, from now on without waiting for the disk: no power fails in this year."""

    @event.listens_for(db.writer, "connect")
    def hurry(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3's, through SQLAlchemy's event
        connection.execute("PRAGMA synchronous=OFF")

    return db


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.faults.year")
    parser.add_argument("--seed", type=int, default=1, help="another year")
    parser.add_argument("--short", action="store_true", help="60 people, six weeks")
    parser.add_argument("--pairs", type=int, default=0, help="a year of so many pairs who do all there is to do")
    given = parser.parse_args()
    plan, parts = (SIX_WEEKS, 1) if given.short else (YEAR, COHORTS)
    if given.pairs:
        plan, parts = replace(FORTY_PAIRS, members=2 * given.pairs), min(COHORTS, given.pairs)
    sys.exit(main(seeded(plan, given.seed, parts=parts)))
