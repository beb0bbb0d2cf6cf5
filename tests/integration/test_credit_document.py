"""The register as a document: every version with who signed it and when, on the day on which it was asked for."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.errors import UserError
from bot.services import credits
from bot.services.credit_file import ask_for_register
from bot.services.letter import FilePayload
from bot.views.credit_document import passages
from storage.database import Database
from storage.vocabulary import CreditState, TouchpointKind
from tests.integration.credit_steps import begin, mark, sign, write
from tests.integration.ending_steps import end
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, the
from tests.planning import planned, written

FILE = TouchpointKind.CREDIT_FILE
SCRIPTS = "漢字 한국어 Жизнь مرحبا नया 😀"
DAY = timedelta(days=1)


def said(deps: Deps, pair_id: str, *, to: str = MENTEE) -> list[str]:
    """Return what the document says to one side."""
    register = credits.register(deps, actor=the(deps.db, to), pair_id=pair_id)
    return [passage.text for passage in passages(deps.catalog, register, made_at=deps.clock.now())]


@pytest.mark.parametrize("to", [MENTEE, MENTOR])
def test_it_holds_every_version_and_when_each_was_written_and_signed(
    deps: Deps, clock: HandClock, pair_id: str, to: str
) -> None:
    entry_id = begin(deps, pair_id, title="The liver", author_order="Lindqvist, Okafor")
    for by in (MENTEE, MENTOR):
        sign(deps, entry_id, by=by)
    clock.at += DAY
    write(deps, entry_id, by=MENTOR, title="The liver", author_order="Okafor, Lindqvist")
    mark(deps, entry_id, CreditState.SUBMITTED, by=MENTOR)
    begin(deps, pair_id, title="The heart")
    told = said(deps, pair_id, to=to)
    first, second = {
        MENTEE: ("Tue 3 Nov 2026, 10:00 (Toronto time)", "Wed 4 Nov 2026, 10:00 (Toronto time)"),
        MENTOR: ("Tue 3 Nov 2026, 16:00 (Berlin time)", "Wed 4 Nov 2026, 16:00 (Berlin time)"),
    }[to]
    wanted = [
        "1. The liver",
        "Submitted, as Idris Okafor noted on Wed 4 Nov 2026",
        f"Version 2, written by Idris Okafor on {second}",
        "Maya Lindqvist: not signed\nIdris Okafor: not signed",
        "Intended order of authors: Okafor, Lindqvist",
        f"Version 1, written by Maya Lindqvist on {first}",
        f"Maya Lindqvist: signed on {first}\nIdris Okafor: signed on {first}",
        "Intended order of authors: Lindqvist, Okafor",
        "2. The heart",
        "Maya Lindqvist: not signed\nIdris Okafor: not signed",
    ]
    assert [text for text in told if text in wanted] == wanted
    made = next(text for text in told if text.startswith("Made by Rapport"))
    assert f"on {second}" in made


def test_it_is_a_file_with_its_day_in_every_script(deps: Deps, db: Database, pair_id: str) -> None:
    begin(deps, pair_id, title=SCRIPTS, origin=SCRIPTS)
    ask_for_register(deps, actor=the(db, MENTOR), pair_id=pair_id)
    (row,) = planned(db, FILE)
    file = written(deps, row)
    assert isinstance(file, FilePayload)
    assert (file.name, file.title) == ("work-and-credit-2026-11-03.pdf", "Work and credit, 2026-11-03")
    assert file.content.startswith(b"%PDF-")
    assert file.content.rstrip().endswith(b"%%EOF")
    assert row.member_id == the(db, MENTOR).id


def test_two_presses_send_one_and_a_later_one_another(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    begin(deps, pair_id)
    for _ in range(2):
        ask_for_register(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert len(planned(db, FILE)) == 1
    clock.at += timedelta(minutes=1)
    ask_for_register(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert len(planned(db, FILE)) == 2


def test_an_empty_register_is_not_sent(deps: Deps, db: Database, pair_id: str) -> None:
    with pytest.raises(UserError, match="Nothing is written down"):
        ask_for_register(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert planned(db, FILE) == []


def test_after_the_end_it_says_since_when_nothing_has_changed(deps: Deps, clock: HandClock, pair_id: str) -> None:
    begin(deps, pair_id)
    end(deps, clock, pair_id)
    clock.at += 100 * DAY
    told = said(deps, pair_id, to=MENTOR)
    assert any(text.startswith("Nothing has been changed or signed since Wed 4 Nov 2026, 16:00") for text in told)
