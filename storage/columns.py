"""Column types and ids that every table shares."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Protocol, cast

from sqlalchemy import BigInteger, Dialect, Index, LargeBinary, String, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import AutoString, SQLModel

from storage.keyring import Keyring

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ID_BYTES = 16
WORD_CHARS = 40
WHERE = "where"
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named. On SQLite a migration can change only what has a name (alembic.sqlalchemy.org, batch)."""

# Both are heeded when a table is declared, so they stand where every table finds its columns. Rows are not validated
# (SQLModel does that for models without a table), so their validators are built by whoever asks for one: nobody.
SQLModel.metadata.naming_convention = NAMING
SQLModel.model_config["defer_build"] = True


# What columns are compared by. Left to itself, SQLAlchemy makes such a class for each column anew, 2 KB each.
class _ComparedText(TypeDecorator.Comparator[str], String.Comparator[str]):
    pass


class _ComparedInstant(TypeDecorator.Comparator[datetime], BigInteger.Comparator[datetime]):
    pass


class _ComparedBytes(TypeDecorator.Comparator[str], LargeBinary.Comparator[str]):
    pass


AutoString.comparator_factory = _ComparedText  # type: ignore[method-assign, assignment]  # any type may have its own


def key_of(kind: type[SQLModel], column: str = "id") -> str:
    """Return what a foreign key to a table says. Asked for it, a module cannot be read without the one it points to."""
    return f"{kind.__tablename__}.{column}"


def partial_index(name: str, *columns: str, where: str, is_unique: bool = False) -> Index:
    """Return an index over the rows for which `where` holds, on both databases.

    PostgreSQL's half of it is a note that `storage/tables.py` turns into a condition for whoever makes tables: said
    here, it would bring SQLAlchemy's whole PostgreSQL (2 MB) into every bot that keeps its data in SQLite.
    """
    return Index(name, *columns, unique=is_unique, sqlite_where=text(where), info={WHERE: where})


class KeyedDialect(Protocol):
    """A dialect that carries its engine's keyring, so that no global has to."""

    keyring: Keyring


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in any zone on its way in, aware UTC on its way out; kept as microseconds since 1970.

    Raises:
        ValueError: the datetime is naive.
        OverflowError: its UTC falls outside the years 1 to 9999.
    """

    impl = BigInteger
    comparator_factory = _ComparedInstant
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return microseconds since 1970."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs a time zone")
        return (value.astimezone(UTC) - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND


class EncryptedText(TypeDecorator[str]):
    """A text that is sealed on its way into the database and opened on its way out.

    Each sealing differs, so the column can be neither searched nor compared, which is the point.

    Raises:
        KeyringError: what is stored opens with none of the engine's keys.
    """

    impl = LargeBinary
    comparator_factory = _ComparedBytes
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Return the text sealed."""
        return None if value is None else cast("KeyedDialect", dialect).keyring.seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Return the text in clear."""
        return None if value is None else cast("KeyedDialect", dialect).keyring.open(value)


class Word(TypeDecorator[StrEnum]):
    """One word of a vocabulary: the word itself is stored, and no other is taken, on its way in or out.

    SQLAlchemy's own Enum listens to each column and table that it comes to, for the sake of databases that must be told
    of a vocabulary, and takes ten times the memory.

    Raises:
        ValueError: the vocabulary does not have that word.
    """

    impl = String
    comparator_factory = _ComparedText
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        """Take the words of `kind`."""
        super().__init__(WORD_CHARS)
        self.kind = kind

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the word as it is stored."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return the word as its vocabulary has it."""
        return None if value is None else self.kind(value)


@cache
def words(kind: type[StrEnum]) -> Word:
    """Return the type of every column that holds one word of `kind`."""
    return Word(kind)


def new_id() -> str:
    """Return a fresh id of 128 random bits in hexadecimal: it tells neither order nor time."""
    return secrets.token_hex(ID_BYTES)


def stable_id(*parts: str) -> str:
    """Return the id, as long as a fresh one, that the same parts in the same order always give.

    Each part is hashed with its length before it, so `("ab", "c")` and `("a", "bc")` stay apart.
    """
    digest = hashlib.sha256()
    for part in parts:
        kept = part.encode()
        digest.update(len(kept).to_bytes(4) + kept)
    return digest.hexdigest()[: 2 * ID_BYTES]
