"""The library: which links are taken, and its screens with the longest words."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.catalogue import load_catalog
from bot.domain.library import (
    LINK_MAX_CHARS,
    NOTE_MAX_CHARS,
    SITE_MAX_CHARS,
    SITES_SHOWN,
    TITLE_MAX_CHARS,
    Entry,
    LibraryPage,
    ResourceDraft,
    ResourceFlaw,
    flaw_of,
    is_link,
)
from bot.views import library
from bot.views.carried import Carried
from bot.views.pages import PAGE_ROWS
from sandbox.blockkit import check_view

SAY = load_catalog()
LINK = "https://example.org/promotion?year=2026&rank=associate#criteria"
FINE = ResourceDraft("Promotion criteria", LINK, "For every rank.", "North")
KINDS = {"plain": "x", "mention": "<!channel> <@U1> ", "markup": "*_~`>|", "emoji": "\N{OWL}", "ampersand": "&"}


@pytest.mark.parametrize(
    "link", [LINK, "http://intranet.example.org:8080/a_(b)", "HTTPS://Example.org", "https://xn--bcher-kva.example/"]
)
def test_an_address_of_a_page_is_taken(link: str) -> None:
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.org",
        "promotion criteria",
        "https://",
        "https://localhost/",
        "https://example..org",
        "https://-example.org",
        "https://ada:secret@example.org/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org/a|b",
        "https://example.org/<!channel>",
        "https://example.org/\nx",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:ada@example.org",
        "slack://channel?id=1.2",
        "https://example.org/" + "x" * LINK_MAX_CHARS,
        "https://example.org/" + "&" * (LINK_MAX_CHARS // 5),
    ],
)
def test_anything_else_is_no_link(link: str) -> None:
    assert not is_link(link)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_judged_and_cannot_end_a_link(typed: str) -> None:
    link = f"https://example.org/{typed}"
    assert is_link(f"https://example.org/{quote(typed)}")
    if is_link(link):
        assert not set(typed) & set("<>| \n\t")


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({}, None),
        ({"note": None, "site": None}, None),
        ({"title": None}, ResourceFlaw.NO_NAME),
        ({"url": None}, ResourceFlaw.NO_LINK),
        ({"url": "example.org"}, ResourceFlaw.NO_LINK),
        ({"title": "x" * (TITLE_MAX_CHARS + 1)}, ResourceFlaw.LONG_NAME),
        ({"note": "x" * (NOTE_MAX_CHARS + 1)}, ResourceFlaw.LONG_NOTE),
        ({"site": "x" * (SITE_MAX_CHARS + 1)}, ResourceFlaw.LONG_SITE),
    ],
)
def test_an_entry_has_a_name_and_a_link(changed: dict[str, str | None], flaw: ResourceFlaw | None) -> None:
    assert flaw_of(replace(FINE, **changed)) is flaw


def test_the_sentences_name_the_limits_that_hold() -> None:
    say = SAY.library
    named = ((say.long_name, TITLE_MAX_CHARS), (say.long_note, NOTE_MAX_CHARS), (say.long_site, SITE_MAX_CHARS))
    assert all(f" {limit} " in phrase for phrase, limit in named)
    assert set(library.FIELDS) == set(ResourceFlaw)


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_the_longest_entries_fit_and_stay_words(piece: str) -> None:
    def words(limit: int) -> str:
        return (piece * limit)[:limit]

    url = "https://example.org/" + "&" * ((LINK_MAX_CHARS - 20) // 5)
    entry = Entry("r" * 32, words(TITLE_MAX_CHARS), url, words(NOTE_MAX_CHARS), words(SITE_MAX_CHARS))
    sites = tuple(f"{number:02}{words(SITE_MAX_CHARS - 2)}" for number in range(SITES_SHOWN))
    page = LibraryPage((entry,) * PAGE_ROWS, words(SITE_MAX_CHARS), sites, may_edit=True, page=1, pages=3)
    board = library.board(SAY, page=page, carried=Carried(site=words(SITE_MAX_CHARS), page=1))
    assert check_view(board) == []
    titles = [block["text"]["text"] for block in board["blocks"] if block.get("text", {}).get("type") == "mrkdwn"]
    assert not [title for title in titles if "<!" in title or "<@" in title]
    assert check_view(library.form(SAY, carried=Carried(), entry=entry)) == []


@pytest.mark.parametrize("may_edit", [True, False])
def test_an_empty_library_says_so_and_only_facilitators_are_asked_to_fill_it(may_edit: bool) -> None:
    page = LibraryPage((), None, (), may_edit=may_edit, page=0, pages=1)
    board = library.board(SAY, page=page, carried=Carried())
    assert check_view(board) == []
    assert (SAY.library.add_button in str(board)) is may_edit
    assert (SAY.library.nothing_here if may_edit else SAY.library.nothing) in str(board)
