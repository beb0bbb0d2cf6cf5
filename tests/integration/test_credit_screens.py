"""The register in Slack: from a first line to two signatures, on the screens of both; forged, old and late presses."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.credits import TEXTS
from bot.views import credits as credits_view
from bot.views.credits import GUIDE_URL
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import CreditState, TouchpointKind
from tests.integration.credit_steps import TITLE, begin, entries, mark, seen, sign, versions, write
from tests.integration.ending_steps import end
from tests.integration.recap_screens import soon, typed, updated, words_of
from tests.integration.steps import lying_on, opened
from tests.integration.test_agreement_screens import labels
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up
from tests.payloads import Payload, press, slash, submit
from tests.planning import planned, pushed
from tests.rapport import Rapport

SECOND = "U0SECOND01"


def board_of(rapport: Rapport, user: str = MENTEE) -> Payload:
    """Open the board by its word."""
    return opened(rapport, slash("/mentor", "credit", user=user))


def page_of(rapport: Rapport, user: str = MENTEE) -> Payload:
    """Open the first work on the board."""
    return updated(rapport, press(board_of(rapport, user), "Open", user=user))


def entered(**said: str) -> dict[str, Payload]:
    """Return what is typed into the form, with a day of submission."""
    texts = {name: value for key, text in said.items() for name, value in typed(f"credit_{key}", text).items()}
    return {**texts, "credit_submission": {"type": "datepicker", "selected_date": soon(90)}}


def kept(rapport: Rapport, form: Payload, said: dict[str, Payload], *, user: str = MENTEE) -> Payload:
    """Send a form off that lies on a board, and return what is drawn below it."""
    return updated(rapport, lying_on("V0", submit(form, said, user=user)))


def test_from_a_first_line_to_two_signatures_and_a_change_that_takes_none_of_them_away(
    rapport: Rapport, pair_id: str
) -> None:
    board = board_of(rapport)
    assert "Nothing is written down yet" in str(board)
    assert GUIDE_URL in str(board)
    form = pushed(rapport, press(board, "Add a work"))
    page = kept(rapport, form, entered(title="The liver", origin="Maya's", author_order="Lindqvist, Okafor"))
    assert words_of(page)[:3] == ["The liver", "Maya's", "Lindqvist, Okafor"]
    assert "Nothing is said about: What Maya Lindqvist does" in str(page)
    signed = updated(rapport, press(page, "Sign version 1"))
    assert "Sign version 1" not in labels(signed)
    theirs = page_of(rapport, MENTOR)
    assert "Maya Lindqvist signed it on" in str(theirs)
    assert "Signed by Maya Lindqvist, not yet by you" in str(board_of(rapport, MENTOR))
    both = updated(rapport, press(theirs, "Sign version 1", user=MENTOR))
    form = pushed(rapport, press(both, "Change", user=MENTOR))
    page = kept(rapport, form, entered(title="The liver", author_order="Okafor, Lindqvist"), user=MENTOR)
    assert "Version 2 of 2, written by Idris Okafor" in str(page)
    assert "The last version that both of you signed is version 1." in str(page)
    first = updated(rapport, press(page, "Read version 1"))
    assert "Lindqvist, Okafor" in words_of(first)
    assert "Idris Okafor signed it on" in str(first)
    assert not {"Sign version 1", "Sign version 2", "Change"} & set(labels(first))
    assert labels(updated(rapport, press(first, "Later version")))[0] == "Sign version 2"
    assert "Version 2 · Not signed yet · Version 1 is signed by both" in str(updated(rapport, press(page, "All works")))


def test_a_change_is_laid_on_what_stands_and_loses_nothing(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    begin(deps, pair_id)
    form = pushed(rapport, press(page_of(rapport), "Change"))
    filled = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert list(filled) == ["credit_title", *(f"credit_{name}" for name in TEXTS), "credit_submission"]
    assert filled["credit_title"]["initial_value"] == TITLE
    assert filled["credit_others"].get("initial_value") is None
    assert filled["credit_submission"]["initial_date"] == "2026-12-18"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"credit_title": {}}, "credit_title"),
        ({"credit_title": {"value": "x" * 301}}, "credit_title"),
        ({"credit_data_owner": {"value": "x" * 601}}, "credit_data_owner"),
        ({"credit_submission": {"selected_date": "2020-01-01"}}, "credit_submission"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    rapport: Rapport, db: Database, pair_id: str, values: dict[str, Payload], field: str
) -> None:
    form = pushed(rapport, press(board_of(rapport), "Add a work"))
    answer = rapport.answer_to(submit(form, {**entered(title="The liver"), **values}))
    assert list(answer["errors"]) == [field]
    assert versions(db) == []


def test_a_page_that_has_been_overtaken_signs_nothing(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    old = page_of(rapport, MENTOR)
    write(deps, entry_id, author_order="Lindqvist alone")
    refused = opened(rapport, press(old, "Sign version 1", user=MENTOR), "views.push")
    assert rapport.deps.catalog.credits.newer in str(refused)
    assert [each.mentor_signed_at for each in versions(db)] == [None, None]


def test_how_far_a_work_has_come_is_one_choice_of_its_menu(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    page = page_of(rapport)
    menu = next(each for block in page["blocks"] for each in block.get("elements", []) if each["type"] == "overflow")
    assert [option["value"].split(" ")[0] for option in menu["options"]] == ["submitted", "published", "dropped"]
    chosen = {"type": "overflow", "action_id": menu["action_id"], "selected_option": menu["options"][0]}
    shown = updated(rapport, acted(page, chosen))
    assert "Submitted, as Maya Lindqvist noted on" in str(shown)
    assert "Sign version 1" not in labels(shown)
    assert seen(deps, entry_id).state is CreditState.SUBMITTED


@pytest.mark.parametrize("value", ["", "x", "nonsense 1", "published "])
def test_a_choice_that_was_never_offered_changes_nothing(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, value: str
) -> None:
    begin(deps, pair_id)
    page = page_of(rapport)
    action = {"type": "overflow", "action_id": credits_view.MARK, "selected_option": {"value": value}}
    refused = opened(rapport, acted(page, action), "views.push")
    assert rapport.deps.catalog.common.not_yours in str(refused)
    assert [entry.state for entry in entries(db)] == [CreditState.OPEN]


@pytest.mark.parametrize("value", ["", ":", "x:1", "{entry}:", "{entry}:99", "{entry}:-1", "{entry}:²"])
def test_a_version_that_is_not_there_is_neither_shown_nor_signed(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, value: str
) -> None:
    entry_id = begin(deps, pair_id)
    page = page_of(rapport)
    action = {"type": "button", "action_id": credits_view.SIGN, "value": value.format(entry=entry_id)}
    opened(rapport, acted(page, action), "views.push")
    assert [each.mentee_signed_at for each in versions(db)] == [None]


@pytest.mark.parametrize("who", [STRANGER, SECOND])
def test_presses_of_others_on_these_screens_are_refused(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, who: str
) -> None:
    pair_up(db, mentee=SECOND)
    begin(deps, pair_id)
    board, page = board_of(rapport), page_of(rapport)
    for view, label in ((board, "Send me all of it"), (page, "Sign version 1"), (page, "Change"), (board, "Open")):
        refused = opened(rapport, press(view, label, user=who), "views.push")
        assert rapport.deps.catalog.common.not_yours in str(refused)
        assert "MARKER" not in str(refused)
    assert planned(db, TouchpointKind.CREDIT_FILE) == []


def test_after_the_end_all_of_it_is_there_to_be_read_and_had_and_nothing_to_be_done(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    sign(deps, entry_id)
    before = page_of(rapport)
    end(deps, clock, pair_id)
    ended = opened(rapport, slash("/mentor", "past", user=MENTOR))
    assert "Work and credit" in labels(ended)
    board = updated(rapport, press(ended, "Work and credit", user=MENTOR))
    assert labels(board) == ["Send me all of it", "Open"]
    page = updated(rapport, press(board, "Open", user=MENTOR))
    assert TITLE in words_of(page)
    assert labels(page) == ["All works"]
    late = opened(rapport, press(before, "Change"), "views.push")
    assert rapport.deps.catalog.common.not_yours in str(late)
    sent = opened(rapport, press(board, "Send me all of it", user=MENTOR), "views.push")
    assert "in a moment" in str(sent)
    assert len(planned(rapport.deps.db, TouchpointKind.CREDIT_FILE)) == 1


def test_the_end_hands_it_to_both_as_a_document(rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str) -> None:
    mark(deps, begin(deps, pair_id), CreditState.PUBLISHED)
    end(deps, clock, pair_id)
    for user in (MENTEE, MENTOR):
        ended = opened(rapport, slash("/mentor", "past", user=user))
        assert rapport.deps.catalog.endings.credit in str(ended)
        opened(rapport, press(ended, "Work and credit as a document", user=user), "views.push")
    assert len(planned(rapport.deps.db, TouchpointKind.CREDIT_FILE)) == 2


def acted(view: Payload, action: Payload, *, user: str = MENTEE) -> Payload:
    """Return a press on a view with an action that need not stand there."""
    base = press(view, "All works", user=user)
    return {**base, "actions": [{**base["actions"][0], **action}]}


def test_a_day_too_near_for_a_reminder_is_kept_all_the_same(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(board_of(rapport), "Add a work"))
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    said = {**typed("credit_title", new_id()), "credit_submission": {"selected_date": tomorrow.isoformat()}}
    kept(rapport, form, said)
    assert [each.submission_on for each in versions(db)] == [tomorrow]
    assert planned(db, TouchpointKind.CREDIT_DUE) == []
