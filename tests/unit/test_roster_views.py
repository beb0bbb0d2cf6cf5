"""A roster's report in words: every line that is left out is explained, every change says from what to what."""

from bot.console.roster import tame
from bot.content.catalogue import load_catalog
from bot.domain.roster import Change, Changed, Column, Fault, FaultKind, Faulty, RosterReport
from bot.views import roster, roster_screens
from sandbox.blockkit import check_view

CATALOG = load_catalog()
REPORT = RosterReport(
    is_kept=False,
    changed=[
        Changed(
            7,
            "Maya Lindqvist",
            [Change(Column.RANK, ["assistant"], ["associate"]), Change(Column.CHAIR, [], ["U01", "U02"])],
        )
    ],
    same=3,
    faulty=[
        Faulty(4, "U09", [Fault(FaultKind.NO_SUCH_WORD, "rank", "dean"), Fault(FaultKind.UNKNOWN, "chair", "U99")]),
        Faulty(5, "", [Fault(FaultKind.CELLS, "11", "9")]),
    ],
    unread=["name", "pager"],
    names={"U01": "Idris Okafor"},
)


def test_the_summary_counts_what_is_taken_and_what_is_left_out() -> None:
    assert roster.summary(CATALOG, report=REPORT) == [
        "Would be brought in: 4 lines. 1 change something, 3 say what is known already.",
        "Would be left out: 2 lines, each explained below. Nothing of them is kept.",
        "Columns that say nothing to Rapport, and are not read: name, pager",
    ]


def test_each_line_that_is_left_out_says_everything_that_is_wrong_with_it() -> None:
    assert roster.left_out(CATALOG, report=REPORT) == [
        "Line 4, U09: rank: “dean” is none of lecturer, assistant, associate, full. "
        "chair: nobody in this workspace is “U99”.",
        "Line 5: it has 9 cells where the heading has 11.",
    ]


def test_each_change_says_from_what_to_what_and_names_people() -> None:
    assert roster.changed(CATALOG, report=REPORT) == [
        "Line 7, Maya Lindqvist: rank assistant → associate; chair Idris Okafor, U02"
    ]


def test_what_is_taken_back_is_a_change_to_none() -> None:
    changes = [Change(Column.SITE, ["North"], [])]
    report = RosterReport(True, [Changed(3, "Maya Lindqvist", changes)], 0, [])
    assert roster.changed(CATALOG, report=report) == ["Line 3, Maya Lindqvist: site North → none"]


def test_every_fault_has_a_sentence_whose_slots_are_filled() -> None:
    for kind in FaultKind:
        report = RosterReport(True, [], 0, [Faulty(2, "U01", [Fault(kind, "rank", "x")])])
        (sentence,) = roster.left_out(CATALOG, report=report)
        assert sentence.startswith("Line 2, U01: ")
        assert "{" not in sentence


def test_slack_takes_a_report_however_much_is_wrong_with_however_many_lines() -> None:
    nobodies = [Fault(FaultKind.UNKNOWN, "chair", "é" * 60) for _ in range(40)]
    changes = [Change(Column.CHAIR, [], [f"U{number:010}" for number in range(400)])]
    faulty = [Faulty(number, "U09", nobodies) for number in range(2, 302)]
    changed = [Changed(number, "Maya Lindqvist", changes) for number in range(302, 602)]
    report = RosterReport(False, changed, 0, faulty, unread=["x" * 5000])
    view = roster_screens.looked(CATALOG, report=report, file_id="F0ROSTER001")
    assert check_view(view) == []
    assert "And 285 more lines" in str(view)
    assert check_view(roster_screens.kept(CATALOG, report=report)) == []


def test_a_file_cannot_tell_a_terminal_what_to_do() -> None:
    faulty = Faulty(2, "U1\x1b[2J\u202e\x9b2J", [Fault(FaultKind.UNWRITABLE)])
    (line,) = roster.left_out(CATALOG, report=RosterReport(True, [], 0, [faulty]))
    assert tame(line) == "Line 2, U1�[2J��2J: it holds signs that cannot be kept."
