"""Doors of a pair: begun by either, answered once, told without a word of them, counted and nothing more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import door_acts, doors
from storage.database import Database
from storage.introductions import introductions_within
from storage.pairs import Pair
from storage.vocabulary import DoorKind, DoorState, PairState, TouchpointKind
from tests.integration.door_steps import ABOUT, WHOM, asked, begin, heard, kept, let_stand
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, has_left, pair_up, the
from tests.planning import message, planned, why_not

SECOND = "U0SECOND01"
MENTORS = (DoorKind.INTRODUCTION, DoorKind.OPPORTUNITY, DoorKind.PITFALL)
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.mark.parametrize(
    ("kind", "by"), [*((kind, MENTOR) for kind in MENTORS), *((kind, MENTEE) for kind in DoorKind)]
)
def test_what_is_begun_is_told_to_the_other_one_without_a_word_of_it(
    deps: Deps, db: Database, pair_id: str, kind: DoorKind, by: str
) -> None:
    door_id = begin(deps, pair_id, kind, by=by)
    (row,) = planned(db, TouchpointKind.DOOR_OPENED)
    assert (row.member_id, row.subject_id, row.due_at) == (the(db, MENTEE if by == MENTOR else MENTOR).id, door_id, NOW)
    assert "MARKER" not in str(message(deps, TouchpointKind.DOOR_OPENED))


def test_a_mentor_is_reminded_once_after_a_week_of_what_they_were_asked(deps: Deps, db: Database, pair_id: str) -> None:
    asked(deps, pair_id)
    begin(deps, pair_id, DoorKind.OPPORTUNITY)
    (row,) = planned(db, TouchpointKind.DOOR_WAITS)
    assert (row.member_id, row.local_on) == (the(db, MENTOR).id, date(2026, 11, 10))
    heard(db, at=NOW)
    said = message(deps, TouchpointKind.DOOR_WAITS)
    assert "does not remind you again" in said["text"]
    assert "MARKER" not in str(said)


def test_nobody_is_reminded_of_what_they_hear_of_only_now(deps: Deps, db: Database, pair_id: str) -> None:
    asked(deps, pair_id)
    (row,) = waits = planned(db, TouchpointKind.DOOR_WAITS)
    assert why_not(deps, waits) == {"new"}, "both have waited for the end of a pause"
    heard(db, at=row.due_at - timedelta(days=2))
    assert why_not(deps, waits) == {"new"}
    heard(db, at=row.due_at - timedelta(days=3))
    assert message(deps, TouchpointKind.DOOR_WAITS)


def test_nobody_is_reminded_of_what_matters_before(deps: Deps, db: Database, pair_id: str) -> None:
    asked(deps, pair_id, matters_on=date(2026, 11, 10))
    assert planned(db, TouchpointKind.DOOR_WAITS) == []
    asked(deps, pair_id, matters_on=date(2026, 11, 11))
    (row,) = planned(db, TouchpointKind.DOOR_WAITS)
    assert row.expires_at == datetime(2026, 11, 11, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("state", [DoorState.YES, DoorState.NOT_NOW])
def test_an_answer_is_told_kindly_and_silences_the_reminder(
    deps: Deps, db: Database, pair_id: str, state: DoorState
) -> None:
    door_id = asked(deps, pair_id)
    assert let_stand(deps, door_id, state, by=MENTOR).state is state
    (row,) = planned(db, TouchpointKind.DOOR_ANSWERED)
    assert row.member_id == the(db, MENTEE).id
    assert why_not(deps, planned(db, TouchpointKind.DOOR_OPENED, TouchpointKind.DOOR_WAITS)) == {"settled"}
    assert "MARKER" not in str(message(deps, TouchpointKind.DOOR_ANSWERED))


def test_somebody_better_placed_is_named_to_the_mentee_and_in_no_message(
    deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = asked(deps, pair_id)
    assert let_stand(deps, door_id, DoorState.SOMEBODY, by=MENTOR).state is DoorState.OPEN, "there is no name yet"
    mentor = the(db, MENTOR)
    found = door_acts.name_somebody(deps, actor=mentor, door_id=door_id, name="MARKER Dr Sato")
    assert (found.state, found.answer) == (DoorState.SOMEBODY, "MARKER Dr Sato")
    assert doors.sheet(deps, actor=the(db, MENTEE), door_id=door_id).answer == "MARKER Dr Sato"
    assert "MARKER" not in str(message(deps, TouchpointKind.DOOR_ANSWERED))
    with pytest.raises(UserError):
        door_acts.name_somebody(deps, actor=mentor, door_id=door_id, name="Dr Ito")


def test_not_now_can_still_become_a_yes(deps: Deps, db: Database, pair_id: str) -> None:
    door_id = asked(deps, pair_id)
    let_stand(deps, door_id, DoorState.NOT_NOW, by=MENTOR)
    let_stand(deps, door_id, DoorState.YES, by=MENTOR)
    assert kept(db, door_id).state is DoorState.YES
    assert why_not(deps, planned(db, TouchpointKind.DOOR_ANSWERED)[:1]) == {"changed"}
    assert "will put in a good word" in message(deps, TouchpointKind.DOOR_ANSWERED)["text"]


@pytest.mark.parametrize(
    ("kind", "state", "is_told"),
    [
        (DoorKind.OPPORTUNITY, DoorState.TAKEN, True),
        (DoorKind.OPPORTUNITY, DoorState.PASSED, False),
        (DoorKind.PITFALL, DoorState.READ, False),
    ],
)
def test_what_is_passed_on_is_taken_up_or_not_and_only_the_one_is_told(
    deps: Deps, db: Database, pair_id: str, kind: DoorKind, state: DoorState, is_told: bool
) -> None:
    door_id = begin(deps, pair_id, kind)
    assert let_stand(deps, door_id, state).state is state
    assert bool(planned(db, TouchpointKind.DOOR_ANSWERED)) is is_told


def test_what_one_side_cannot_do_changes_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    door_id, theirs = begin(deps, pair_id, DoorKind.OPPORTUNITY), asked(deps, pair_id)
    for state in DoorState:
        if state is not DoorState.WITHDRAWN:
            let_stand(deps, door_id, state, by=MENTOR)
            let_stand(deps, theirs, state, by=MENTEE)
    assert let_stand(deps, door_id, DoorState.WITHDRAWN, by=MENTEE).revision == 1
    assert (kept(db, door_id).revision, kept(db, theirs).revision) == (1, 1)
    assert planned(db, TouchpointKind.DOOR_ANSWERED) == []


def test_the_same_form_and_the_same_answer_twice_are_one(deps: Deps, db: Database, pair_id: str) -> None:
    door_id = begin(deps, pair_id, DoorKind.OPPORTUNITY)
    assert begin(deps, pair_id, DoorKind.OPPORTUNITY, door_id=door_id, title="another") == door_id
    for _ in range(2):
        let_stand(deps, door_id, DoorState.TAKEN)
    assert (kept(db, door_id).title, kept(db, door_id).revision) == (WHOM, 2)
    assert len(planned(db, TouchpointKind.DOOR_OPENED)) == len(planned(db, TouchpointKind.DOOR_ANSWERED)) == 1


def test_what_is_set_aside_is_announced_to_nobody(deps: Deps, db: Database, pair_id: str) -> None:
    door_id = asked(deps, pair_id)
    assert let_stand(deps, door_id, DoorState.WITHDRAWN, by=MENTEE).state is DoorState.WITHDRAWN
    assert planned(db, TouchpointKind.DOOR_ANSWERED) == []
    assert why_not(deps, planned(db, TouchpointKind.DOOR_OPENED, TouchpointKind.DOOR_WAITS)) == {"settled"}


def test_a_mentor_cannot_ask_a_mentee_to_speak_up(deps: Deps, pair_id: str) -> None:
    with pytest.raises(NotYoursError):
        begin(deps, pair_id, DoorKind.SPONSOR, by=MENTOR)
    with pytest.raises(NotYoursError):
        doors.beginning(deps, actor=the(deps.db, MENTOR), pair_id=pair_id, kind=DoorKind.SPONSOR)


@pytest.mark.parametrize("day", [date(2026, 11, 2), date(2030, 1, 1)])
def test_a_day_that_is_over_or_years_away_is_refused(deps: Deps, pair_id: str, day: date) -> None:
    with pytest.raises(FieldError) as refused:
        begin(deps, pair_id, DoorKind.OPPORTUNITY, matters_on=day)
    assert refused.value.block_id == "door_day"


def test_nobody_waits_with_more_than_five_of_a_kind(deps: Deps, pair_id: str) -> None:
    for _ in range(5):
        asked(deps, pair_id)
    with pytest.raises(UserError, match="5 of these wait"):
        asked(deps, pair_id)
    assert begin(deps, pair_id, DoorKind.OPPORTUNITY, by=MENTEE)


def test_whoever_has_left_is_asked_for_nothing_and_hears_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    asked(deps, pair_id)
    has_left(db, MENTOR)
    with pytest.raises(UserError, match="no longer in this workspace"):
        asked(deps, pair_id)
    has_left(db, MENTEE)
    assert why_not(deps, planned(db, TouchpointKind.DOOR_WAITS)) == {"partner_left"}


def test_the_board_shows_what_is_open_first_and_then_year_by_year(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    early = begin(deps, pair_id, DoorKind.OPPORTUNITY)
    let_stand(deps, early, DoorState.TAKEN)
    aside = begin(deps, pair_id, DoorKind.PITFALL)
    let_stand(deps, aside, DoorState.WITHDRAWN, by=MENTOR)
    waits = asked(deps, pair_id)
    answered = begin(deps, pair_id, DoorKind.OPPORTUNITY)
    clock.at = datetime(2027, 1, 7, 9, tzinfo=UTC)
    let_stand(deps, answered, DoorState.PASSED)
    board = doors.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0)
    assert [each.door_id for each in board.doors[:2]] == [waits, answered], "it counts in the year of its answer"
    assert {each.door_id for each in board.doors[2:]} == {early, aside}
    assert dict(board.years) == {2027: (1, 0), 2026: (2, 1)}
    assert board.doors[0].said.about == ABOUT


def test_the_board_takes_as_many_statements_for_one_as_for_a_hundred_and_turns_its_pages(
    deps: Deps, db: Database, pair_id: str, counted: Counted
) -> None:
    actor = the(db, MENTOR)
    begin(deps, pair_id, DoorKind.PITFALL)
    with counted() as few:
        doors.board(deps, actor=actor, pair_id=pair_id, page=0)
    for _ in range(24):
        let_stand(deps, begin(deps, pair_id, DoorKind.PITFALL), DoorState.READ)
    with counted() as many:
        board = doors.board(deps, actor=actor, pair_id=pair_id, page=0)
    assert len(few) == len(many) <= 5
    assert (len(board.doors), board.pages) == (10, 3)
    last = doors.board(deps, actor=actor, pair_id=pair_id, page=99)
    assert (len(last.doors), last.page) == (5, 2)


def test_introductions_that_were_sent_are_counted_on_the_day_on_which_they_were(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    other = pair_up(db, mentee=SECOND)
    sent = [begin(deps, pair_id, DoorKind.INTRODUCTION) for _ in range(2)]
    let_stand(deps, sent[0], DoorState.SENT, by=MENTOR)
    let_stand(deps, sent[0], DoorState.MET)
    let_stand(deps, begin(deps, other, DoorKind.INTRODUCTION), DoorState.SENT, by=SECOND)
    begin(deps, pair_id, DoorKind.INTRODUCTION)
    let_stand(deps, begin(deps, pair_id, DoorKind.OPPORTUNITY), DoorState.TAKEN)
    clock.at = NOW + timedelta(days=60)
    let_stand(deps, sent[1], DoorState.SENT, by=MENTOR)
    with db.begin() as session:
        ended = session.get_one(Pair, other)
        ended.state = PairState.ENDED
        session.add(ended)
    with db.read() as session:
        of_year = {
            year: introductions_within(
                session, pair_ids=[pair_id, other], first=date(year, 1, 1), last=date(year, 12, 31)
            )
            for year in (2026, 2027, 2028)
        }
    assert of_year == {2026: {pair_id: 1, other: 1}, 2027: {pair_id: 1}, 2028: {}}
