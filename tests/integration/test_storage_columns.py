"""Column types keep what they are given, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, LargeBinary, MetaData, String, Table, insert, select, type_coerce
from sqlalchemy.exc import StatementError

from storage.columns import EPOCH, EncryptedText, UtcDateTime, new_id, stable_id, words
from storage.database import Database
from storage.keyring import Keyring, KeyringError, new_key


class Mood(StrEnum):
    """A vocabulary for these tests."""

    FINE = "going_well"
    POOR = "could_be_better"


PROBE = Table(
    "probe",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("at", UtcDateTime),
    Column("text", EncryptedText),
    Column("mood", words(Mood)),
)
MANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS)  # noqa: DTZ001 - given a zone next


@pytest.fixture
def probe(db: Database) -> Database:
    """A database with the table of these tests."""
    PROBE.create(db.writer)
    return db


def keep(db: Database, **values: object) -> str:
    """Keep a row, return its id."""
    key = new_id()
    with db.begin() as session:
        session.connection().execute(insert(PROBE).values(id=key, **values))
    return key


def found(db: Database, key: str, column: str) -> object:
    """Return one value of a row."""
    with db.read() as session:
        return session.connection().scalar(select(PROBE.c[column]).where(PROBE.c.id == key))


@MANY
@given(at=INSTANTS)
def test_an_instant_comes_back_to_the_microsecond_in_utc(probe: Database, at: datetime) -> None:
    kept = found(probe, keep(probe, at=at), "at")
    assert kept == at
    assert isinstance(kept, datetime)
    assert kept.tzinfo is UTC


@MANY
@given(first=INSTANTS, second=INSTANTS)
def test_the_database_orders_instants_as_python_does(probe: Database, first: datetime, second: datetime) -> None:
    key = keep(probe, at=first)
    with probe.read() as session:
        earlier = select(PROBE.c.id).where(PROBE.c.id == key, PROBE.c.at < second)
        assert (session.connection().scalar(earlier) == key) is (first < second)


def test_the_instant_of_the_epoch_is_kept(probe: Database) -> None:
    assert found(probe, keep(probe, at=EPOCH), "at") == EPOCH


def test_a_naive_datetime_is_refused(probe: Database) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        keep(probe, at=datetime(2026, 11, 2, 9, 30))  # noqa: DTZ001 - the naive one is what is refused


def test_an_instant_outside_utc_years_is_refused_before_it_is_kept(probe: Database) -> None:
    with pytest.raises(StatementError, match="OverflowError"):
        keep(probe, at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))))


@MANY
@given(text=st.text(st.characters()))
def test_a_sealed_text_comes_back_as_it_was(probe: Database, text: str) -> None:
    assert found(probe, keep(probe, text=text), "text") == text


def test_a_sealed_text_lies_sealed(probe: Database, keyring: Keyring) -> None:
    key = keep(probe, text="apply for tenure")
    with probe.read() as session:
        raw = session.connection().scalar(select(type_coerce(PROBE.c.text, LargeBinary)).where(PROBE.c.id == key))
    assert isinstance(raw, bytes)
    assert b"tenure" not in raw
    assert keyring.open(raw) == "apply for tenure"


def test_nothing_stays_nothing(probe: Database) -> None:
    key = keep(probe, at=None, text=None, mood=None)
    assert [found(probe, key, column) for column in ("at", "text", "mood")] == [None, None, None]


def test_a_database_opened_with_another_key_refuses_to_read(probe: Database) -> None:
    key = keep(probe, text="not yours")
    address = probe.writer.url.render_as_string(hide_password=False)
    stranger = Database.open(address, keyring=Keyring.of(new_key()))
    with pytest.raises(KeyringError, match="none of the keys"):
        found(stranger, key, "text")
    stranger.dispose()


def test_two_open_databases_use_their_own_keys(probe: Database) -> None:
    address = probe.writer.url.render_as_string(hide_password=False)
    other = Database.open(address, keyring=Keyring.of(new_key()))
    mine, theirs = keep(probe, text="mine"), keep(other, text="theirs")
    assert (found(probe, mine, "text"), found(other, theirs, "text")) == ("mine", "theirs")
    other.dispose()


def test_the_word_itself_is_stored(probe: Database) -> None:
    key = keep(probe, mood=Mood.POOR)
    with probe.read() as session:
        raw = session.connection().scalar(select(type_coerce(PROBE.c.mood, String)).where(PROBE.c.id == key))
    assert raw == "could_be_better"
    assert found(probe, key, "mood") is Mood.POOR


def test_a_word_outside_the_vocabulary_is_refused(probe: Database) -> None:
    with pytest.raises(StatementError, match="is not a valid Mood"):
        keep(probe, mood="splendid")


def test_ids_are_random_and_safe_anywhere() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in ids)


def test_the_same_parts_give_the_same_id_as_long_as_a_fresh_one() -> None:
    assert stable_id("V1", "0") == stable_id("V1", "0")
    assert len(stable_id("V1", "0")) == len(new_id()) == 32


@pytest.mark.parametrize("other", [("V1", "1"), ("0", "V1"), ("V", "10"), ("V10",), ("V1", "0", "")])
def test_other_parts_give_another_id(other: tuple[str, ...]) -> None:
    assert stable_id(*other) != stable_id("V1", "0")
