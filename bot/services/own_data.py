"""Everything that one member takes along, put together from the tables as they are declared."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.own_data import Chapter, OwnData, ids_in, json_in, named
from bot.services.outcome_records import line_in
from bot.services.taking import Taker, readable
from storage.exports import rows_of, shown
from storage.members import Member, members_by_id

YEARS = "yearoutcome"


def own_data(deps: Deps, *, actor: Member) -> OwnData:
    """Return what `actor` may have of what the main database keeps: a query for each table, and one for names.

    Ids of people read as their names. Nothing here looks at private requests.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        tables = rows_of(session, member_id=actor.id)
        taker = Taker(actor.id, now, tables)
        chapters = [
            Chapter(table, tuple(_entry(table, each, taker) for row in rows if (each := readable(table, row, taker))))
            for table, rows in tables.items()
        ]
        names = _names(session, chapters)
    told = [Chapter(each.table, tuple(named(entry, names) for entry in each.entries)) for each in chapters]
    return OwnData(actor.name, now, tuple(each for each in told if each.entries))


def _entry(table: str, row: dict[str, Any], taker: Taker) -> dict[str, Any]:
    entry = {name: plain(value) for name, value in shown(table, row).items() if value is not None}
    if table == YEARS:
        entry["answers"] = _said_of_year(row["answers"])
    return {"with": taker.partner_in(row["pair_id"]), **entry} if row.get("pair_id") else entry


def _said_of_year(text: str) -> object:
    """Return the answers each under its name, where they are kept as one line of words of one length."""
    try:
        line, course = line_in(text)
    except ValueError:
        return text.strip()
    return {"grant": line.grant, "promoted": line.promoted, "stayed": line.stayed, "mentoring": course}


def plain(value: object) -> object:
    """Return a value as JSON has it; a text that is JSON itself as what it says."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    kept = json_in(value) if isinstance(value, str) else None
    return value if kept is None else kept


def _names(session: Session, chapters: list[Chapter]) -> dict[str, str]:
    found = set().union(*(ids_in(entry) for chapter in chapters for entry in chapter.entries))
    return {member_id: member.name for member_id, member in members_by_id(session, member_ids=found).items()}
