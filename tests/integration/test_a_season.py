"""A few pairs who do in ninety days all there is to do: nothing is asked too often, at a bad hour, or of what is gone.

The same for forty pairs and a year: `make year`.
"""

from storage.database import Database
from storage.keyring import Keyring
from tests.faults.year.accounts import account_of
from tests.faults.year.inspector import COLUMNS
from tests.faults.year.simulation import SEASON, play

BROAD = 25
"""So many kinds of message reach somebody in this season: were there fewer, it would prove little."""


def test_pairs_who_agree_review_write_drift_and_part_hear_only_what_is_true(
    file_db: Database, keyring: Keyring
) -> None:
    account = account_of(play(SEASON, file_db, keyring))
    assert account.broken == ()
    assert sum(account.kinds[kind, column] for kind, column in account.kinds if column in COLUMNS) == 0
    assert len({kind for kind, column in account.kinds if column == "sent" and account.kinds[kind, column]}) >= BROAD
    assert account.deeds["pairs ended"] > 0
