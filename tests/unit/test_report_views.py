"""The report of a programme as it is shown: no number but those that may be, and room for all of Slack's rules."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings

from bot.content.catalogue import load_catalog
from bot.domain.pictures import from_text, to_text
from bot.domain.reports.tables import Measure, Report, Split, Table
from bot.views.half_years import half_year_name
from bot.views.reports import csv_table, document, pictures, post, screen
from bot.views.reports.lines import GROUPS_SHOWN
from bot.views.reports.naming import group_name
from sandbox.blockkit import check_view
from tests.reporting import PERIOD, PNG, SITES, WORDS, report, reports

CATALOG = load_catalog()
MOST_BLOCKS, MOST_ALT_CHARS, MOST_COMMENT_CHARS = 100, 1000, 4000
NOON = datetime(2026, 7, 4, 12, tzinfo=UTC)


def told(shown: Report, split: Split = Split.ALL) -> str:
    """Return everything that is read of a report, wherever it is shown."""
    drawn = pictures.pictures(CATALOG, report=shown)
    paper = document.passages(CATALOG, report=shown, drawn=[(PNG, each.alt_text) for each in drawn])
    return "\n".join(
        [
            json.dumps(screen.screen(CATALOG, report=shown, split=split, periods=[PERIOD]), ensure_ascii=False),
            post.message(CATALOG, report=shown, is_painted=False),
            csv_table.as_csv(CATALOG, report=shown).decode(),
            *(passage.text for passage in paper),
            *(f"{each.words} {each.alt_text}" for each in drawn),
        ]
    )


def numbers(text: str) -> set[int]:
    """Return every number that stands in a text."""
    return {int(found) for found in re.findall(r"\d+", text)}


def blank(shown: Report) -> Report:
    """Return the same report in which nothing may be shown."""
    tables = [
        replace(each, cells=tuple(tuple(None for _ in row) for row in each.cells), units=None, known=None)
        for each in shown.tables
    ]
    return replace(shown, people=None, tables=tuple(tables))


def counts(shown: Report) -> set[int]:
    """Return the numbers that a report may show."""
    cells = {count for table in shown.tables for row in table.cells for count in row}
    basis = {count for table in shown.tables for count in (table.units, table.known)}
    return {count for count in {shown.people} | cells | basis if count is not None}


@settings(max_examples=25)
@given(shown=reports())
def test_no_number_is_read_anywhere_but_those_that_may_be_shown(shown: Report) -> None:
    for split in {table.split for table in shown.tables} | {Split.ALL}:
        assert numbers(told(shown, split)) - numbers(told(blank(shown), split)) <= counts(shown)


def test_all_numbers_of_a_table_stand_in_the_sheet_and_hidden_ones_are_named_so() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table.as_csv(CATALOG, report=report()).decode("utf-8-sig"))))
    assert len(rows) == 8 * len(WORDS) + len(SITES) * len(WORDS)
    first, last = rows[0], rows[-1]
    assert (first["table"], first["split"], first["word"], first["number"]) == (
        "Time to a first mentor",
        "Everybody",
        "one",
        "45",
    )
    assert (last["group"], last["number"], last["n"], last["known for"]) == (
        "'=Northfield <!channel>",
        "not shown",
        "75",
        "70",
    )
    assert {row["rounded down to a multiple of"] for row in rows} == {"5"}
    assert {row["note"] for row in rows} == {"describes, does not prove"}


def test_every_way_to_read_it_says_of_how_many_and_that_it_does_not_prove() -> None:
    shown = report()
    view = json.dumps(screen.screen(CATALOG, report=shown, split=Split.SITE, periods=[PERIOD]))
    paper = " ".join(each.text for each in document.passages(CATALOG, report=shown, drawn=()))
    message = post.message(CATALOG, report=shown, is_painted=True)
    for text in (view, paper, message):
        assert "This describes, it does not prove" in text
        assert "multiple of 5" in text
        assert "n = 75 mentees, response rate 7" in text
        assert "4 Jul 2026" in text


def test_a_screen_of_very_many_groups_is_one_that_slack_takes() -> None:
    many = tuple(f"Division {'of a long name ' * 4}{number}" for number in range(200))
    tables = tuple(
        Table(measure, Split.DIVISION, WORDS, many, tuple((5, 10, None) for _ in many), 900, 900) for measure in Measure
    )
    view = screen.screen(CATALOG, report=report(tables=tables), split=Split.DIVISION, periods=[PERIOD, "2025-2"])
    assert check_view(view) == []
    assert len(view["blocks"]) <= MOST_BLOCKS
    assert json.dumps(view).count("Division of") == GROUPS_SHOWN * len(Measure)
    assert CATALOG.report_page.more in json.dumps(view)


def test_a_screen_of_nothing_says_why() -> None:
    few = report(is_shown=False, people=None, tables=())
    for shown, why in ((few, "Fewer than 5 people"), (report(tables=()), "Nothing was counted")):
        view = screen.screen(CATALOG, report=shown, split=Split.ALL, periods=[PERIOD])
        assert check_view(view) == []
        assert why in json.dumps(view)
    assert pictures.pictures(CATALOG, report=few) == []
    (row,) = csv.DictReader(io.StringIO(csv_table.as_csv(CATALOG, report=few).decode("utf-8-sig")))
    assert row["months"] == half_year_name(CATALOG, few.period)
    assert "Fewer than 5 people" in row["note"]


def test_sites_that_name_themselves_as_they_like_mention_nobody() -> None:
    view = screen.screen(CATALOG, report=report(), split=Split.SITE, periods=[PERIOD])
    assert "<!channel>" not in json.dumps(view)
    assert "&lt;!channel&gt;" in json.dumps(view)


def test_a_picture_says_what_it_shows_and_compares_groups_where_two_have_numbers() -> None:
    having, working, compared = pictures.pictures(CATALOG, report=report())
    assert having.alt_text.startswith(
        "Having a mentor, January to June 2026. The largest number shown of each: Time to"
    )
    assert "first mentor: one, 45" in having.alt_text
    assert (compared.title, compared.is_compared) == ("Time to a first mentor, by site", True)
    assert [bar.label for bar in compared.panels[0].bars] == ["Western General", "Harbourside"]
    assert [bar.told for bar in compared.panels[1].bars] == ["15", "not shown"]
    assert compared.foot.startswith("Numbers are rounded")
    assert all(len(each.alt_text) <= MOST_ALT_CHARS for each in (having, working, compared))
    assert from_text(to_text(compared)) == compared


def test_a_message_is_short_enough_with_every_measure_in_it() -> None:
    tables = tuple(
        Table(measure, Split.ALL, tuple("a word of some length" for _ in range(5)), ("",), ((1000,) * 5,), 900, 900)
        for measure in Measure
    )
    assert len(post.message(CATALOG, report=report(tables=tables), is_painted=False)) <= MOST_COMMENT_CHARS


def test_a_document_holds_its_pictures_beside_each_other() -> None:
    drawn = [(PNG, f"Picture {number}") for number in range(3)]
    paper = document.document(CATALOG, report=report(), drawn=drawn, made_at=NOON)
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Subtype /Image") == 1, "the same dot thrice"


def test_groups_have_the_names_that_people_know_and_the_small_ones_together_one() -> None:
    named = {
        (Split.RANK, "assistant"): "Assistant professor",
        (Split.RANK, "others"): "All others",
        (Split.SITE, "others"): "All others",
        (Split.COURSE, "none"): "In no pair",
        (Split.GENDER, "woman"): "woman",
        (Split.ALL, ""): "Everybody",
    }
    assert {place: group_name(CATALOG, *place) for place in named} == named


def test_a_table_without_any_number_says_so_in_a_line() -> None:
    hidden = Table(Measure.LOAD, Split.RANK, WORDS, ("assistant", "full"), ((None,) * 3,) * 2, units=20, known=20)
    some = Table(Measure.WAIT, Split.RANK, WORDS, ("assistant", "full"), ((5, None, 5), (5, None, None)), 20, 20)
    shown = report(tables=(hidden, some))
    paper = " ".join(each.text for each in document.passages(CATALOG, report=shown, drawn=()))
    view = json.dumps(screen.screen(CATALOG, report=shown, split=Split.RANK, periods=[PERIOD]))
    for text in (paper, view):
        assert text.count("No number of this table can be shown.") == 1
    (compared,) = pictures.pictures(CATALOG, report=shown)
    assert [panel.title for panel in compared.panels] == ["one", "three"]
    assert compared.foot.startswith("No number of these groups can be shown for: two. Numbers are")
