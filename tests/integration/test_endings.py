"""Either of a pair ends it: by a note that only its writer knows for a day, then on a day that both know."""

from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.endings import EndsWhen
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import endings, meetings
from bot.views import ending_form as form_view
from bot.views import meetings as meetings_view
from storage.database import Database
from storage.vocabulary import ClosureKind, PairState, Side, TouchpointKind
from tests.integration.ending_steps import DAY, deliver, go_out, messages, notes, seen_by, write
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.planning import DRAFT, planned, why_not
from tests.rapport import Rapport

TOLD = TouchpointKind.ENDING_TOLD


@pytest.mark.parametrize(("writer", "other"), [(MENTEE, MENTOR), (MENTOR, MENTEE)])
def test_for_a_day_only_its_writer_knows_of_a_note(
    deps: Deps, clock: HandClock, pair_id: str, writer: str, other: str
) -> None:
    mine = write(deps, pair_id, by=writer)
    assert mine.waiting
    assert (mine.waiting.tells_at, mine.waiting.ends_on) == (NOW + DAY, date(2026, 12, 1))
    assert seen_by(deps, pair_id, other).is_new
    go_out(clock)
    for user in (writer, other):
        sheet = seen_by(deps, pair_id, user)
        assert (sheet.waiting, len(sheet.told), sheet.has_ended) == (None, 1, False)


def test_the_day_stands_in_the_note_where_its_writer_left_room_for_it(deps: Deps, pair_id: str) -> None:
    sheet = write(deps, pair_id)
    assert sheet.waiting
    assert "We close on Tue 1 Dec 2026." in sheet.waiting.letter


def test_a_note_taken_back_leaves_nothing(deps: Deps, clock: HandClock, pair_id: str) -> None:
    sheet = write(deps, pair_id)
    assert sheet.waiting
    assert len(messages(deps, TOLD)) == 2
    endings.undo(deps, actor=the(deps.db, MENTEE), ending_id=sheet.waiting.ending_id)
    assert (notes(deps), messages(deps, TOLD)) == ([], [])
    go_out(clock)
    assert seen_by(deps, pair_id, MENTOR).is_new
    assert write(deps, pair_id, view_id="E2").waiting, "and another one can be written"


def test_once_it_has_gone_out_it_cannot_be_taken_back_or_sent_again(deps: Deps, clock: HandClock, pair_id: str) -> None:
    sheet = write(deps, pair_id)
    assert sheet.waiting
    go_out(clock)
    for act in (endings.undo, endings.send_now):
        with pytest.raises(UserError, match="gone out"):
            act(deps, actor=the(deps.db, MENTEE), ending_id=sheet.waiting.ending_id)
    assert len(notes(deps)) == 1


def test_it_can_go_out_at_once_and_both_hear_of_it_once(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    sheet = write(deps, pair_id, ends=EndsWhen.NOW)
    assert sheet.waiting
    clock.at += timedelta(minutes=5)
    after = endings.send_now(deps, actor=the(deps.db, MENTEE), ending_id=sheet.waiting.ending_id)
    assert after.told[0].ends_at == clock.now()
    rows = planned(deps.db, TOLD)
    assert [row.revision for row in rows] == [1, 1, 2, 2]
    assert why_not(deps, rows[:2]) == {"taken_back"}
    assert {user for user, _ in deliver(rapport, deps)} == {MENTEE, MENTOR}
    assert [row.state.value for row in planned(deps.db, TOLD)] == ["ready", "ready", "sent", "sent"]


def test_the_same_form_sent_twice_keeps_one_note_and_a_second_one_is_refused(deps: Deps, pair_id: str) -> None:
    assert write(deps, pair_id) == write(deps, pair_id)
    assert len(notes(deps)) == 1
    with pytest.raises(UserError, match="a note already"):
        write(deps, pair_id, view_id="E2")


def test_what_will_not_do_is_refused_beside_its_field(deps: Deps, pair_id: str) -> None:
    with pytest.raises(FieldError) as refused:
        write(deps, pair_id, letter="I have learned [one thing] from you.")
    assert refused.value.block_id == form_view.LETTER
    with pytest.raises(FieldError) as refused:
        write(deps, pair_id, ends=EndsWhen.DAY, on=NOW.date())
    assert refused.value.block_id == form_view.DAY
    assert notes(deps) == []


def test_both_may_write_and_neither_learns_it_from_a_refusal(deps: Deps, clock: HandClock, pair_id: str) -> None:
    write(deps, pair_id, by=MENTEE)
    clock.at += DAY / 2
    assert write(deps, pair_id, by=MENTOR, view_id="E2", kind=ClosureKind.GOALS_MET).waiting
    clock.at += DAY / 2
    mentors = seen_by(deps, pair_id, MENTOR)
    assert mentors.waiting, "the first has gone out, and the mentor's own can still be taken back"
    assert [note.side for note in mentors.told] == [Side.MENTEE]
    clock.at += DAY / 2
    assert [note.side for note in seen_by(deps, pair_id, MENTEE).told] == [Side.MENTEE, Side.MENTOR]
    first, second, third, fourth = sorted(planned(deps.db, TOLD), key=lambda row: row.due_at)
    assert why_not(deps, [row for row in (third, fourth) if row.member_id == the(deps.db, MENTOR).id]) == {"known"}
    assert {first.due_at, second.due_at} == {NOW + DAY}


@pytest.mark.parametrize("state", [state for state in PairState if state is not PairState.ACTIVE])
def test_only_a_pair_that_goes_on_can_be_ended(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        write(deps, pair_id)


def test_nobody_else_can_end_a_pair_look_at_its_end_or_touch_a_note(deps: Deps, clock: HandClock, pair_id: str) -> None:
    sheet = write(deps, pair_id)
    assert sheet.waiting
    with pytest.raises(NotYoursError):
        write(deps, pair_id, by=STRANGER, view_id="E2")
    with pytest.raises(NotYoursError):
        seen_by(deps, pair_id, STRANGER)
    for user in (MENTOR, STRANGER):
        for act in (endings.undo, endings.send_now):
            with pytest.raises(NotYoursError):
                act(deps, actor=the(deps.db, user), ending_id=sheet.waiting.ending_id)
    assert len(notes(deps)) == 1


def test_no_meeting_is_planned_beyond_an_end_that_both_know(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    write(deps, pair_id, ends=EndsWhen.DAY, on=DRAFT.on)
    mentor = the(db, MENTOR)
    meeting, _ = meetings.plan(deps, actor=mentor, pair_id=pair_id, draft=DRAFT, view_id="M1")
    meetings.cancel(deps, actor=mentor, meeting_id=meeting.meeting_id, revision=1)
    go_out(clock)
    with pytest.raises(FieldError) as refused:
        meetings.plan(deps, actor=mentor, pair_id=pair_id, draft=DRAFT, view_id="M2")
    assert refused.value.block_id == meetings_view.DAY
