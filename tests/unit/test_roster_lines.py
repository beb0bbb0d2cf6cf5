"""What the lines of a roster say: each counts wholly or not at all, and everything wrong with it is named."""

from datetime import date

import pytest

from bot.domain.people import Listing, Person
from bot.domain.roster import Column, Entry, Fault, FaultKind, Faulty, Known, changes
from bot.domain.roster_lines import Reading, read_lines
from bot.domain.roster_sheets import SheetLine
from storage.vocabulary import Authority, Rank, Stream

TODAY = date(2026, 11, 29)


def person(user_id: str, **more: bool) -> Person:
    return Person("T1", user_id, f"Name of {user_id}", "UTC", "", **more)


PEOPLE = [
    *(person(user_id) for user_id in ("U01", "U02", "U03", "W04")),
    person("UGUEST", is_guest=True),
    person("ULEFT", is_deleted=True),
    person("UBOT", is_bot=True),
]
ADDRESSES = {"ada@x.org": "U01", "ben@x.org": "U02", "left@x.org": "ULEFT"}
LISTING = Listing({each.user_id: each for each in PEOPLE}, ADDRESSES)


def reading(*lines: dict[Column, str], listing: Listing = LISTING) -> Reading:
    numbered = [SheetLine(number, cells) for number, cells in enumerate(lines, start=2)]
    return read_lines(numbered, listing=listing, today=TODAY)


def entry(**cells: str) -> Entry:
    read = reading({Column(name): cell for name, cell in cells.items()})
    assert read.faulty == []
    return read.entries[0]


def faults(**cells: str) -> list[Fault]:
    read = reading({Column(name): cell for name, cell in cells.items()})
    assert read.entries == []
    return list(read.faulty[0].faults)


def test_a_line_says_what_its_cells_say_and_nothing_else() -> None:
    assert entry(slack_id="U01", rank="Associate Professor", joined_on="2020-02-29", site="North") == Entry(
        2, "U01", {Column.RANK: Rank.ASSOCIATE, Column.JOINED_ON: date(2020, 2, 29), Column.SITE: "North"}, {}
    )


@pytest.mark.parametrize(
    ("cell", "rank"),
    [("full", Rank.FULL), ("Professor", Rank.FULL), ("FULL PROFESSOR", Rank.FULL), ("lecturer", Rank.LECTURER)],
)
def test_ranks_are_read_as_people_write_them(cell: str, rank: Rank) -> None:
    assert entry(slack_id="U01", rank=cell).facts == {Column.RANK: rank}


def test_somebody_is_found_by_id_by_address_or_by_both() -> None:
    assert entry(email="ADA@x.org", stream="teacher").user_id == "U01"
    assert entry(slack_id="W04", stream="teacher").user_id == "W04"
    both = entry(slack_id="U01", email="ada@x.org", stream="teacher")
    assert (both.user_id, both.facts) == ("U01", {Column.STREAM: Stream.TEACHER})


def test_several_people_stand_in_one_cell_and_a_dash_stands_for_nobody() -> None:
    named = entry(slack_id="U03", supervisor="U01; ben@x.org", chair="-")
    assert named.seniors == {Authority.SUPERVISOR: frozenset({"U01", "U02"}), Authority.CHAIR: frozenset()}


def test_a_dash_takes_back_a_fact() -> None:
    assert entry(slack_id="U03", rank="-").facts == {Column.RANK: None}


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"rank": "full"}, Fault(FaultKind.NOBODY)),
        ({"slack_id": "U99"}, Fault(FaultKind.UNKNOWN, "slack_id", "U99")),
        ({"email": "nobody@x.org"}, Fault(FaultKind.UNKNOWN, "email", "nobody@x.org")),
        ({"slack_id": "U02", "email": "ada@x.org"}, Fault(FaultKind.TWO_PEOPLE)),
        ({"slack_id": "UGUEST"}, Fault(FaultKind.NO_COLLEAGUE, "slack_id", "UGUEST")),
        ({"slack_id": "UBOT"}, Fault(FaultKind.NO_COLLEAGUE, "slack_id", "UBOT")),
        ({"email": "left@x.org"}, Fault(FaultKind.NO_COLLEAGUE, "email", "left@x.org")),
        ({"slack_id": "U01", "rank": "dean"}, Fault(FaultKind.NO_SUCH_WORD, "rank", "dean")),
        ({"slack_id": "U01", "stream": "full"}, Fault(FaultKind.NO_SUCH_WORD, "stream", "full")),
        ({"slack_id": "U01", "joined_on": "1.9.2026"}, Fault(FaultKind.NO_DAY, "joined_on", "1.9.2026")),
        ({"slack_id": "U01", "joined_on": "2026-02-30"}, Fault(FaultKind.NO_DAY, "joined_on", "2026-02-30")),
        ({"slack_id": "U01", "joined_on": "20260901"}, Fault(FaultKind.NO_DAY, "joined_on", "20260901")),
        ({"slack_id": "U01", "joined_on": "1926-09-01"}, Fault(FaultKind.FAR_DAY, "joined_on", "1926-09-01")),
        ({"slack_id": "U01", "joined_on": "2028-09-01"}, Fault(FaultKind.FAR_DAY, "joined_on", "2028-09-01")),
        ({"slack_id": "U01", "division": "x" * 101}, Fault(FaultKind.LONG, "division", "x" * 60)),
        ({"slack_id": "U01", "chair": "U99"}, Fault(FaultKind.UNKNOWN, "chair", "U99")),
        ({"slack_id": "U01", "chief": "ULEFT"}, Fault(FaultKind.NO_COLLEAGUE, "chief", "ULEFT")),
        ({"slack_id": "U01", "supervisor": "ada@x.org"}, Fault(FaultKind.THEMSELVES, "supervisor")),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_line_is_said(cells: dict[str, str], fault: Fault) -> None:
    assert faults(**cells) == [fault]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    kinds = [fault.kind for fault in faults(slack_id="U99", rank="dean", chair="U98;U01;U97")]
    assert kinds == [FaultKind.UNKNOWN, FaultKind.NO_SUCH_WORD, FaultKind.UNKNOWN, FaultKind.UNKNOWN]


def test_without_addresses_an_address_finds_nobody_and_the_line_says_why() -> None:
    silent = Listing(LISTING.people)
    read = reading({Column.EMAIL: "ada@x.org", Column.RANK: "full"}, listing=silent)
    assert read.faulty == [Faulty(2, "ada@x.org", [Fault(FaultKind.NO_ADDRESSES, "email", "ada@x.org")])]


def test_of_two_lines_about_one_person_the_first_counts() -> None:
    read = reading({Column.SLACK_ID: "U01", Column.RANK: "full"}, {Column.EMAIL: "ada@x.org", Column.RANK: "lecturer"})
    assert [entry.facts for entry in read.entries] == [{Column.RANK: Rank.FULL}]
    assert read.faulty == [Faulty(3, "ada@x.org", [Fault(FaultKind.TWICE, cell="2")])]


def test_a_faulty_line_does_not_stand_in_the_way_of_a_right_one_below() -> None:
    read = reading({Column.SLACK_ID: "U01", Column.RANK: "dean"}, {Column.SLACK_ID: "U01", Column.RANK: "full"})
    assert [entry.number for entry in read.entries] == [3]
    assert [line.number for line in read.faulty] == [2]


def test_only_what_differs_is_a_change() -> None:
    said = entry(slack_id="U03", rank="full", site="-", supervisor="U01", chair="-")
    known = Known({Column.RANK: Rank.FULL, Column.SITE: "North"}, {Authority.SUPERVISOR: frozenset({"U02"})})
    found = [(change.column, list(change.before), list(change.after)) for change in changes(said, known)]
    assert found == [(Column.SITE, ["North"], []), (Column.SUPERVISOR, ["U02"], ["U01"])]
