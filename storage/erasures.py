"""What goes when a member's data is erased, and what is taken out of what stays with others."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, bindparam, delete, func, or_, select, update
from sqlmodel import Session, col

from storage.agendas import AgendaItem
from storage.agreements import Agreement, AgreementAnswer
from storage.changes import changed
from storage.columns import EncryptedText
from storage.holdings import HOLDINGS, Whose, names_one_of, numbered, rows_of_pairs, tables
from storage.pairs import Pair
from storage.tables import whole_metadata
from storage.thanks import Thanks
from storage.touchpoints import Touchpoint

Change = Callable[[str], str]
ADVISORY_LOCK = 7_270_081
"""Names erasing within a PostgreSQL database; on SQLite a write transaction is alone anyway."""


def be_alone(session: Session) -> None:
    """Wait until nobody else erases, and keep others from it until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(ADVISORY_LOCK)))


def forget_own(session: Session, *, member_ids: list[str]) -> int:
    """Delete the rows that are these members' own, with the messages about them, and return how many rows.

    Rows that point to others go before those. What is not there any more is no trouble: this can be repeated.
    """
    count = _forget_numbered(session, member_ids)
    theirs = [
        (table, names_one_of(table, holding.goes_with, member_ids))
        for table, holding in reversed(tables(Whose.OWN))
        if holding.goes_with
    ]
    subjects = [*member_ids, *(each for table, which in theirs for each in _ids(session, table, which))]
    session.connection().execute(delete(Touchpoint).where(col(Touchpoint.subject_id).in_(subjects)))
    count += sum(changed(session, delete(table).where(which)) for table, which in theirs)
    return count + _forget_drafts(session, member_ids)


def _forget_numbered(session: Session, member_ids: list[str]) -> int:
    """Delete what stands under these members' numbers, before these are deleted themselves."""
    count = 0
    for table, (column, people) in numbered():
        person = table.metadata.tables[people]
        theirs = select(person.c[column]).where(names_one_of(person, HOLDINGS[people].goes_with, member_ids))
        numbers = list(session.connection().execute(theirs).scalars())
        count += changed(session, delete(table).where(table.c[column].in_(numbers)))
    return count


def is_referred_to(session: Session, *, member_id: str, but: str = "") -> bool:
    """Return whether any row still points to a member, in whatever column `but` that one (`table.column`)."""
    pointing = [
        select(column).where(column == member_id).exists()
        for table in whole_metadata().sorted_tables
        for column in table.columns
        if str(column) != but and any(key.target_fullname == "member.id" for key in column.foreign_keys)
    ]
    return bool(session.connection().execute(select(or_(*pointing))).scalar_one())


def _ids(session: Session, table: Table, which: ColumnElement[bool]) -> list[str]:
    """Return the ids of these rows, where rows of this table have any that a message could be about."""
    if "id" not in table.c or table.name == Touchpoint.__tablename__:
        return []
    return list(session.connection().execute(select(table.c.id).where(which)).scalars())


def _forget_drafts(session: Session, member_ids: Collection[str]) -> int:
    """Delete what these members had written for a pair and not handed over, and put away their copies of thanks."""
    is_author = col(Thanks.author_id).in_(member_ids)
    pairs = select(col(Pair.id)).where(or_(col(Pair.mentor_id).in_(member_ids), col(Pair.mentee_id).in_(member_ids)))
    is_reader = and_(~is_author, col(Thanks.pair_id).in_(pairs))
    changed(session, update(Thanks).where(is_author).values(is_kept_by_author=False))
    changed(session, update(Thanks).where(is_reader).values(is_kept_by_reader=False))
    nobodys = (~col(Thanks.is_kept_by_author), ~col(Thanks.is_kept_by_reader), or_(is_author, is_reader))
    changed(session, update(Thanks).where(*nobodys).values(text=""))
    unshared = delete(AgendaItem).where(col(AgendaItem.author_id).in_(member_ids), ~col(AgendaItem.is_shared))
    one_sided = or_(col(Agreement.mentor_sent_at).is_(None), col(Agreement.mentee_sent_at).is_(None))
    answers = delete(AgreementAnswer).where(
        col(AgreementAnswer.author_id).in_(member_ids),
        col(AgreementAnswer.agreement_id).in_(select(col(Agreement.id)).where(one_sided)),
    )
    return changed(session, unshared) + changed(session, answers)


def replace_in_pairs(session: Session, *, member_id: str, change: Change) -> int:
    """Put every text that this member's pairs share through `change`; return in how many rows that made a difference.

    What both sign is left as it stands.
    """
    is_in = or_(col(Pair.mentor_id) == member_id, col(Pair.mentee_id) == member_id)
    pair_ids = select(col(Pair.id)).where(is_in)
    count = 0
    for table, holding in tables(Whose.PAIR):
        sealed = [column for column in table.columns if isinstance(column.type, EncryptedText)]
        if sealed and not holding.keeps_names:
            which = rows_of_pairs(table, holding, pair_ids)
            count += _rewrite(session, table, sealed, which, change)
    return count


def _rewrite(
    session: Session, table: Table, sealed: Sequence[Column[Any]], which: ColumnElement[bool], change: Change
) -> int:
    keys = list(table.primary_key.columns)
    changes = []
    for row in session.connection().execute(select(*keys, *sealed).where(which)).mappings():
        texts = {f"new_{each.name}": row[each.name] and change(row[each.name]) for each in sealed}
        if any(texts[f"new_{each.name}"] != row[each.name] for each in sealed):
            changes.append({**{f"key_{key.name}": row[key.name] for key in keys}, **texts})
    if changes:
        rewritten = update(table).where(*(key == bindparam(f"key_{key.name}") for key in keys))
        new = {each: bindparam(f"new_{each.name}", type_=each.type) for each in sealed}
        session.connection().execute(rewritten.values(new), changes)
    return len(changes)
