"""A roster that is brought in: what a line of it says, what is wrong with one, and what it would change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from storage.records import record
from storage.vocabulary import Authority, Rank, Stream


class Column(StrEnum):
    """What a roster may tell. The words are the headings of its columns."""

    SLACK_ID = "slack_id"
    EMAIL = "email"
    RANK = "rank"
    STREAM = "stream"
    DIVISION = "division"
    SITE = "site"
    JOINED_ON = "joined_on"
    CHAIR = "chair"
    CHIEF = "chief"
    SUPERVISOR = "supervisor"


NAMING = (Column.SLACK_ID, Column.EMAIL)
"""Who a line is about."""
SENIORS: Mapping[Column, Authority] = {
    Column.CHAIR: Authority.CHAIR,
    Column.CHIEF: Authority.CHIEF,
    Column.SUPERVISOR: Authority.SUPERVISOR,
}
Fact = Rank | Stream | str | date | None
"""None: it is to be forgotten."""


class FaultKind(StrEnum):
    """Why a line is left out. Each is the key of the sentence that says so."""

    CELLS = "cells"
    QUOTES = "quotes"
    UNWRITABLE = "unwritable"
    NOBODY = "nobody"
    UNKNOWN = "unknown"
    NO_ADDRESSES = "no_addresses"
    TWO_PEOPLE = "two_people"
    NO_COLLEAGUE = "no_colleague"
    TWICE = "twice"
    NO_SUCH_WORD = "no_such_word"
    NO_DAY = "no_day"
    FAR_DAY = "far_day"
    LONG = "long"
    THEMSELVES = "themselves"


@record
class Fault:
    """One thing that is wrong with a line."""

    kind: FaultKind
    column: str = ""
    cell: str = ""
    """What stands there; for a line that comes twice, the number of the earlier one."""


@record
class Faulty:
    """A line that is left out, with everything that is wrong with it."""

    number: int
    who: str
    """As the line has it; empty where it names nobody."""
    faults: Sequence[Fault]


@record
class Entry:
    """What a line says of one person. What it does not name stays as it is."""

    number: int
    user_id: str
    facts: Mapping[Column, Fact]
    seniors: Mapping[Authority, frozenset[str]]
    """Slack ids of those who have a say in their career, of each kind that the line names; nobody where it says so."""


@record
class Known:
    """What is known of one person."""

    facts: Mapping[Column, Fact] = field(default_factory=dict)
    seniors: Mapping[Authority, frozenset[str]] = field(default_factory=dict)


@record
class Change:
    """One thing that a line changes: of facts their words, of people their Slack ids."""

    column: Column
    before: Collection[str]
    after: Collection[str]


@record
class Changed:
    """A person of whom something changes."""

    number: int
    name: str
    changes: Sequence[Change]


@record
class RosterReport:
    """What a roster would change, or has changed, line by line."""

    is_kept: bool
    """False: it was a try, and nothing has been written."""
    changed: Sequence[Changed]
    same: int
    """How many lines say what is known already."""
    faulty: Sequence[Faulty]
    unread: Sequence[str] = ()
    """Headings of columns that say nothing to Rapport."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What those are called whom changes name, by Slack id."""

    @property
    def taken(self) -> int:
        """Return how many lines are taken."""
        return len(self.changed) + self.same


def changes(entry: Entry, known: Known) -> list[Change]:
    """Return what a line changes of what is known, in the order of the columns."""
    found = [
        Change(column, _worded(known.facts.get(column)), _worded(fact))
        for column, fact in entry.facts.items()
        if known.facts.get(column) != fact
    ]
    kinds = {kind: column for column, kind in SENIORS.items()}
    found += [
        Change(kinds[kind], sorted(known.seniors.get(kind, ())), sorted(people))
        for kind, people in entry.seniors.items()
        if known.seniors.get(kind, frozenset()) != people
    ]
    return found


def _worded(fact: Fact) -> list[str]:
    return [] if fact is None else [str(fact)]
