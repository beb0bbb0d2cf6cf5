"""The agenda of a pair: topics, who sees them when, who may change them, one's own note."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.domain.agendas import AgendaBoard
from bot.errors import FieldError, NotYoursError, UserError
from bot.services import agendas, meetings, topic_changes
from bot.views import topics as topics_view
from storage.agendas import AgendaItem, PrivateNote
from storage.database import Database
from storage.vocabulary import Area, TopicState
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the
from tests.planning import QUESTION, SHOWN, STARTS, a_topic, add, plan, topics_kept


def board_of(deps: Deps, pair_id: str, user_id: str = MENTEE) -> AgendaBoard:
    return agendas.board(deps, actor=the(deps.db, user_id), pair_id=pair_id, page=0)


def questions(deps: Deps, pair_id: str, user_id: str) -> list[str]:
    return [topic.question for topic in board_of(deps, pair_id, user_id).topics]


def test_the_other_side_sees_a_topic_from_two_working_days_before(deps: Deps, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    add(deps, pair_id)
    assert questions(deps, pair_id, MENTEE) == [QUESTION]
    clock.at = SHOWN - timedelta(minutes=1)
    assert questions(deps, pair_id, MENTOR) == []
    clock.at = SHOWN
    assert questions(deps, pair_id, MENTOR) == [QUESTION]


def test_a_topic_shown_at_once_is_seen_at_once_without_any_meeting(deps: Deps, pair_id: str) -> None:
    add(deps, pair_id, is_shared=True)
    assert questions(deps, pair_id, MENTOR) == [QUESTION]


def test_what_was_brought_to_a_meeting_carries_over_for_both(deps: Deps, pair_id: str, clock: HandClock) -> None:
    plan(deps, pair_id)
    add(deps, pair_id)
    clock.at = STARTS + timedelta(days=1)
    add(deps, pair_id, view_id="V2", question="New since")
    assert questions(deps, pair_id, MENTOR) == [QUESTION]
    assert questions(deps, pair_id, MENTEE) == [QUESTION, "New since"]


def test_during_the_meeting_the_board_says_so_and_both_see_what_was_brought(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    meeting_id = plan(deps, pair_id)
    add(deps, pair_id)
    clock.at = STARTS + timedelta(minutes=59)
    now_on = board_of(deps, pair_id, MENTOR).meeting_now
    assert (now_on.meeting_id if now_on else None) == meeting_id
    assert [topic.question for topic in agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id).topics] == [
        QUESTION
    ]
    clock.at = STARTS + timedelta(minutes=60)
    assert board_of(deps, pair_id, MENTOR).meeting_now is None


def test_the_digest_of_a_cancelled_meeting_says_so(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id = plan(deps, pair_id)
    meetings.cancel(deps, actor=the(db, MENTEE), meeting_id=meeting_id, revision=1)
    with pytest.raises(UserError, match="was cancelled meanwhile"):
        agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id)


def test_the_same_form_sent_twice_adds_one_topic(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id)
    add(deps, pair_id)
    assert len(topics_kept(db)) == 1


def test_a_date_that_has_gone_by_is_refused_beside_its_field(deps: Deps, db: Database, pair_id: str) -> None:
    with pytest.raises(FieldError) as refusal:
        add(deps, pair_id, matters_on=date(2026, 11, 2))
    assert refusal.value.block_id == topics_view.MATTERS
    add(deps, pair_id, matters_on=date(2026, 11, 3))
    assert len(topics_kept(db)) == 1


def test_a_date_that_has_gone_by_since_does_not_stand_in_the_way_of_a_change(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    topic_id = add(deps, pair_id, matters_on=date(2026, 11, 3))
    clock.at = NOW + timedelta(days=9)
    newer = a_topic(matters_on=date(2026, 11, 3), question="Put better")
    topic_changes.change(deps, actor=the(db, MENTEE), topic_id=topic_id, revision=1, draft=newer)
    assert (topics_kept(db)[0].question, topics_kept(db)[0].revision) == ("Put better", 2)


def test_two_windows_of_one_author_cannot_overwrite_each_other(deps: Deps, db: Database, pair_id: str) -> None:
    topic_id, actor = add(deps, pair_id), the(db, MENTEE)

    def change(question: str) -> None:
        draft = a_topic(question=question)
        topic_changes.change(deps, actor=actor, topic_id=topic_id, revision=1, draft=draft)

    change("First")
    change("First")
    with pytest.raises(UserError, match="changed meanwhile"):
        change("Second")
    with pytest.raises(UserError, match="changed meanwhile"):
        topic_changes.drop(deps, actor=actor, topic_id=topic_id, revision=1)
    assert (topics_kept(db)[0].question, topics_kept(db)[0].revision) == ("First", 2)


def test_dropping_twice_drops_once(deps: Deps, db: Database, pair_id: str) -> None:
    topic_id = add(deps, pair_id, is_shared=True)
    for _ in range(2):
        topic_changes.drop(deps, actor=the(db, MENTEE), topic_id=topic_id, revision=1)
    assert (topics_kept(db)[0].state, topics_kept(db)[0].revision) == (TopicState.DROPPED, 2)
    assert questions(deps, pair_id, MENTOR) == []
    with pytest.raises(UserError, match="not on the agenda any more"):
        topic_changes.filled_form(deps, actor=the(db, MENTEE), topic_id=topic_id)


@pytest.mark.parametrize("user_id", [MENTOR, STRANGER])
def test_a_topic_is_its_authors_alone_to_change(deps: Deps, db: Database, pair_id: str, user_id: str) -> None:
    topic_id, other = add(deps, pair_id, is_shared=True), the(db, user_id)
    for attempt in (
        lambda: topic_changes.change(deps, actor=other, topic_id=topic_id, revision=1, draft=a_topic(question="Mine")),
        lambda: topic_changes.drop(deps, actor=other, topic_id=topic_id, revision=1),
        lambda: topic_changes.filled_form(deps, actor=other, topic_id=topic_id),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert (topics_kept(db)[0].question, topics_kept(db)[0].revision) == (QUESTION, 1)


def test_an_agenda_is_no_strangers_to_open(deps: Deps, db: Database, pair_id: str) -> None:
    meeting_id, stranger = plan(deps, pair_id), the(db, STRANGER)
    for attempt in (
        lambda: agendas.board(deps, actor=stranger, pair_id=pair_id, page=0),
        lambda: agendas.digest(deps, actor=stranger, meeting_id=meeting_id),
        lambda: agendas.own_note(deps, actor=stranger, pair_id=pair_id),
        lambda: agendas.keep_note(deps, actor=stranger, pair_id=pair_id, text="x"),
        lambda: topic_changes.new_form(deps, actor=stranger, pair_id=pair_id),
        lambda: add(deps, pair_id, by=STRANGER),
    ):
        with pytest.raises(NotYoursError):
            attempt()
    assert topics_kept(db) == []


def test_a_private_note_is_seen_by_nobody_else(deps: Deps, db: Database, pair_id: str) -> None:
    agendas.keep_note(deps, actor=the(db, MENTEE), pair_id=pair_id, text="MARKER of hers")
    agendas.keep_note(deps, actor=the(db, MENTOR), pair_id=pair_id, text="MARKER of his")
    agendas.keep_note(deps, actor=the(db, MENTOR), pair_id=pair_id, text="His, again")
    assert board_of(deps, pair_id, MENTEE).note == "MARKER of hers"
    assert agendas.own_note(deps, actor=the(db, MENTOR), pair_id=pair_id) == "His, again"
    with db.read() as session:
        assert len(list(session.exec(select(PrivateNote)))) == 2


def test_nothing_of_an_agenda_lies_in_clear(deps: Deps, db: Database, pair_id: str) -> None:
    add(deps, pair_id, analysis="MARKER", ask="MARKER")
    agendas.keep_note(deps, actor=the(db, MENTEE), pair_id=pair_id, text="MARKER")
    with db.read() as session:
        run = session.connection().exec_driver_sql
        topics = run("SELECT question, analysis, ask FROM agendaitem").one()
        notes = run("SELECT text FROM privatenote").one()
    assert not any(b"MARKER" in bytes(sealed) for sealed in (*topics, *notes))


def test_areas_that_the_last_three_meetings_left_out_are_named(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    assert board_of(deps, pair_id).untouched == ()
    meeting_id = plan(deps, pair_id)
    topic_id = add(deps, pair_id, area=Area.EDUCATION)
    clock.at = STARTS + timedelta(days=1)
    with db.begin() as session:
        topic = session.get_one(AgendaItem, topic_id)
        topic.state, topic.discussed_in_id = TopicState.DISCUSSED, meeting_id
    assert board_of(deps, pair_id).untouched == (Area.CAREER, Area.ADMINISTRATION, Area.PERSONAL)
