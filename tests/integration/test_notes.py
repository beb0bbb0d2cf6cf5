"""Between two meetings: notes, the one question to the mentee, and the quiet button when nothing is heard."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.snoozes import Prompted, Wait
from bot.errors import NotYoursError, UserError
from bot.services import meetings, notes
from bot.services.snoozing import snooze
from bot.views.notes import TEXT
from sandbox.blockkit import check_message, check_view
from storage.columns import new_id
from storage.database import Database
from storage.notes import Note
from storage.touchpoints import Touchpoint
from storage.vocabulary import Cadence, MeetingState, PairState, TouchpointKind, TouchpointState
from tests.integration.recap_steps import met
from tests.integration.steps import lying_on, opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, pair_up, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.planning import STARTS, message, move, plan, planned, pushed, why_not, written
from tests.rapport import Rapport

WORDS = "MARKER: the grant came through <!channel> & <@U1>"
HALFWAY = datetime(2027, 1, 1, 14, tzinfo=UTC)
"""Forty-five days after the meeting of 17 November, a Friday, 9:00 in Toronto."""


def leave(deps: Deps, pair_id: str, *, by: str = MENTEE, text: str = WORDS, note_id: str = "") -> str:
    note_id = note_id or new_id()
    notes.leave(deps, actor=the(deps.db, by), pair_id=pair_id, text=text, note_id=note_id)
    return note_id


def typed(text: str | None) -> dict[str, Payload]:
    return {TEXT: {"type": "plain_text_input", "value": text}}


def between(db: Database) -> Touchpoint:
    return planned(db, TouchpointKind.BETWEEN_MEETINGS)[-1]


def test_a_note_reaches_the_other_side_who_reads_it_on_the_board(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    leave(deps, pair_id)
    (told,) = planned(db, TouchpointKind.NOTE_LEFT)
    assert told.member_id == the(db, MENTOR).id
    payload = message(deps, TouchpointKind.NOTE_LEFT)
    assert "MARKER" not in str(payload)
    board = opened(rapport, press_message(payload, "Read them", user=MENTOR))
    plain = [block["text"]["text"] for block in board["blocks"] if block.get("text", {}).get("type") == "plain_text"]
    assert plain == [WORDS]
    assert "Put it right" not in str(board), "it is somebody else's"


def test_a_note_is_written_from_the_board_and_drawn_there(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/mentor", "notes")), "Write a note"))
    assert list(rapport.answer_to(submit(form, typed(None)))["errors"]) == [TEXT]
    assert list(rapport.answer_to(submit(form, typed("x" * 2001)))["errors"]) == [TEXT]
    payload = lying_on("V0", submit(form, typed(WORDS)))
    assert rapport.answer_to(payload) == rapport.answer_to(payload) == {}
    with db.read() as session:
        (note,) = session.exec(select(Note))
    assert (note.text, note.author_id) == (WORDS, the(db, MENTEE).id)
    drawn = rapport.slack.wait_for("views.update")["view"]
    assert check_view(drawn) == []
    assert "MARKER" in str(drawn)


def test_an_author_puts_a_note_right_and_the_other_one_sees_that(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    leave(deps, pair_id)
    form = pushed(rapport, press(opened(rapport, slash("/mentor", "notes")), "Put it right"))
    assert rapport.answer_to(lying_on("V0", submit(form, typed("In other words")))) == {}
    (sheet,) = notes.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0).notes
    assert (sheet.text, sheet.is_changed, sheet.is_own) == ("In other words", True, False)
    assert len(planned(db, TouchpointKind.NOTE_LEFT)) == 1, "no second message about it"


def test_only_its_author_changes_a_note_and_only_the_two_read_it(deps: Deps, db: Database, pair_id: str) -> None:
    note_id = leave(deps, pair_id)
    for user in (MENTOR, STRANGER):
        with pytest.raises(NotYoursError):
            notes.put_right(deps, actor=the(db, user), note_id=note_id, text="x")
        with pytest.raises(NotYoursError):
            notes.own(deps, actor=the(db, user), note_id=note_id)
    with pytest.raises(NotYoursError):
        notes.board(deps, actor=the(db, STRANGER), pair_id=pair_id, page=0)
    with pytest.raises(NotYoursError):
        leave(deps, pair_id, by=STRANGER)


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_before_a_pair_has_begun_no_note_is_kept(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        leave(deps, pair_id)


def test_a_note_to_somebody_who_has_left_is_refused(deps: Deps, db: Database, pair_id: str) -> None:
    has_left(db, MENTOR)
    with pytest.raises(UserError, match="no longer in this workspace"):
        leave(deps, pair_id)


def test_many_notes_are_pages(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    for number in range(11):
        clock.at += timedelta(hours=1)
        leave(deps, pair_id, text=f"note {number}")
    first = notes.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0)
    last = notes.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=9)
    assert (first.notes[0].text, len(first.notes), first.pages) == ("note 10", 10, 2)
    assert ([each.text for each in last.notes], last.page) == (["note 0"], 1)


def test_halfway_to_the_next_meeting_the_mentee_alone_is_asked_once(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    (row,) = planned(db, TouchpointKind.BETWEEN_MEETINGS)
    assert (row.member_id, row.due_at) == (the(db, MENTEE).id, HALFWAY)
    payload = message(deps, TouchpointKind.BETWEEN_MEETINGS)
    labels = [element["text"]["text"] for element in payload["blocks"][1]["elements"]]
    assert labels == ["Write a note", "Nothing just now", "I hear nothing from Idris Okafor"]


def test_a_monthly_pair_is_asked_after_two_weeks(deps: Deps, db: Database, pair_id: str) -> None:
    meetings.keep_cadence(deps, actor=the(db, MENTEE), pair_id=pair_id, cadence=Cadence.MONTHLY)
    plan(deps, pair_id)
    assert between(db).local_on == date(2026, 12, 2)


def test_nobody_is_asked_after_a_meeting_that_was_moved_called_off_or_did_not_happen(
    deps: Deps, db: Database, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    row = between(db)
    move(deps, meeting_id, 1, on=date(2026, 11, 18))
    assert why_not(deps, [row]) == {"moved"}
    meetings.cancel(deps, actor=the(db, MENTEE), meeting_id=meeting_id, revision=2)
    assert why_not(deps, [row]) == {"moved"}
    with db.begin() as session:
        session.add(Touchpoint(**{**row.model_dump(), "id": new_id(), "dedupe_key": new_id(), "revision": 3}))
    assert why_not(deps, [between(db)]) == {"not_held"}


def test_nobody_is_asked_who_has_met_again_meets_soon_or_has_written(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    plan(deps, pair_id)
    row = between(db)
    clock.at = STARTS + timedelta(days=3)
    leave(deps, pair_id, by=MENTOR)
    assert written(deps, row), "the mentor's note is no word of the mentee"
    leave(deps, pair_id)
    assert why_not(deps, [row]) == {"written"}
    later = met(db, pair_id, starts_at=HALFWAY + timedelta(days=5))
    assert why_not(deps, [row]) == {"meets_soon"}
    assert later
    met(db, pair_id, starts_at=HALFWAY - timedelta(days=1), state=MeetingState.HELD)
    assert why_not(deps, [row]) == {"met_again"}


def test_nobody_is_asked_about_somebody_who_has_left(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    has_left(db, MENTOR)
    assert why_not(deps, planned(db, TouchpointKind.BETWEEN_MEETINGS)) == {"partner_left"}


def test_one_tap_on_the_question_opens_a_note_and_another_leaves_it_be(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    plan(deps, pair_id)
    question = message(deps, TouchpointKind.BETWEEN_MEETINGS)
    form = opened(rapport, press_message(question, "Write a note"))
    answer = rapport.answer_to(submit(form, typed(WORDS)))
    assert "hears within their working hours" in str(answer["view"])
    assert check_view(answer["view"]) == []
    rapport.answer_to(press_message(question, "Nothing just now", response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url")
    assert line["text"].startswith("All right.")
    assert check_message({"text": line["text"], "blocks": line["blocks"]}) == []


def test_the_question_can_be_put_off_while_there_is_something_to_ask(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    plan(deps, pair_id)
    row = between(db)
    with db.begin() as session:
        session.add(row)
        row.state, row.settled_at = TouchpointState.SENT, row.due_at
    clock.at = row.due_at
    prompted = Prompted(row.kind, row.subject_id, row.revision)
    actor = the(db, MENTEE)
    due_at, is_new = snooze(deps, actor=actor, prompted=prompted, wait=Wait.TOMORROW, message_ts="1.1")
    assert (due_at.date(), is_new) == (date(2027, 1, 4), True)
    leave(deps, pair_id)
    with pytest.raises(UserError, match="nothing left"):
        snooze(deps, actor=actor, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="2.2")
