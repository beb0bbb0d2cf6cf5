"""Somebody who has got hold of the relay's database: every value in it, and every byte of its files."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import MetaData

from storage.relay.database import RelayDatabase
from storage.relay.keys import RelayKeys

PURPOSES = ("home", "tag", "kek", "view")


def every_value(db: RelayDatabase) -> dict[tuple[str, str], list[object]]:
    """Return every value that is kept, by table and column, whether the product knows the table or not."""
    found = MetaData()
    found.reflect(db.reader)
    values: dict[tuple[str, str], list[object]] = {}
    with db.reader.connect() as connection:
        for name, table in found.tables.items():
            for row in connection.execute(table.select()).mappings():
                for column, value in row.items():
                    values.setdefault((name, str(column)), []).append(value)
    return values


def as_bytes(db: RelayDatabase) -> bytes:
    """Return everything kept as bytes: the values, and on SQLite the raw files with whatever journals there are."""
    kept = [_raw(value) for column in every_value(db).values() for value in column]
    return b"\n".join([*kept, *(file.read_bytes() for file in files_of(db))])


def files_of(db: RelayDatabase) -> list[Path]:
    """Return the files of a SQLite database; none on PostgreSQL."""
    if db.dialect_name != "sqlite":
        return []
    file = Path(db.writer.url.database or "")
    return sorted(file.parent.glob(f"{file.name}*"))


def forms_of(text: str) -> Iterator[bytes]:
    """Yield a text in every disguise in which it might have been left somewhere."""
    plain = text.encode()
    yield from (plain, plain.lower(), plain[::-1], plain.hex().encode(), plain.hex().upper().encode())
    yield from (text.encode("utf-16-le"), text.encode("utf-16-be"), quote(text, safe="").encode())
    for shift in range(3):  # base64 of a longer text that holds this one at any place
        whole = base64.b64encode(b"\0" * shift + plain)
        start = -(-shift * 4 // 3)
        yield whole[start : len(whole) - 4]
    for digest in ("md5", "sha1", "sha256", "sha512"):
        made = hashlib.new(digest, plain, usedforsecurity=False)
        yield from (made.digest(), made.hexdigest().encode(), base64.b64encode(made.digest()))


def guesses(keys: RelayKeys, *, team_id: str, user_id: str) -> Iterator[bytes]:
    """Yield what somebody with all keys would try for one person: everything that could be worked out of their id."""
    for said in (user_id, f"{team_id}|{user_id}", f"{team_id}{user_id}", f"slot|{team_id}|{user_id}"):
        for kid in keys.kids:
            for purpose in PURPOSES:
                key = keys.derived(kid, purpose)
                yield hmac.digest(key, said.encode(), "sha256")
                yield hashlib.scrypt(said.encode(), salt=key, n=2, r=8, p=1, dklen=32)
        for secret in (b"", bytes(16), user_id.encode()):
            for kind in ("slot", "receipt"):
                yield from (tag for _, tag in keys.tags(secret, kind=kind, bound_to=f"{team_id}|{user_id}"))
        yield from forms_of(said)


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
