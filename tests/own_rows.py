"""A row in every table for each of two people, every text in it unlike any other: so none can be missed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Table, insert, select
from sqlalchemy.types import Integer
from sqlmodel import Session

from storage.columns import EncryptedText, UtcDateTime, Word, new_id
from storage.database import Database
from storage.members import Member
from storage.records import record
from storage.tables import whole_metadata
from storage.vocabulary import TouchpointState
from tests.pairing import NOW

OF_ONE = frozenset({"handover", "lull", "pair", "member", "installation", "pace", "setting", "heartbeat", "joblease"})
"""Tables with one row for the two, or with none of anybody."""
SELF = frozenset(
    {"member_id", "author_id", "owner_id", "changed_by_id", "actor_id", "mentee_id", "asker_id", "referee_id"}
    | {"junior_id", "marked_by_id"}
)
"""Columns that name whoever a row is of; the others that name a member name the other one."""
UNSET = frozenset({"erased_at", "removed_at", "left_at", "mentee_sent_at", "agreed_at", "was"})
LATER = NOW + timedelta(days=40)


def fill(
    db: Database,
    pair_id: str,
    people: Mapping[str, Member],
    *,
    name: str = "",
    but: frozenset[str] = frozenset(),
    at: datetime = NOW,
) -> None:
    """Keep a row of each of two people in every table `but` these.

    Each text says table, column and whose it is, then `name`.
    """
    parents: dict[str, str] = {"pair": pair_id}
    with db.begin() as session:
        for table in whole_metadata().sorted_tables:
            for number, (who, member) in enumerate(people.items(), 1):
                other = next(each for each in people.values() if each.id != member.id)
                is_further = table.name in OF_ONE and (number > 1 or "pair_id" not in table.c)
                if "team_id" in table.c and table.name not in but and not is_further:
                    _keep(session, table, _Owner(who, member, other, number, name, at), parents)


@record
class _Owner:
    who: str
    member: Member
    other: Member
    number: int
    name: str
    at: datetime


def _keep(session: Session, table: Table, owner: _Owner, parents: dict[str, str]) -> None:
    row: dict[str, Any] = {each.name: _value(each, owner, parents) for each in table.columns}
    session.connection().execute(insert(table), [row])
    if "id" in row:
        parents[f"{table.name} of {owner.who}"] = row["id"]
        parents.setdefault(table.name, row["id"])


def _value(column: Column[Any], owner: _Owner, parents: Mapping[str, str]) -> object:
    if column.name == "member_id" or (column.name in SELF and column.foreign_keys):
        return owner.member.id
    for key in column.foreign_keys:
        target = key.column.table.name
        own = parents.get(f"{target} of {owner.who}") if target == "request" else None
        return owner.other.id if target == "member" else own or parents.get(target)
    number = f"number of {owner.who} in {owner.member.team_id}"
    fixed = {
        "study_id": number,
        "team_id": owner.member.team_id,
        "id": new_id(),
        "tells_at": LATER,
        **dict.fromkeys(UNSET),
    }
    if column.name in fixed:
        return fixed[column.name]
    if isinstance(column.type, EncryptedText):
        return f"{text_of(column.table.name, column.name, owner.who)} {owner.name}".strip()
    return _plain(column, owner)


def _plain(column: Column[Any], owner: _Owner) -> object:
    if isinstance(column.type, Word):
        words = [TouchpointState.SENT] if column.type.kind is TouchpointState else [*column.type.kind]
        return words[(owner.number - 1) % len(words)]
    simple = {
        UtcDateTime: owner.at,
        Boolean: column.name.startswith("is_kept"),
        Date: owner.at.date(),
        Integer: owner.number,
        Float: 1.0,
    }
    made = (value for kind, value in simple.items() if isinstance(column.type, kind))
    return next(made, f"{column.table.name}.{column.name}.{owner.who}.{owner.member.team_id}")


def text_of(table: str, column: str, who: str) -> str:
    """Return the text that somebody's row has in a sealed column."""
    return f"<{table}.{column}.{who}>"


def said(db: Database, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return everything that is kept, in clear, table by table."""
    with db.read() as session:
        return {
            table.name: repr([dict(row) for row in session.connection().execute(select(table)).mappings()])
            for table in whole_metadata().sorted_tables
            if table.name not in but
        }


def stored(db: Database, team_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of a workspace as it lies in the database, byte for byte."""
    with db.read() as session:
        return {
            table.name: sorted(
                (
                    tuple(row)
                    for row in session.connection().exec_driver_sql(f"SELECT * FROM {table.name}")  # noqa: S608 - our own tables
                    if team_id in row
                ),
                key=repr,
            )
            for table in whole_metadata().sorted_tables
        }
