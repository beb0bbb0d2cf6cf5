"""Sixty people in five time zones, six weeks in which clocks change: what reaches whom, when, and what is given up."""

import pytest

from storage.database import Database
from storage.keyring import Keyring
from tests.faults.year.accounts import account_of
from tests.faults.year.simulation import SIX_WEEKS, play


@pytest.mark.timeout(300)
def test_everybody_hears_what_is_true_within_their_hours_once(file_db: Database, keyring: Keyring) -> None:
    account = account_of(play(SIX_WEEKS, file_db, keyring))
    assert account.broken == ()
    sums = {name: sum(n for (_, each), n in account.numbers.items() if each == name) for _, name in account.numbers}
    assert sums["sent"] > 400
    assert sums["sent"] + sums["skipped"] == sums["planned"]
    assert sums["digests"] > 10
    assert {"moved", "newer", "muted", "paused", "monthly_cap"} <= {why for why, _ in +account.reasons}
