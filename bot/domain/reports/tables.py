"""What a report of a programme holds: tables of counts, none of which leads to anybody. Pure data."""

from datetime import date
from enum import StrEnum

from storage.records import record


class Measure(StrEnum):
    """What is counted. Each table puts every one of its units, people or pairs, under exactly one word."""

    WAIT = "wait"
    PAIRS = "pairs"
    MEETINGS = "meetings"
    AGREEMENTS = "agreements"
    ITEMS = "items"
    NOTICE = "notice"
    LOAD = "load"
    CLOSURES = "closures"
    GRANTS = "grants"
    """Of the people of an academic year, who was awarded a grant, as they say it themselves. So with the next two."""
    PROMOTIONS = "promotions"
    STAYS = "stays"


class Split(StrEnum):
    """By which fact of a person the units are told apart; all together, or by one fact, never by two at once."""

    ALL = "all"
    RANK = "rank"
    STREAM = "stream"
    DIVISION = "division"
    SITE = "site"
    GENDER = "gender"
    COURSE = "course"
    """How the mentoring of that year went: for what people say of a year themselves, which is told apart by no other
    fact."""


@record
class Table:
    """One measure, split by one fact."""

    measure: Measure
    split: Split
    words: tuple[str, ...]
    groups: tuple[str, ...]
    """One, which is empty, where nothing is split."""
    cells: tuple[tuple[int | None, ...], ...]
    """By group and word, rounded down to a multiple of the smallest number shown; None is not shown."""
    units: int | None
    """How many people or pairs the table speaks of, rounded down alike; None is not shown."""
    known: int | None
    """Of how many of them the fact is known by which the table is split, rounded down alike; None is not shown."""


@record
class Report:
    """What may be shown of one half-year."""

    period: str
    """Such as `2026-1`."""
    k: int
    """The smallest number that is shown."""
    made_on: date
    is_shown: bool
    """False: too few people take part for anything to be shown."""
    people: int | None
    """How many take part, rounded down alike; None is not shown."""
    tables: tuple[Table, ...]
