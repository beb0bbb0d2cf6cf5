"""The database remembers which keys it needs, and can be sealed anew under the first one."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import select

from storage.columns import EncryptedText
from storage.database import Database
from storage.keyring import Keyring, KeyringError, new_key
from storage.keys import BATCH_ROWS, KeyMark, check_fingerprint, reseal_all
from storage.settings import Setting, setting
from storage.tables import whole_metadata
from storage.vocabulary import SettingName

NAME = SettingName.OUTSIDE_CONTACTS
OLD, NEW = new_key(), new_key()
old, new, both = Keyring.of(OLD), Keyring.of(NEW), Keyring.of(f"{NEW},{OLD}")


def opened(url: str, ring: Keyring) -> Database:
    """Open the same database with other keys."""
    return Database.open(url, keyring=ring)


def check(url: str, ring: Keyring) -> list[str]:
    """Start with `ring`; return the fingerprints the database then remembers."""
    database = opened(url, ring)
    try:
        with database.begin() as session:
            check_fingerprint(session, ring)
            return sorted(session.exec(select(KeyMark.fingerprint)))
    finally:
        database.dispose()


def fill(url: str, ring: Keyring, *, texts: int) -> None:
    """Keep `texts` sealed settings of as many workspaces."""
    database = opened(url, ring)
    with database.begin() as session:
        session.add_all(Setting(team_id=f"T{n:05}", name=NAME, value=f"text {n}") for n in range(texts))
    database.dispose()


def reseal(url: str, ring: Keyring) -> int:
    """Seal everything anew under the first key of `ring`."""
    database = opened(url, ring)
    try:
        with database.begin() as session:
            return reseal_all(session, ring)
    finally:
        database.dispose()


def test_the_first_start_marks_its_key_and_the_next_one_finds_it(database_url: str) -> None:
    assert check(database_url, old) == [old.fingerprint]
    assert check(database_url, old) == [old.fingerprint]


def test_a_start_without_the_key_that_sealed_is_refused_and_told_which(database_url: str) -> None:
    check(database_url, old)
    with pytest.raises(KeyringError, match=old.fingerprint):
        check(database_url, new)


def test_a_new_first_key_is_marked_beside_the_old_one(database_url: str) -> None:
    check(database_url, old)
    assert check(database_url, both) == sorted([old.fingerprint, new.fingerprint])
    with pytest.raises(KeyringError, match=new.fingerprint):
        check(database_url, old)


def test_a_key_that_never_sealed_is_not_marked(database_url: str) -> None:
    assert check(database_url, both) == [new.fingerprint]
    assert check(database_url, new) == [new.fingerprint]


def test_after_resealing_the_new_key_alone_opens_everything(database_url: str) -> None:
    check(database_url, old)
    fill(database_url, old, texts=3)
    assert reseal(database_url, both) == 3
    assert check(database_url, new) == [new.fingerprint]
    database = opened(database_url, new)
    with database.read() as session:
        kept = [setting(session, team_id=f"T{n:05}", name=NAME) for n in range(3)]
    database.dispose()
    assert kept == ["text 0", "text 1", "text 2"]


def test_resealing_goes_on_beyond_one_batch(database_url: str) -> None:
    texts = 2 * BATCH_ROWS + 1
    fill(database_url, old, texts=texts)
    assert reseal(database_url, both) == texts
    assert reseal(database_url, new) == texts


def test_resealing_an_empty_database_marks_the_key(database_url: str) -> None:
    assert reseal(database_url, new) == 0
    assert check(database_url, new) == [new.fingerprint]


def test_resealing_with_a_key_missing_changes_nothing(database_url: str) -> None:
    fill(database_url, old, texts=1)
    fill_more = opened(database_url, new)
    with fill_more.begin() as session:
        session.add(Setting(team_id="T99999", name=NAME, value="of the new key"))
    fill_more.dispose()
    with pytest.raises(KeyringError):
        reseal(database_url, Keyring.of(f"{new_key()},{OLD}"))
    assert reseal(database_url, both) == 2


def test_nobody_else_changes_a_text_while_it_is_resealed(
    db: Database, keyring: Keyring, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with db.begin() as session, counted() as statements:
        reseal_all(session, keyring)
    reads = [statement for statement in statements if "FROM setting" in statement]
    assert reads
    assert all(statement.endswith("FOR UPDATE") for statement in reads) is (db.dialect_name == "postgresql")


def test_resealing_knows_every_sealed_column() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in whole_metadata().sorted_tables
        for column in table.columns
        if isinstance(column.type, EncryptedText)
    }
    assert "setting.value" in sealed
    assert all(table.primary_key for table in whole_metadata().sorted_tables)
