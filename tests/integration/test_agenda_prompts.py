"""What comes before a meeting: the mentee is asked, the mentor briefed; and how often the board asks the database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.agendas import CUES, TOPIC_ROWS, cue_for
from bot.domain.items import ItemDraft
from bot.services import agendas, items
from bot.services.access import pair_of
from bot.services.letter import PointlessError
from storage.agendas import AgendaItem
from storage.database import Database
from storage.meetings import Meeting
from storage.members import Member
from storage.vocabulary import Area, Side, TouchpointKind
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, the
from tests.planning import QUESTION, SHOWN, STARTS, add, message, plan
from tests.rapport import Rapport
from tests.rows import a_goal


def test_the_mentee_is_asked_and_asked_once_more_only_when_nothing_is_theirs(
    deps: Deps, db: Database, pair_id: str
) -> None:
    plan(deps, pair_id)
    add(deps, pair_id, by=MENTOR, view_id="V7")
    prompt = message(deps, TouchpointKind.AGENDA_PROMPT)
    assert "You meet Idris Okafor on Tue 17 Nov 2026, 14:00 (Toronto time) · 20:00 (Berlin time)" in prompt["text"]
    call = message(deps, TouchpointKind.AGENDA_LAST_CALL)
    assert "Write three lines" in str(call["blocks"])
    assert "Move the meeting" in str(call["blocks"])
    add(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        message(deps, TouchpointKind.AGENDA_LAST_CALL)


def test_the_mentors_digest_counts_and_the_words_stand_in_its_screen_the_mentees_first(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    meeting_id = plan(deps, pair_id)
    _keep_goal_and_item(deps, pair_id)
    add(deps, pair_id)
    add(deps, pair_id, by=MENTOR, view_id="V2", question="His own")
    clock.at = SHOWN + timedelta(days=3)
    brief = message(deps, TouchpointKind.AGENDA_DIGEST)
    say = deps.catalog.agendas
    assert "brings one topic. Open between you: one item and one goal." in str(brief)
    assert getattr(say, f"cue_{cue_for(pair_id, earlier_meetings=0)}") in str(brief)
    assert "MARKER" not in str(brief)
    digest = agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    assert [topic.question for topic in digest.topics] == [QUESTION]
    assert [goal.title for goal in digest.open.goals] == ["Goal MARKER"]
    assert digest.open.items[0].task == "Task MARKER"


def test_a_digest_with_no_topics_says_only_that(deps: Deps, pair_id: str) -> None:
    plan(deps, pair_id)
    add(deps, pair_id, by=MENTOR)
    brief = message(deps, TouchpointKind.AGENDA_DIGEST)
    assert deps.catalog.agendas.digest_empty in str(brief)


def test_each_meeting_brings_the_next_cue(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    first_id = plan(deps, pair_id)
    first = agendas.digest(deps, actor=the(db, MENTOR), meeting_id=first_id).cue
    clock.at = STARTS + timedelta(days=1)
    meeting_id = plan(deps, pair_id, view_id="M2", on=date(2026, 12, 15))
    assert agendas.digest(deps, actor=the(db, MENTOR), meeting_id=meeting_id).cue == first % CUES + 1


def test_a_board_asks_the_database_as_often_with_a_thousand_rows_as_with_none(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    plan(deps, pair_id)
    actor = the(db, MENTEE)
    with counted() as few:
        agendas.board(deps, actor=actor, pair_id=pair_id, page=0)
    _keep_many(deps, pair_id, actor, count=1000)
    with counted() as many:
        board = agendas.board(deps, actor=actor, pair_id=pair_id, page=99)
    assert len(few) == len(many) <= 10
    assert (board.pages, len(board.topics)) == (125, TOPIC_ROWS)


def _keep_goal_and_item(deps: Deps, pair_id: str) -> None:
    actor, now = the(deps.db, MENTEE), deps.clock.now()
    with deps.db.begin() as session:
        card = pair_of(session, actor, pair_id)
        draft = ItemDraft(owner=Side.MENTEE, task="Task MARKER", due_on=None)
        items.add_in(session, card=card, actor=actor, meeting_id=None, draft=draft, now=now)
        session.add(a_goal(actor, pair_id, "Goal MARKER"))


def _keep_many(deps: Deps, pair_id: str, actor: Member, *, count: int) -> None:
    now = deps.clock.now()
    topics = [
        AgendaItem(
            team_id="T1",
            pair_id=pair_id,
            author_id=actor.id,
            area=Area.CAREER,
            question=f"Question {number}",
            created_at=now,
        )
        for number in range(count)
    ]
    past = [
        Meeting(
            team_id="T1",
            pair_id=pair_id,
            starts_at=now - timedelta(days=number + 1),
            zone="UTC",
            minutes=60,
            changed_by_id=actor.id,
            changed_at=now,
        )
        for number in range(50)
    ]
    with deps.db.begin() as session:
        session.add_all([*topics, *past, *(a_goal(actor, pair_id, f"Goal {number}") for number in range(50))])
