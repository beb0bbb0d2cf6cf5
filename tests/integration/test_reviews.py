"""Review requests: asked in good time, answered with one tap, seen by the two, and nobody else's business."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.deps import Deps
from bot.domain.offers import PairPart
from bot.domain.reviews import Load, ReviewAct, Terms
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import offers, review_load, reviews
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import PairState, ReviewKind, ReviewState, TouchpointKind
from tests.integration.review_steps import FIRST, act, ask, kept, offer
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, has_left, pair_up, the
from tests.planning import message, plan, planned, why_not, written

SECOND = "U0SECOND01"
Counted = Callable[[], AbstractContextManager[list[str]]]


def keep_terms(deps: Deps, a_week: int = 1, paused_until: date | None = None) -> None:
    terms = Terms(a_week, paused_until)
    review_load.keep_own_terms(deps, actor=the(deps.db, MENTOR), terms=terms, week_field="week", pause_field="pause")


def test_a_request_waits_for_the_mentor_who_is_asked_at_once_and_reminded_once(
    deps: Deps, db: Database, pair_id: str
) -> None:
    review_id = ask(deps, pair_id)
    asked, waits = planned(db, TouchpointKind.REVIEW_ASKED, TouchpointKind.REVIEW_WAITS)
    assert {asked.member_id, waits.member_id} == {the(db, MENTOR).id}
    assert {asked.subject_id, waits.subject_id} == {review_id}
    assert asked.due_at == NOW
    assert waits.local_on == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("kind", "wanted_on", "first"),
    [
        (ReviewKind.PAPER, FIRST - timedelta(days=1), "Tue 17 Nov 2026"),
        (ReviewKind.GRANT, FIRST, "Tue 1 Dec 2026"),
    ],
)
def test_too_short_a_notice_is_refused_with_the_first_day_that_will_do(
    deps: Deps, db: Database, pair_id: str, kind: ReviewKind, wanted_on: date, first: str
) -> None:
    with pytest.raises(FieldError, match=f"The first day is {first}") as refused:
        ask(deps, pair_id, kind=kind, wanted_on=wanted_on)
    assert refused.value.block_id == "review_wanted"
    assert planned(db, TouchpointKind.REVIEW_ASKED) == []


def test_the_notice_is_the_one_of_the_mentors_profile(deps: Deps, pair_id: str) -> None:
    offers.keep_pair_part(deps, actor=the(deps.db, MENTOR), part=PairPart(paper_days=2, grant_days=3))
    ask(deps, pair_id, wanted_on=date(2026, 11, 5))
    with pytest.raises(FieldError, match="3 working days"):
        ask(deps, pair_id, kind=ReviewKind.GRANT, wanted_on=date(2026, 11, 5))


@pytest.mark.parametrize(
    ("done", "by", "state"),
    [
        (ReviewAct.ACCEPT, MENTOR, ReviewState.ACCEPTED),
        (ReviewAct.DECLINE, MENTOR, ReviewState.DECLINED),
        (ReviewAct.PAUSE, MENTOR, ReviewState.DECLINED),
        (ReviewAct.WITHDRAW, MENTEE, ReviewState.WITHDRAWN),
    ],
)
def test_an_answer_is_told_to_the_other_one_and_silences_the_reminder(
    deps: Deps, db: Database, pair_id: str, done: ReviewAct, by: str, state: ReviewState
) -> None:
    review_id = ask(deps, pair_id)
    assert act(deps, review_id, done, by=by).state is state
    (told,) = planned(db, TouchpointKind.REVIEW_CHANGED)
    assert told.member_id == the(db, MENTEE if by == MENTOR else MENTOR).id
    assert why_not(deps, planned(db, TouchpointKind.REVIEW_ASKED, TouchpointKind.REVIEW_WAITS)) == {"changed"}
    assert "MARKER" not in str(message(deps, TouchpointKind.REVIEW_CHANGED))


def test_another_day_is_agreed_by_the_mentee_and_then_counts(deps: Deps, db: Database, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    later = date(2026, 11, 27)
    assert offer(deps, review_id, later).state is ReviewState.OFFERED
    assert "could by Fri 27 Nov 2026" in message(deps, TouchpointKind.REVIEW_CHANGED)["text"]
    assert act(deps, review_id, ReviewAct.ACCEPT, by=MENTOR).state is ReviewState.OFFERED, "their own offer stands"
    assert act(deps, review_id, ReviewAct.AGREE, by=MENTEE).state is ReviewState.ACCEPTED
    assert kept(db, review_id).wanted_on == later
    (due,) = planned(db, TouchpointKind.REVIEW_DUE)
    assert (due.member_id, due.local_on) == (the(db, MENTOR).id, date(2026, 11, 24))


def test_a_day_in_the_past_cannot_be_offered_nor_one_for_what_is_settled(deps: Deps, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    with pytest.raises(FieldError):
        offer(deps, review_id, date(2026, 11, 2))
    act(deps, review_id, ReviewAct.WITHDRAW, by=MENTEE)
    with pytest.raises(UserError):
        offer(deps, review_id, FIRST)


def test_what_one_side_cannot_do_changes_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    for done in (ReviewAct.ACCEPT, ReviewAct.DECLINE, ReviewAct.PAUSE, ReviewAct.AGREE, ReviewAct.DONE):
        assert act(deps, review_id, done, by=MENTEE).state is ReviewState.ASKED
    assert act(deps, review_id, ReviewAct.WITHDRAW, by=MENTOR).state is ReviewState.ASKED
    assert review_load.own_terms(deps, actor=the(db, MENTEE)) == Terms()
    assert planned(db, TouchpointKind.REVIEW_CHANGED) == []


def test_the_same_request_and_the_same_answer_twice_are_one(deps: Deps, db: Database, pair_id: str) -> None:
    review_id = ask(deps, pair_id)
    assert ask(deps, pair_id, review_id=review_id, title="another") == review_id
    act(deps, review_id, ReviewAct.ACCEPT)
    act(deps, review_id, ReviewAct.ACCEPT)
    assert kept(db, review_id).revision == 2
    assert len(planned(db, TouchpointKind.REVIEW_CHANGED)) == 1


def test_declining_and_pausing_stops_further_requests_until_a_day(deps: Deps, pair_id: str, clock: HandClock) -> None:
    act(deps, ask(deps, pair_id), ReviewAct.PAUSE)
    until = review_load.own_terms(deps, actor=the(deps.db, MENTOR)).paused_until
    assert until == date(2026, 12, 3)
    with pytest.raises(FieldError, match="Thu 3 Dec 2026"):
        ask(deps, pair_id, wanted_on=date(2026, 12, 24))
    clock.at = NOW + timedelta(days=30)
    assert ask(deps, pair_id, wanted_on=date(2027, 1, 11))
    assert review_load.own_terms(deps, actor=the(deps.db, MENTOR)).paused_until is None


@pytest.mark.parametrize("terms", [(0, None), (9, None), (1, date(2026, 11, 3)), (1, date(2028, 1, 1))])
def test_terms_that_were_never_offered_are_refused(deps: Deps, pair_id: str, terms: tuple[int, date | None]) -> None:
    with pytest.raises(FieldError):
        keep_terms(deps, *terms)


def test_the_next_free_week_counts_what_all_mentees_have_asked_and_names_nobody(
    deps: Deps, db: Database, pair_id: str
) -> None:
    other = pair_up(db, mentee=SECOND)
    ask(deps, other, by=SECOND)
    board = reviews.board(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert board.room.free_on[ReviewKind.PAPER] == date(2026, 11, 23)
    assert (board.open, board.load) == ((), None)
    assert SECOND not in str(board)
    keep_terms(deps, a_week=2)
    assert reviews.board(deps, actor=the(db, MENTEE), pair_id=pair_id).room.free_on[ReviewKind.PAPER] == FIRST


def test_a_mentor_sees_what_they_carry_in_all_their_pairs(deps: Deps, db: Database, pair_id: str) -> None:
    other = pair_up(db, mentee=SECOND)
    pair_up(db, mentee="U0THIRD001", state=PairState.PROPOSED)
    review_id = ask(deps, pair_id)
    act(deps, ask(deps, other, by=SECOND), ReviewAct.ACCEPT)
    act(deps, ask(deps, other, by=SECOND), ReviewAct.DECLINE)
    plan(deps, pair_id)
    plan(deps, other, by=SECOND, view_id="M2", on=date(2026, 12, 17))
    assert reviews.board(deps, actor=the(db, MENTOR), pair_id=pair_id).load == Load(mentees=2, reviews=2, meetings=1)
    (asked,) = [row for row in planned(db, TouchpointKind.REVIEW_ASKED) if row.subject_id == review_id]
    assert "Mentees: 2 · Open reviews: 2 · Meetings this month: 1" in str(written(deps, asked))


def test_nobody_has_more_than_five_requests_open_with_one_mentor(deps: Deps, pair_id: str) -> None:
    for _ in range(5):
        ask(deps, pair_id)
    with pytest.raises(FieldError, match="5 open requests"):
        ask(deps, pair_id)


def test_a_mentor_cannot_ask_a_mentee_for_a_review(deps: Deps, pair_id: str) -> None:
    with pytest.raises(NotYoursError):
        ask(deps, pair_id, by=MENTOR)
    with pytest.raises(NotYoursError):
        reviews.form(deps, actor=the(deps.db, MENTOR), pair_id=pair_id)


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_before_a_pair_has_begun_nothing_can_be_asked(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        ask(deps, pair_id)


def test_somebody_outside_the_pair_reads_and_does_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    review_id, other = ask(deps, pair_id), pair_up(db, mentee=SECOND)
    for user in (STRANGER, SECOND):
        for attempt in (
            lambda user=user: act(deps, review_id, ReviewAct.WITHDRAW, by=user),
            lambda user=user: reviews.sheet(deps, actor=the(db, user), review_id=review_id),
            lambda user=user: reviews.board(deps, actor=the(db, user), pair_id=pair_id),
        ):
            with pytest.raises(NotYoursError):
                attempt()
    with pytest.raises(NotYoursError):
        ask(deps, other, by=SECOND, review_id=review_id)
    with pytest.raises(NotYoursError):
        act(deps, new_id(), ReviewAct.ACCEPT)
    assert kept(db, review_id).revision == 1


def test_whoever_has_left_is_asked_for_nothing_and_hears_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    ask(deps, pair_id)
    has_left(db, MENTOR)
    with pytest.raises(UserError, match="no longer in this workspace"):
        ask(deps, pair_id)
    has_left(db, MENTEE)
    assert why_not(deps, planned(db, TouchpointKind.REVIEW_WAITS)) == {"partner_left"}


def test_a_review_can_be_given_back_and_finished_by_either(deps: Deps, db: Database, pair_id: str) -> None:
    given_back, finished = ask(deps, pair_id), ask(deps, pair_id)
    for review_id in (given_back, finished):
        act(deps, review_id, ReviewAct.ACCEPT)
    assert act(deps, given_back, ReviewAct.DECLINE).state is ReviewState.DECLINED
    assert act(deps, finished, ReviewAct.DONE, by=MENTEE).state is ReviewState.DONE
    board = reviews.board(deps, actor=the(db, MENTEE), pair_id=pair_id)
    assert board.open == ()
    assert {sheet.state for sheet in board.closed} == {ReviewState.DONE, ReviewState.DECLINED}
    assert why_not(deps, planned(db, TouchpointKind.REVIEW_DUE)) == {"changed"}


def test_the_board_takes_as_many_statements_for_one_request_as_for_many_mentees(
    deps: Deps, db: Database, pair_id: str, counted: Counted
) -> None:
    actor = the(db, MENTOR)
    with counted() as few:
        reviews.board(deps, actor=actor, pair_id=pair_id)
    for number in range(20):
        mentee = f"U0MENTEE{number:02}"
        ask(deps, pair_up(db, mentee=mentee), by=mentee)
    for _ in range(5):
        ask(deps, pair_id)
    with counted() as many:
        board = reviews.board(deps, actor=actor, pair_id=pair_id)
    assert board.load
    assert (len(many), board.load.reviews) == (len(few), 25)
    assert len(many) <= 10


def test_a_month_is_that_of_the_mentors_own_calendar() -> None:
    since, until = review_load.this_month(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    assert (since, until) == (
        datetime(2026, 12, 31, 23, tzinfo=UTC),
        datetime(2027, 1, 31, 22, 59, 59, 999999, tzinfo=UTC),
    )
