"""An agreement as a document: a file that opens, with all that stands and nothing that does not, in every script."""

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError, UserError
from bot.services.agreement_file import ask_for_document
from bot.services.letter import FilePayload, PointlessError
from bot.views.paper import legible
from storage.database import Database
from storage.vocabulary import TouchpointKind
from tests.integration.agreement_steps import agree, both_send, written
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
