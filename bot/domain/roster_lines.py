"""Reading a roster's lines: who each is about, and what it says. A line counts wholly or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.people import Listing
from bot.domain.roster import NAMING, SENIORS, Column, Entry, Fact, Fault, FaultKind, Faulty
from bot.domain.roster_sheets import SheetLine
from storage.records import record
from storage.vocabulary import Authority, Rank, Stream

FORGET = "-"
"""A cell with nothing else in it takes back what is known; an empty one says nothing."""
BETWEEN = ";"
"""Stands between several people in one cell."""
PLACE_CHARS = 100
EARLIEST_DAY = date(1940, 1, 1)
FARTHEST = timedelta(days=366)
"""A day of joining that lies further ahead is a slip of the pen."""
WORDS: Mapping[Column, type[StrEnum]] = {Column.RANK: Rank, Column.STREAM: Stream}
PLACES = (Column.DIVISION, Column.SITE)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PROFESSOR = "professor"
SHOWN_CHARS = 60


@record
class Reading:
    """What the lines of a roster say, and those that are left out."""

    entries: Sequence[Entry]
    faulty: Sequence[Faulty]


def read_lines(lines: Sequence[SheetLine], *, listing: Listing, today: date) -> Reading:
    """Return what each line says. Of two lines about one person the first counts.

    Args:
        lines: of the sheet.
        listing: everybody in the workspace, as Slack lists them now.
        today: in the programme's own zone; no day of joining lies far behind it.
    """
    entries: dict[str, Entry] = {}
    faulty: list[Faulty] = []
    for line in lines:
        read = _entry(line, listing, today)
        earlier = entries.get(read.user_id) if isinstance(read, Entry) else None
        if isinstance(read, Faulty):
            faulty.append(read)
        elif earlier:
            faulty.append(_faulty(line, [Fault(FaultKind.TWICE, cell=str(earlier.number))]))
        else:
            entries[read.user_id] = read
    return Reading(list(entries.values()), faulty)


def _entry(line: SheetLine, listing: Listing, today: date) -> Entry | Faulty:
    if line.fault:
        return _faulty(line, [line.fault])
    about = _about(line, listing)
    read = {
        column: _fact(column, cell, today) for column, cell in line.cells.items() if column not in {*NAMING, *SENIORS}
    }
    seniors = {SENIORS[column]: _seniors(column, line, listing, about) for column in SENIORS if column in line.cells}
    faults = [*([about] if isinstance(about, Fault) else []), *_faults(read), *_faults_of_people(seniors)]
    if faults or isinstance(about, Fault):
        return _faulty(line, faults)
    facts = {column: fact for column, fact in read.items() if not isinstance(fact, Fault)}
    named = {kind: frozenset(each for each in people if isinstance(each, str)) for kind, people in seniors.items()}
    return Entry(line.number, about, facts, named)


def _faulty(line: SheetLine, faults: Sequence[Fault]) -> Faulty:
    named = next((line.cells[column] for column in NAMING if column in line.cells), "")
    return Faulty(line.number, named[:SHOWN_CHARS], faults)


def _faults(read: Mapping[Column, Fact | Fault]) -> Iterator[Fault]:
    return (fact for fact in read.values() if isinstance(fact, Fault))


def _faults_of_people(seniors: Mapping[Authority, Sequence[str | Fault]]) -> Iterator[Fault]:
    return (each for people in seniors.values() for each in people if isinstance(each, Fault))


def _about(line: SheetLine, listing: Listing) -> str | Fault:
    """Return the Slack id of the one whom a line is about. An id and an address must agree."""
    found = [_person(column, line.cells[column], listing) for column in NAMING if column in line.cells]
    if not found:
        return Fault(FaultKind.NOBODY)
    fault = next((each for each in found if isinstance(each, Fault)), None)
    if fault:
        return fault
    return found[0] if len(set(found)) == 1 else Fault(FaultKind.TWO_PEOPLE)


def _seniors(column: Column, line: SheetLine, listing: Listing, about: str | Fault) -> list[str | Fault]:
    """Return the Slack ids of those whom a cell names, with whatever is wrong with them."""
    cell = line.cells[column]
    if cell == FORGET:
        return []
    found = [_person(column, each.strip(), listing) for each in cell.split(BETWEEN) if each.strip()]
    return [Fault(FaultKind.THEMSELVES, column) if each == about else each for each in found]


def _person(column: Column, name: str, listing: Listing) -> str | Fault:
    """Return the Slack id of somebody by their id or address, if they are a colleague now."""
    shown = name[:SHOWN_CHARS]
    if "@" in name:
        if not listing.addresses:
            return Fault(FaultKind.NO_ADDRESSES, column, shown)
        name = listing.addresses.get(name.lower(), "")
    person = listing.people.get(name)
    if person is None:
        return Fault(FaultKind.UNKNOWN, column, shown)
    return person.user_id if person.is_full_member else Fault(FaultKind.NO_COLLEAGUE, column, shown)


def _fact(column: Column, cell: str, today: date) -> Fact | Fault:
    if cell == FORGET:
        return None
    if column in WORDS:
        return _word(column, cell)
    if column in PLACES:
        return cell if len(cell) <= PLACE_CHARS else Fault(FaultKind.LONG, column, cell[:SHOWN_CHARS])
    return _day(column, cell, today)


def _word(column: Column, cell: str) -> Fact | Fault:
    """Return the word of the vocabulary; ranks may be followed by `professor`, which alone is a full one."""
    word = cell.lower()
    if column is Column.RANK:
        word = word.removesuffix(PROFESSOR).strip() or Rank.FULL
    kind = WORDS[column]
    return kind(word) if word in set(kind) else Fault(FaultKind.NO_SUCH_WORD, column, cell[:SHOWN_CHARS])


def _day(column: Column, cell: str, today: date) -> Fact | Fault:
    try:
        day = date.fromisoformat(cell) if ISO_DAY.fullmatch(cell) else None
    except ValueError:
        day = None
    if day is None:
        return Fault(FaultKind.NO_DAY, column, cell[:SHOWN_CHARS])
    return day if EARLIEST_DAY <= day <= today + FARTHEST else Fault(FaultKind.FAR_DAY, column, cell)
