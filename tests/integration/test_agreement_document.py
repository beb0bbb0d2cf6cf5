"""An agreement as a document: a file that opens, with all that stands and nothing that does not, in every script."""

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError, UserError
from bot.services.agreement_file import ask_for_document, sheet_for
from bot.services.letter import FilePayload, PointlessError
from bot.views.agreement_document import passages
from bot.views.fonts import legible
from bot.views.paper import is_shaped
from storage.database import Database
from storage.vocabulary import AgreementField, TouchpointKind
from tests.integration.agreement_steps import agree, answer, both_send, confirm, newest, send, word, written
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the

FILE = TouchpointKind.AGREEMENT_FILE
SCRIPTS = "漢字 한국어 Жизнь مرحبا नया 😀"


def document(deps: Deps, agreement_id: str, *, to: str = MENTEE) -> FilePayload:
    """Return the document of a version as one side gets it."""
    file = written(deps, FILE, agreement_id, to=to, at=NOW)
    assert isinstance(file, FilePayload)
    return file


def test_both_get_a_file_that_says_which_version_it_is(deps: Deps, pair_id: str) -> None:
    agreement_id = agree(deps, pair_id, purpose="x", style="aloud", cadence=SCRIPTS)
    for to in (MENTEE, MENTOR):
        file = document(deps, agreement_id, to=to)
        assert (file.name, file.title) == ("mentoring-agreement-1.pdf", "Mentoring agreement, version 1")
        assert file.content.startswith(b"%PDF-")
        assert file.content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("of", [MENTEE, MENTOR])
def test_it_says_all_that_stands_and_nothing_that_was_dropped(deps: Deps, pair_id: str, of: str) -> None:
    answer(deps, pair_id, purpose="Grants", style="aloud", cadence="monthly", credit="as ICMJE has it")
    answer(deps, pair_id, by=MENTOR, purpose="A chair", style="after a night", credit="by age")
    for by in (MENTEE, MENTOR):
        send(deps, pair_id, by=by)
    agreement_id = newest(deps, pair_id).id
    word(deps, agreement_id, "A chair by way of grants")
    word(deps, agreement_id, None, field=AgreementField.CREDIT)
    for by in (MENTEE, MENTOR):
        confirm(deps, agreement_id, by=by)
    said = [passage.text for passage in passages(deps.catalog, sheet_for(deps, the(deps.db, of), agreement_id))]
    wanted = ["A chair by way of grants", "monthly", "Maya Lindqvist: aloud\nIdris Okafor: after a night"]
    assert [text for text in said if text in wanted] == wanted
    assert deps.catalog.agreements.ending in said
    assert not {"Grants", "A chair", "as ICMJE has it", "by age"} & set(said)
    assert "Maya Lindqvist said yes on Tue 3 Nov 2026, Idris Okafor on Tue 3 Nov 2026." in said


def test_only_what_stands_is_had_as_a_document_and_only_by_the_two(deps: Deps, db: Database, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id)
    with pytest.raises(UserError, match="both of you have said yes"):
        ask_for_document(deps, actor=the(db, MENTEE), agreement_id=agreement_id)
    with pytest.raises(PointlessError, match="open"):
        written(deps, FILE, agreement_id, at=NOW)
    with pytest.raises(PointlessError, match="gone"):
        written(deps, FILE, agreement_id, to=STRANGER, at=NOW)
    with pytest.raises(NotYoursError):
        ask_for_document(deps, actor=the(db, STRANGER), agreement_id=agreement_id)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("smile 😀", "smile [grinning face]"), ("a\u200db\tc\x07", "ab c"), ("one\ntwo", "one\ntwo")],
)
def test_a_sign_that_no_font_has_is_named_or_left_out(text: str, shown: str) -> None:
    assert legible(text, frozenset(map(ord, "abcdefghijklmnopqrstuvwxyz "))) == shown


@pytest.mark.parametrize(
    ("text", "shaped"),
    [("Maya\u2019s idea \u2013 naïve, “Łódź”…", False), ("", False), ("नया", True), ("مرحبا", True), ("e\u0301", True)],
)
def test_only_what_depends_on_its_neighbours_is_shaped(text: str, shaped: bool) -> None:
    assert is_shaped(text) is shaped
