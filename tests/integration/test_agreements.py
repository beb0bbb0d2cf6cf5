"""Each side answers alone, then both compare, word what differs, and say yes to one page."""

from collections.abc import Callable

import pytest

from bot.deps import Deps
from bot.domain.agreement_sheets import AgreementStep as Step
from bot.domain.agreements import Reading
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import agreement_rounds, agreement_talks, agreements
from storage.database import Database
from storage.vocabulary import AgreementField as Field
from storage.vocabulary import TouchpointKind
from tests.integration.agreement_steps import (
    PURPOSE,
    agree,
    answer,
    board,
    both_send,
    confirm,
    lines,
    newest,
    send,
    still_holds,
    word,
)
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, the
from tests.planning import planned


def steps(deps: Deps, pair_id: str) -> tuple[Step, Step]:
    """Return where it stands for the mentee and for the mentor."""
    return board(deps, pair_id).step, board(deps, pair_id, of=MENTOR).step


def test_answers_are_kept_changed_and_taken_back_by_their_author(deps: Deps, pair_id: str) -> None:
    answer(deps, pair_id, purpose="one", style="aloud")
    answer(deps, pair_id, purpose="two", style=None)
    form = agreements.form(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, name="aim")
    assert form.answers == {Field.PURPOSE: "two"}
    assert newest(deps, pair_id).number == 1


def test_where_it_stands_is_told_to_each_side_as_it_is(deps: Deps, pair_id: str) -> None:
    assert steps(deps, pair_id) == (Step.NONE, Step.NONE)
    answer(deps, pair_id)
    assert steps(deps, pair_id) == (Step.WRITING, Step.WRITING)
    send(deps, pair_id)
    assert steps(deps, pair_id) == (Step.WAITING, Step.WRITING)
    answer(deps, pair_id, by=MENTOR)
    send(deps, pair_id, by=MENTOR)
    assert steps(deps, pair_id) == (Step.COMPARING, Step.COMPARING)
    agreement_id = newest(deps, pair_id).id
    word(deps, agreement_id, "both")
    confirm(deps, agreement_id)
    assert steps(deps, pair_id) == (Step.CONFIRMED_BY_ME, Step.ASKED)
    confirm(deps, agreement_id, by=MENTOR)
    assert steps(deps, pair_id) == (Step.STANDING, Step.STANDING)
    standing = board(deps, pair_id).standing
    assert standing is not None
    assert (standing.number, standing.agreement_id) == (1, agreement_id)


def test_both_read_both_and_see_what_differs(deps: Deps, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id, purpose=PURPOSE[MENTEE], style="aloud", cadence="monthly")
    seen, mirrored = lines(deps, agreement_id), lines(deps, agreement_id, of=MENTOR)
    purpose = seen[Field.PURPOSE]
    assert (purpose.mine, purpose.theirs, purpose.reading) == (PURPOSE[MENTEE], PURPOSE[MENTOR], Reading.DIFFERENT)
    assert (mirrored[Field.PURPOSE].mine, mirrored[Field.PURPOSE].theirs) == (PURPOSE[MENTOR], PURPOSE[MENTEE])
    readings = {field: line.reading for field, line in mirrored.items() if line.reading is not Reading.EMPTY}
    assert readings == {
        Field.PURPOSE: Reading.DIFFERENT,
        Field.STYLE: Reading.EACH,
        Field.CADENCE: Reading.ONE_SIDED,
    }
    assert board(deps, pair_id).different == 1


def test_nobody_says_yes_while_something_reads_differently(deps: Deps, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id)
    with pytest.raises(UserError, match="reads differently"):
        confirm(deps, agreement_id)
    word(deps, agreement_id, None)
    confirm(deps, agreement_id)
    assert lines(deps, agreement_id)[Field.PURPOSE].reading is Reading.LEFT_OUT


@pytest.mark.parametrize("is_mine", [True, False])
def test_one_tap_lets_one_answer_stand_for_both(deps: Deps, pair_id: str, is_mine: bool) -> None:
    agreement_id = both_send(deps, pair_id)
    agreement_talks.take(
        deps,
        actor=the(deps.db, MENTEE),
        agreement_id=agreement_id,
        field=Field.PURPOSE,
        is_mine=is_mine,
        revision=newest(deps, pair_id).revision,
    )
    assert lines(deps, agreement_id)[Field.PURPOSE].common == PURPOSE[MENTEE if is_mine else MENTOR]


def test_the_same_tap_twice_is_no_quarrel_with_oneself(deps: Deps, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id)
    seen = newest(deps, pair_id).revision
    for _ in range(2):
        agreement_talks.take(
            deps,
            actor=the(deps.db, MENTEE),
            agreement_id=agreement_id,
            field=Field.PURPOSE,
            is_mine=True,
            revision=seen,
        )
    assert newest(deps, pair_id).revision == seen + 1


def test_any_change_takes_every_yes_back_and_whoever_had_said_it_is_told(deps: Deps, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id)
    word(deps, agreement_id, "one")
    confirm(deps, agreement_id, by=MENTOR)
    before = len(_news(deps, MENTOR))
    word(deps, agreement_id, "two")
    assert board(deps, pair_id, of=MENTOR).step is Step.COMPARING
    assert len(_news(deps, MENTOR)) == before + 1
    confirm(deps, agreement_id, by=MENTOR)
    assert newest(deps, pair_id).confirmed_at is None


def test_nobody_says_yes_to_what_they_have_not_read(deps: Deps, pair_id: str) -> None:
    agreement_id = both_send(deps, pair_id)
    word(deps, agreement_id, "one")
    seen = newest(deps, pair_id).revision
    word(deps, agreement_id, "two", by=MENTOR)
    with pytest.raises(UserError, match="changed something meanwhile"):
        confirm(deps, agreement_id, revision=seen)
    with pytest.raises(FieldError):
        word(deps, agreement_id, "three", revision=seen)
    word(deps, agreement_id, "two", by=MENTOR, revision=seen)
    assert lines(deps, agreement_id)[Field.PURPOSE].common == "two"


def test_what_stands_changes_no_more(deps: Deps, pair_id: str) -> None:
    agreement_id = agree(deps, pair_id)
    kept = newest(deps, pair_id)
    confirm(deps, agreement_id)
    with pytest.raises(UserError, match="stays as it is"):
        word(deps, agreement_id, "three")
    assert newest(deps, pair_id).revision == kept.revision


def test_once_both_are_there_nobody_answers_alone_any_more(deps: Deps, pair_id: str) -> None:
    both_send(deps, pair_id)
    acts: list[Callable[[], object]] = [
        lambda: answer(deps, pair_id),
        lambda: send(deps, pair_id),
        lambda: still_holds(deps, pair_id),
        lambda: agreement_rounds.look_again(deps, actor=the(deps.db, MENTEE), pair_id=pair_id),
        lambda: agreements.form(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, name="aim"),
    ]
    for act in acts:
        with pytest.raises(UserError, match="Both of you have sent"):
            act()


def test_nothing_is_sent_where_nothing_is_answered(deps: Deps, pair_id: str) -> None:
    with pytest.raises(UserError, match="one question at least"):
        send(deps, pair_id)
    with pytest.raises(UserError, match="no agreement yet"):
        still_holds(deps, pair_id)


def test_two_taps_are_a_new_version_when_all_still_holds(deps: Deps, pair_id: str) -> None:
    first = agree(deps, pair_id, purpose="x", style="aloud")
    still_holds(deps, pair_id)
    assert board(deps, pair_id).step is Step.WAITING
    assert board(deps, pair_id, of=MENTOR).standing is not None
    still_holds(deps, pair_id, by=MENTOR)
    now = newest(deps, pair_id)
    assert (now.number, now.confirmed_at is not None) == (2, True)
    again = lines(deps, now.id)
    assert (again[Field.PURPOSE].common, again[Field.STYLE].mine) == ("MARKER both", "aloud")
    assert [version.agreement_id for version in board(deps, pair_id).earlier] == [first]


@pytest.mark.parametrize("first", [MENTEE, MENTOR])
def test_that_all_still_holds_is_no_yes_to_what_the_other_has_changed(deps: Deps, pair_id: str, first: str) -> None:
    agree(deps, pair_id, purpose="x", style="aloud")
    still_holds(deps, pair_id, by=first)
    other = MENTOR if first is MENTEE else MENTEE
    answer(deps, pair_id, by=other, style="after a night")
    still_holds(deps, pair_id, by=other)
    now = newest(deps, pair_id)
    assert (now.mentor_confirmed_at, now.mentee_confirmed_at, now.confirmed_at) == (None, None, None)
    assert board(deps, pair_id, of=first).step is Step.COMPARING


def test_a_new_version_begins_with_what_stands_and_the_old_one_goes_on_standing(deps: Deps, pair_id: str) -> None:
    first = agree(deps, pair_id, purpose="x", cadence="monthly")
    agreement_rounds.look_again(deps, actor=the(deps.db, MENTOR), pair_id=pair_id)
    form = agreements.form(deps, actor=the(deps.db, MENTOR), pair_id=pair_id, name="rhythm")
    assert form.answers[Field.CADENCE] == "monthly"
    shown = board(deps, pair_id)
    assert shown.standing is not None
    assert (shown.step, shown.standing.agreement_id, shown.is_unchanged) == (Step.WRITING, first, True)
    agreement_rounds.look_again(deps, actor=the(deps.db, MENTEE), pair_id=pair_id)
    assert newest(deps, pair_id).number == 2


def test_with_somebody_who_has_left_nothing_is_agreed_and_all_stays_to_be_read(
    deps: Deps, db: Database, pair_id: str
) -> None:
    agreement_id = agree(deps, pair_id)
    has_left(db, MENTOR)
    with pytest.raises(UserError, match="no longer in this workspace"):
        still_holds(deps, pair_id)
    assert lines(deps, agreement_id)[Field.PURPOSE].common == "MARKER both"


def test_a_stranger_can_do_nothing_with_it(deps: Deps, db: Database, pair_id: str) -> None:
    agreement_id = agree(deps, pair_id)
    stranger = the(db, STRANGER)
    acts: list[Callable[[], object]] = [
        lambda: agreements.board(deps, actor=stranger, pair_id=pair_id),
        lambda: agreements.form(deps, actor=stranger, pair_id=pair_id, name="aim"),
        lambda: agreements.page(deps, actor=stranger, agreement_id=agreement_id, number=0),
        lambda: agreement_rounds.answer(deps, actor=stranger, pair_id=pair_id, texts={}),
        lambda: agreement_rounds.send(deps, actor=stranger, pair_id=pair_id),
        lambda: agreement_rounds.still_holds(deps, actor=stranger, pair_id=pair_id),
        lambda: agreement_rounds.look_again(deps, actor=stranger, pair_id=pair_id),
        lambda: agreement_talks.line(deps, actor=stranger, agreement_id=agreement_id, field=Field.PURPOSE),
        lambda: agreement_talks.confirm(deps, actor=stranger, agreement_id=agreement_id, revision=1),
    ]
    for act in acts:
        with pytest.raises(NotYoursError):
            act()
    with pytest.raises(NotYoursError):
        agreements.page(deps, actor=the(db, MENTEE), agreement_id="nothing", number=0)


def _news(deps: Deps, to: str) -> list[str]:
    member_id = the(deps.db, to).id
    return [row.id for row in planned(deps.db, TouchpointKind.AGREEMENT_NEWS) if row.member_id == member_id]
