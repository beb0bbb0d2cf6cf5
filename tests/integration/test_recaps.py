"""Recaps: sent once, shown to the other in time, skipped or not held."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta
from threading import Barrier

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.domain.recaps import REVEALED_AFTER, RecapStep
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import recap_sending, recaps
from storage.database import Database
from storage.items import open_items
from storage.meetings import meetings_ahead
from storage.vocabulary import MeetingState, Side, TouchpointKind
from tests.integration.recap_steps import (
    NEXT,
    SAID,
    YESTERDAY,
    kept,
    met,
    planned,
    send,
    send_both,
    sheet,
    the_meeting,
)
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the

ENDED = YESTERDAY + timedelta(hours=1)


@pytest.fixture
def meeting_id(db: Database, pair_id: str) -> str:
    """Their meeting of yesterday."""
    return met(db, pair_id)


def turn(deps: Deps, **by: int) -> None:
    """Move the clock on from where it stood at first."""
    assert isinstance(deps.clock, HandClock)
    deps.clock.at = ENDED + timedelta(**by)


def test_ones_own_words_are_there_at_once_and_the_others_only_when_both_have_sent(deps: Deps, meeting_id: str) -> None:
    send(deps, meeting_id)
    mine, theirs = sheet(deps, meeting_id), sheet(deps, meeting_id, of=MENTOR)
    assert mine.mine is not None
    assert mine.mine.said == SAID[MENTEE]
    assert (theirs.mine, theirs.theirs, theirs.is_theirs_sent) == (None, None, True)
    send(deps, meeting_id, by=MENTOR, later_reason=None)
    for of, other in ((MENTEE, MENTOR), (MENTOR, MENTEE)):
        seen = sheet(deps, meeting_id, of=of)
        assert seen.theirs is not None
        assert seen.theirs.said == SAID[other]
        assert seen.step is RecapStep.BOTH


def test_who_writes_nothing_reads_the_others_words_from_seven_days_on(deps: Deps, meeting_id: str) -> None:
    send(deps, meeting_id)
    turn(deps, days=7, microseconds=-1)
    assert sheet(deps, meeting_id, of=MENTOR).theirs is None
    turn(deps, days=7)
    theirs = sheet(deps, meeting_id, of=MENTOR).theirs
    assert theirs is not None
    assert theirs.said == SAID[MENTEE]
    assert sheet(deps, meeting_id, of=MENTOR).opens_at == ENDED + REVEALED_AFTER


def test_skipping_is_no_way_to_read_first(deps: Deps, meeting_id: str) -> None:
    recap_sending.skip(deps, actor=the(deps.db, MENTOR), meeting_id=meeting_id)
    send(deps, meeting_id)
    assert sheet(deps, meeting_id, of=MENTOR).theirs is None
    assert sheet(deps, meeting_id).theirs is None


def test_both_are_told_when_the_second_recap_is_there_and_nobody_before(
    deps: Deps, db: Database, meeting_id: str
) -> None:
    send(deps, meeting_id)
    assert planned(db, TouchpointKind.RECAP_READY) == []
    send(deps, meeting_id, by=MENTOR, later_reason=None)
    rows = planned(db, TouchpointKind.RECAP_READY)
    assert {row.member_id for row in rows} == {the(db, MENTEE).id, the(db, MENTOR).id}
    assert {row.due_at for row in rows} == {NOW}


def test_when_both_send_at_once_both_are_kept_and_both_are_told(deps: Deps, db: Database, meeting_id: str) -> None:
    start = Barrier(2)

    def act(by: str) -> None:
        start.wait(timeout=5)
        send(deps, meeting_id, by=by)

    with ThreadPoolExecutor(2) as both:
        list(both.map(act, (MENTEE, MENTOR)))
    assert len(kept(db, meeting_id)) == 2
    assert len(planned(db, TouchpointKind.RECAP_READY)) == 2


def test_a_reason_for_later_that_stands_is_not_written_over(deps: Deps, db: Database, meeting_id: str) -> None:
    send(deps, meeting_id, later_reason="after the exams")
    with pytest.raises(FieldError, match="meanwhile") as refusal:
        send(deps, meeting_id, by=MENTOR, later_reason="on leave")
    assert refusal.value.block_id == "recap_later"
    assert the_meeting(db, meeting_id).later_reason == "after the exams"
    assert len(kept(db, meeting_id)) == 1


def test_a_next_date_beyond_any_instant_is_refused_beside_its_field(
    deps: Deps, db: Database, pair_id: str, meeting_id: str
) -> None:
    met(db, pair_id, starts_at=NOW + timedelta(days=9))
    with pytest.raises(FieldError) as refusal:
        send(deps, meeting_id, next_meeting=replace(NEXT, on=date.max, at=time(23, 0)))
    assert refusal.value.block_id == "meeting_day"


def test_the_same_form_sent_twice_writes_once(deps: Deps, db: Database, pair_id: str, meeting_id: str) -> None:
    item = ItemDraft(owner=Side.MENTOR, task="Ask Vera", due_on=date(2026, 11, 20))
    for _ in range(2):
        send(deps, meeting_id, items=(item,), suggestions=("Read the rules",), next_meeting=NEXT)
    assert len(kept(db, meeting_id)) == 1
    with db.read() as session:
        assert [row.task for row in open_items(session, pair_ids=[pair_id])] == ["Ask Vera"]
        assert len(meetings_ahead(session, pair_ids=[pair_id], now=NOW)) == 1
    assert [each.text for each in sheet(deps, meeting_id).suggestions] == ["Read the rules"]


def test_a_recap_that_is_sent_stays_as_it_is(deps: Deps, db: Database, meeting_id: str) -> None:
    send(deps, meeting_id)
    with pytest.raises(UserError, match="already"):
        send(deps, meeting_id, view_id="another form", said="something else")
    assert [recap.said for recap in kept(db, meeting_id)] == [SAID[MENTEE]]


def test_we_did_not_meet_holds_for_both_and_the_other_can_say_otherwise(
    deps: Deps, db: Database, meeting_id: str
) -> None:
    recap_sending.did_not_meet(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    recap_sending.did_not_meet(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    assert the_meeting(db, meeting_id).state is MeetingState.NOT_HELD
    assert sheet(deps, meeting_id).step is RecapStep.NOT_HELD_BY_PARTNER
    assert sheet(deps, meeting_id, of=MENTOR).step is RecapStep.NOT_HELD_BY_ME
    send(deps, meeting_id)
    assert the_meeting(db, meeting_id).state is MeetingState.HELD
    assert sheet(deps, meeting_id, of=MENTOR).step is RecapStep.WAITING


def test_who_has_written_or_been_written_to_cannot_say_that_they_did_not_meet(
    deps: Deps, db: Database, meeting_id: str
) -> None:
    send(deps, meeting_id)
    for of in (MENTEE, MENTOR):
        with pytest.raises(UserError):
            recap_sending.did_not_meet(deps, actor=the(db, of), meeting_id=meeting_id)
    assert the_meeting(db, meeting_id).state is MeetingState.HELD


def test_skipping_is_for_oneself_alone_and_can_be_thought_better_of(deps: Deps, db: Database, meeting_id: str) -> None:
    for _ in range(2):
        recap_sending.skip(deps, actor=the(db, MENTEE), meeting_id=meeting_id)
    assert sheet(deps, meeting_id).step is RecapStep.SKIPPED
    assert sheet(deps, meeting_id, of=MENTOR).step is RecapStep.WAITING
    send(deps, meeting_id)
    assert [recap.is_skipped for recap in kept(db, meeting_id)] == [False]


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(minutes=-30)])
def test_nothing_is_said_about_a_meeting_that_is_not_over(
    deps: Deps, db: Database, pair_id: str, ahead: timedelta
) -> None:
    meeting_id = met(db, pair_id, starts_at=NOW + ahead)
    for act in (recaps.sheet, recaps.form, recap_sending.skip, recap_sending.did_not_meet):
        with pytest.raises(UserError, match="not over"):
            act(deps, actor=the(db, MENTEE), meeting_id=meeting_id)


def test_nothing_is_said_about_a_meeting_that_was_cancelled_or_is_long_past(
    deps: Deps, db: Database, pair_id: str
) -> None:
    cancelled = met(db, pair_id, state=MeetingState.CANCELLED)
    with pytest.raises(UserError, match="cancelled"):
        send(deps, cancelled)
    old = met(db, pair_id, starts_at=NOW - timedelta(days=61))
    with pytest.raises(UserError, match="two months"):
        send(deps, old)
    assert recaps.form(deps, actor=the(db, MENTEE), meeting_id=old) is None


def test_a_stranger_reads_and_writes_nothing(deps: Deps, db: Database, pair_id: str, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    stranger = the(db, STRANGER)
    for act in (recaps.sheet, recaps.form, recap_sending.skip, recap_sending.did_not_meet):
        with pytest.raises(NotYoursError):
            act(deps, actor=stranger, meeting_id=meeting_id)
        with pytest.raises(NotYoursError):
            act(deps, actor=stranger, meeting_id="nothing")
    with pytest.raises(NotYoursError):
        recaps.board(deps, actor=stranger, pair_id=pair_id, page=0)


def test_the_newest_meeting_waits_and_the_board_turns_its_pages(deps: Deps, db: Database, pair_id: str) -> None:
    ids = [met(db, pair_id, starts_at=NOW - timedelta(days=7 * week)) for week in range(1, 13)]
    met(db, pair_id, starts_at=NOW - timedelta(minutes=10))
    met(db, pair_id, state=MeetingState.CANCELLED)
    board = recaps.board(deps, actor=the(db, MENTEE), pair_id=pair_id, page=0)
    assert board.waiting is not None
    assert board.waiting.meeting_id == ids[0]
    assert [line.meeting.meeting_id for line in board.lines] == ids[:10]
    second = recaps.board(deps, actor=the(db, MENTEE), pair_id=pair_id, page=9)
    assert ([line.meeting.meeting_id for line in second.lines], second.page, second.pages) == (ids[10:], 1, 2)
    assert [line.step for line in second.lines] == [RecapStep.CLOSED] * 2
    send(deps, ids[0])
    recap_sending.skip(deps, actor=the(db, MENTEE), meeting_id=ids[1])
    waiting = recaps.board(deps, actor=the(db, MENTEE), pair_id=pair_id, page=0).waiting
    assert waiting is not None
    assert waiting.meeting_id == ids[2]
