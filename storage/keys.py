"""Which keys the stored texts need, so that a wrong keyring stops the start and not a conversation."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, bindparam, select, tuple_, type_coerce, update
from sqlmodel import Field, Session, SQLModel, col, delete
from sqlmodel import select as select_models

from storage.columns import EncryptedText
from storage.keyring import Keyring, KeyringError
from storage.tables import whole_metadata
from storage.upsert import upsert

BATCH_ROWS = 500


class KeyMark(SQLModel, table=True):
    """A key that has sealed here, by fingerprint. Of the whole database, so the one table without a workspace."""

    fingerprint: str = Field(primary_key=True)


def check_fingerprint(session: Session, keyring: Keyring) -> None:
    """Make sure `keyring` opens everything kept here, and remember the key that seals from now on.

    Raises:
        KeyringError: texts were sealed with a key that is not on the ring; its fingerprint is named.
    """
    missing = missing_fingerprints(session, keyring)
    if missing:
        raise KeyringError(
            f"This database was sealed with a key that is missing (fingerprint {', '.join(missing)}): give it too."
        )
    _mark(session, keyring)


def missing_fingerprints(session: Session, keyring: Keyring) -> list[str]:
    """Return the fingerprints of the keys that texts here were sealed with and that `keyring` lacks."""
    marks = session.exec(select_models(KeyMark.fingerprint))
    return sorted(mark for mark in marks if not keyring.knows(mark))


def reseal_all(session: Session, keyring: Keyring) -> int:
    """Seal every stored text anew under the first key and forget the other keys' marks; return how many texts.

    Afterwards the older keys open nothing here and can be destroyed.

    Raises:
        KeyringError: a text was sealed with a key that is not on the ring: roll back, and nothing has changed.
    """
    sealed = {table: _sealed_columns(table) for table in whole_metadata().sorted_tables}
    count = sum(_reseal(session.connection(), table, columns, keyring) for table, columns in sealed.items() if columns)
    session.exec(delete(KeyMark).where(col(KeyMark.fingerprint) != keyring.fingerprint))
    _mark(session, keyring)
    return count


def _mark(session: Session, keyring: Keyring) -> None:
    upsert(session, KeyMark, [{"fingerprint": keyring.fingerprint}], by=("fingerprint",))


def _sealed_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, EncryptedText)]


def _reseal(connection: Connection, table: Table, columns: Sequence[Column[Any]], keyring: Keyring) -> int:
    """Rotate one table's sealed columns; return how many texts there were."""
    keys = list(table.primary_key)
    change = (
        update(table)
        .where(*(key == bindparam(f"key_{key.name}") for key in keys))
        .values({column: bindparam(f"new_{column.name}", type_=LargeBinary()) for column in columns})
    )
    count = 0
    for rows in _batches(connection, keys, columns):
        changes = []
        for row in rows:
            old = {f"key_{key.name}": value for key, value in zip(keys, row, strict=False)}
            texts = dict(zip(columns, row[len(keys) :], strict=True))
            new = {f"new_{c.name}": None if text is None else keyring.rotate(text) for c, text in texts.items()}
            count += sum(text is not None for text in texts.values())
            changes.append({**old, **new})
        connection.execute(change, changes)
    return count


def _batches(
    connection: Connection, keys: Sequence[Column[Any]], columns: Sequence[Column[Any]]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Give primary keys and sealed bytes, locked against other writers, a bounded number of rows at a time."""
    place = tuple_(*keys)
    wanted = select(*keys, *(type_coerce(column, LargeBinary()) for column in columns)).order_by(*keys)
    rows = connection.execute(wanted.limit(BATCH_ROWS).with_for_update()).all()
    while rows:
        yield rows
        beyond = wanted.where(place > tuple(rows[-1][: len(keys)]))
        rows = connection.execute(beyond.limit(BATCH_ROWS).with_for_update()).all()
