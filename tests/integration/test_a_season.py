"""A few pairs who do in ninety days all there is to do: nothing is asked too often, at a bad hour, or of what is gone.

The same for forty pairs and a year: `make year`.
"""

from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import TouchpointKind
from tests.faults.year.accounts import account_of
from tests.faults.year.inspector import COLUMNS
from tests.faults.year.simulation import SEASON, play

K = TouchpointKind
BESIDE = {K.REVIEW_ASKED, K.REVIEW_CHANGED, K.NOTE_LEFT, K.AGREEMENT_NEWS, K.CHECK_IN, K.ENDING_TOLD, K.ENDING_COME} | {
    K.NEED_SHARED,
    K.NEED_SUGGESTED,
    K.THANKS_SENT,
}
"""What reaches somebody in this season besides what a meeting brings."""


def test_pairs_who_agree_review_write_drift_and_part_hear_only_what_is_true(
    file_db: Database, keyring: Keyring
) -> None:
    account = account_of(play(SEASON, file_db, keyring))
    assert account.broken == ()
    assert sum(account.kinds[kind, column] for kind, column in account.kinds if column in COLUMNS) == 0
    assert {kind for kind in BESIDE if account.kinds[kind, "sent"] == 0} == set()
    assert account.deeds["pairs ended"] > 0
