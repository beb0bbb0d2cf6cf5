"""The work-and-credit register: every change a version, each signed by whoever has read it, none ever lost."""

from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.credits import MOST_VERSIONS, Signing
from bot.errors import FieldError, UserError
from bot.services import credits
from storage.columns import new_id
from storage.credits import CreditEntry
from storage.database import Database
from storage.vocabulary import CreditState, Side, TouchpointKind
from tests.integration.credit_steps import SUBMISSION_ON, WORDS, begin, entries, mark, seen, sign, versions, write
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, has_left, the
from tests.payloads import TEAM
from tests.planning import message, planned, why_not

NEWS = TouchpointKind.CREDIT_NEWS
DAY = timedelta(days=1)


def test_each_change_is_a_version_of_its_own_and_the_signed_one_stays_on_record(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    for by in (MENTEE, MENTOR):
        sign(deps, entry_id, by=by)
    assert seen(deps, entry_id).signing is Signing.BOTH
    clock.at += DAY
    write(deps, entry_id, by=MENTOR, author_order="Okafor, Lindqvist")
    newest, first = seen(deps, entry_id), seen(deps, entry_id, number=1)
    assert (newest.number, newest.signing, newest.last_signed, newest.author) == (2, Signing.UNSIGNED, 1, Side.MENTOR)
    assert newest.written_at == NOW + DAY
    assert (first.words, first.signing, first.written_at) == (WORDS, Signing.BOTH, NOW)
    assert first.signed_at == {Side.MENTEE: NOW, Side.MENTOR: NOW}


def test_how_far_the_signatures_are_is_seen_from_each_side(deps: Deps, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    assert {seen(deps, entry_id, by=by).signing for by in (MENTEE, MENTOR)} == {Signing.UNSIGNED}
    sign(deps, entry_id)
    assert [seen(deps, entry_id, by=by).signing for by in (MENTEE, MENTOR)] == [Signing.MINE, Signing.THEIRS]
    assert [seen(deps, entry_id, by=by).can_sign for by in (MENTEE, MENTOR)] == [False, True]


def test_what_has_changed_meanwhile_is_signed_by_nobody_unseen(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    sign(deps, entry_id)
    write(deps, entry_id, data_owner="mine")
    with pytest.raises(UserError, match="newer version"):
        sign(deps, entry_id, by=MENTOR, number=1)
    with pytest.raises(UserError, match="newer version"):
        sign(deps, entry_id, by=MENTOR, number=3)
    assert [each.mentor_signed_at for each in versions(db)] == [None, None]


def test_a_version_is_signed_once_at_the_first_press(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    sign(deps, entry_id)
    clock.at += DAY
    sign(deps, entry_id)
    assert [each.mentee_signed_at for each in versions(db)] == [NOW]


def test_the_same_form_twice_keeps_one_work_and_one_version(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    begin(deps, pair_id, entry_id=entry_id, title="another")
    for _ in range(2):
        write(deps, entry_id, after=1, title="A newer title")
    assert [each.title for each in versions(db)] == [WORDS.title, "A newer title"]
    assert [each.newest for each in entries(db)] == [2]


def test_a_form_on_an_older_version_is_refused_and_loses_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    write(deps, entry_id, by=MENTOR, after=1, title="Theirs")
    with pytest.raises(UserError, match="Idris Okafor has written a newer version"):
        write(deps, entry_id, after=1, title="Mine")
    assert [each.title for each in versions(db)] == [WORDS.title, "Theirs"]


@pytest.mark.parametrize("state", [CreditState.SUBMITTED, CreditState.PUBLISHED, CreditState.DROPPED])
def test_a_work_that_is_closed_is_neither_changed_nor_signed_until_it_is_open_again(
    deps: Deps, pair_id: str, state: CreditState
) -> None:
    entry_id = begin(deps, pair_id)
    mark(deps, entry_id, state, by=MENTOR)
    shown = seen(deps, entry_id)
    assert (shown.state, shown.marked_at, shown.marked_by) == (state, NOW, Side.MENTOR)
    assert (shown.can_change, shown.can_sign) == (False, False)
    with pytest.raises(UserError, match="no longer open"):
        sign(deps, entry_id)
    with pytest.raises(UserError, match="no longer open"):
        write(deps, entry_id, title="x")
    mark(deps, entry_id, CreditState.OPEN)
    sign(deps, entry_id)
    assert seen(deps, entry_id).signing is Signing.MINE


def test_the_other_one_hears_of_a_version_and_of_the_second_signature_and_not_what_it_says(
    deps: Deps, db: Database, pair_id: str
) -> None:
    entry_id = begin(deps, pair_id)
    sign(deps, entry_id)
    (first,) = planned(db, NEWS)
    assert first.member_id == the(db, MENTOR).id
    told = message(deps, NEWS)
    assert "Maya Lindqvist" in told["text"]
    assert "waits to be read and signed" in told["text"]
    assert "MARKER" not in str(told)
    sign(deps, entry_id, by=MENTOR)
    assert why_not(deps, [first]) == {"done"}
    (_, signed) = planned(db, NEWS)
    assert signed.member_id == the(db, MENTEE).id
    assert "both signed" in message(deps, NEWS)["text"]
    write(deps, entry_id, title="another")
    assert why_not(deps, [first, signed]) == {"newer"}


def test_a_day_that_is_over_is_refused_unless_it_has_stood_there_before(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    with pytest.raises(FieldError, match="That day is over") as refused:
        begin(deps, pair_id, submission_on=date(2026, 11, 2))
    assert refused.value.block_id == "credit_submission"
    with pytest.raises(FieldError, match="ten years"):
        begin(deps, pair_id, submission_on=date(2046, 11, 2))
    entry_id = begin(deps, pair_id)
    clock.at += 60 * DAY
    write(deps, entry_id, others="A statistician")
    assert seen(deps, entry_id).number == 2


def test_with_somebody_who_has_left_nothing_more_is_written_or_signed(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    has_left(db, MENTOR)
    for change in (
        lambda: begin(deps, pair_id),
        lambda: write(deps, entry_id, title="x"),
        lambda: sign(deps, entry_id),
    ):
        with pytest.raises(UserError, match="has left"):
            change()
    with pytest.raises(UserError, match="has left"):
        mark(deps, entry_id, CreditState.DROPPED)
    assert not seen(deps, entry_id).can_sign


def test_a_register_that_is_full_says_so(deps: Deps, db: Database, pair_id: str) -> None:
    full = CreditEntry(id=new_id(), team_id=TEAM, pair_id=pair_id, newest=MOST_VERSIONS, opened_at=NOW)
    with db.begin() as session:
        session.add(full)
    with pytest.raises(UserError, match=f"holds {MOST_VERSIONS} versions"):
        begin(deps, pair_id)


def test_the_board_shows_the_open_works_first_the_soonest_due_first_a_page_at_a_time(
    deps: Deps, db: Database, pair_id: str
) -> None:
    dropped = begin(deps, pair_id, title="dropped")
    mark(deps, dropped, CreditState.DROPPED)
    begin(deps, pair_id, title="undated", submission_on=None)
    for number in range(10):
        begin(deps, pair_id, title=f"due {9 - number}", submission_on=SUBMISSION_ON + (9 - number) * DAY)
    pages = [credits.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=page) for page in (0, 1, 7)]
    assert [sheet.words.title for sheet in pages[0].sheets] == [f"due {number}" for number in range(10)]
    assert [sheet.words.title for sheet in pages[1].sheets] == ["undated", "dropped"]
    assert [(each.page, each.pages) for each in pages] == [(0, 2), (1, 2), (1, 2)]


def test_a_text_that_says_the_same_is_no_version(deps: Deps, db: Database, pair_id: str) -> None:
    entry_id = begin(deps, pair_id)
    write(deps, entry_id)
    assert len(versions(db)) == 1
    assert seen(deps, entry_id).words == WORDS
