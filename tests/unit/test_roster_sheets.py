"""Rosters as files: what is read, what spoils a line, and what spoils the whole file."""

import pytest

from bot.domain.roster import Column, Fault, FaultKind
from bot.domain.roster_sheets import MOST_BYTES, MOST_LINES, Sheet, SheetFlaw, SheetLine, read_sheet

HEADING = "slack_id,rank,division\n"


def read(text: str, encoding: str = "utf-8") -> Sheet:
    sheet = read_sheet(text.encode(encoding))
    assert isinstance(sheet, Sheet), sheet
    return sheet


def test_each_line_is_read_by_its_heading_and_numbered_as_an_editor_does() -> None:
    sheet = read(HEADING + "U01,assistant,Cardiology\n\n U02 , ,\n")
    assert sheet.lines == [
        SheetLine(2, {Column.SLACK_ID: "U01", Column.RANK: "assistant", Column.DIVISION: "Cardiology"}),
        SheetLine(4, {Column.SLACK_ID: "U02"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(encoding: str, separator: str, ending: str) -> None:
    text = ending.join(["E-Mail,Rank,Joined on,Name", "ada@x.org,full,2020-01-02,Àda", ""]).replace(",", separator)
    sheet = read(text, encoding)
    cells = {Column.EMAIL: "ada@x.org", Column.RANK: "full", Column.JOINED_ON: "2020-01-02"}
    assert sheet == Sheet([SheetLine(2, cells)], ["Name"])


def test_an_open_quote_spoils_its_own_line_alone() -> None:
    sheet = read(HEADING + 'U01,"assistant,Cardiology\nU02,full,"Heart, lungs"\n')
    assert [line.fault for line in sheet.lines] == [Fault(FaultKind.QUOTES), None]
    assert sheet.lines[1].cells[Column.DIVISION] == "Heart, lungs"


def test_a_line_with_too_few_or_too_many_cells_says_how_many() -> None:
    lines = read(HEADING + "U01,full\nU02,full,A,B\n").lines
    assert [line.fault for line in lines] == [Fault(FaultKind.CELLS, "3", number) for number in ("2", "4")]
    assert lines[0].cells[Column.SLACK_ID] == "U01"


def test_signs_that_no_database_keeps_spoil_their_line() -> None:
    assert read(HEADING + "U01,full,Heart\x00\n").lines[0].fault == Fault(FaultKind.UNWRITABLE)


@pytest.mark.parametrize(
    ("raw", "flaw"),
    [
        (b"", SheetFlaw.NO_LINES),
        (b"slack_id,rank\n", SheetFlaw.NO_LINES),
        (b"slack_id,rank\n,\n", SheetFlaw.NO_LINES),
        (b"U01,assistant\nU02,full\n", SheetFlaw.NO_HEADING),
        (b"slack_id,email\nU01,a@x.org\n", SheetFlaw.NO_HEADING),
        (b"rank,stream\nfull,teacher\n", SheetFlaw.NO_HEADING),
        (b'slack_id,"rank\nU01,full\n', SheetFlaw.NO_HEADING),
        (b"slack_id,rank,RANK\nU01,full,full\n", SheetFlaw.HEADING_TWICE),
        (b"\xff\xfe\x00", SheetFlaw.NO_TEXT),
        ("slack_id,rank\nU01,Pröfessor\n".encode("latin-1"), SheetFlaw.NO_TEXT),
        (b"slack_id,rank\n" + b"U01,full\n" * (MOST_LINES + 1), SheetFlaw.TOO_MANY_LINES),
        (b"x" * (MOST_BYTES + 1), SheetFlaw.TOO_LARGE),
    ],
    ids=range(12),
)
def test_a_file_that_is_no_roster_is_refused_as_a_whole(raw: bytes, flaw: SheetFlaw) -> None:
    assert read_sheet(raw) is flaw


def test_a_roster_of_the_greatest_length_is_read() -> None:
    assert len(read("slack_id,rank\n" + "U01,full\n" * MOST_LINES).lines) == MOST_LINES
