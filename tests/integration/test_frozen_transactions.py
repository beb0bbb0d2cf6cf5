"""A process that stands still in the middle of a transaction must not keep its locks from the others."""

from sqlalchemy import text

from storage.database import Database
from storage.keyring import Keyring
from tests.databases import postgres_database

LONGEST = text("SELECT current_setting('idle_in_transaction_session_timeout')")


def test_postgresql_ends_a_transaction_of_ours_that_stands_still_for_a_quarter_of_a_minute(
    postgres: str, keyring: Keyring
) -> None:
    with postgres_database(postgres) as url:
        db = Database.open(url, keyring=keyring)
        for engine in (db.writer, db.reader):
            with engine.connect() as connection:
                assert connection.execute(LONGEST).scalar_one() == "15s"
        db.dispose()
