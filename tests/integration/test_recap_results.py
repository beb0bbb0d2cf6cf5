"""What comes out of a meeting with the first recap: the next date, topics that leave the agenda, items."""

from datetime import date, time, timedelta

import pytest

from bot.deps import Deps
from bot.domain.items import ItemDraft
from bot.domain.meetings import MeetingDraft
from bot.errors import FieldError
from bot.services import recaps
from storage.agendas import AgendaItem, topic_by_id
from storage.columns import new_id
from storage.database import Database
from storage.meetings import meetings_ahead
from storage.vocabulary import Area, MeetingState, Side, TopicState, TouchpointKind
from tests.integration.recap_steps import (
    NEXT,
    kept,
    met,
    planned,
    send,
    sheet,
    the_meeting,
)
from tests.pairing import MENTEE, MENTOR, NOW, the
from tests.payloads import TEAM


@pytest.fixture
def meeting_id(db: Database, pair_id: str) -> str:
    """Their meeting of yesterday."""
    return met(db, pair_id)


def topic(db: Database, pair_id: str, *, by: str, is_shared: bool = False, at: timedelta = timedelta(0)) -> str:
    """Keep a topic written by one side and return its id."""
    row = AgendaItem(
        id=new_id(),
        team_id=TEAM,
        pair_id=pair_id,
        author_id=the(db, by).id,
        area=Area.CAREER,
        question="Spring or autumn?",
        is_shared=is_shared,
        created_at=NOW + at,
    )
    with db.begin() as session:
        session.add(row)
    return row.id


def state_of(db: Database, topic_id: str) -> tuple[TopicState, str | None]:
    with db.read() as session:
        row = topic_by_id(session, topic_id=topic_id)
    assert row
    return row.state, row.discussed_in_id


def test_what_comes_out_of_a_meeting_stands_with_it_for_both(deps: Deps, meeting_id: str) -> None:
    item = ItemDraft(owner=Side.MENTOR, task="Ask Vera", due_on=None)
    send(deps, meeting_id, items=(item,), suggestions=("Read the rules", "Sleep on it"))
    seen = sheet(deps, meeting_id, of=MENTOR)
    assert [(each.task, each.is_mine) for each in seen.items] == [("Ask Vera", True)]
    assert {each.text for each in seen.suggestions} == {"Read the rules", "Sleep on it"}
    assert seen.later_reason == "after the exams"


def test_whoever_writes_first_names_a_next_date_or_a_reason(deps: Deps, db: Database, meeting_id: str) -> None:
    with pytest.raises(FieldError) as refusal:
        send(deps, meeting_id, later_reason=None)
    assert refusal.value.block_id == "meeting_day"
    assert kept(db, meeting_id) == []
    send(deps, meeting_id)
    send(deps, meeting_id, by=MENTOR, later_reason=None)
    assert len(kept(db, meeting_id)) == 2


def test_a_next_date_is_planned_with_all_its_messages(deps: Deps, db: Database, pair_id: str, meeting_id: str) -> None:
    send(deps, meeting_id, next_meeting=NEXT)
    with db.read() as session:
        (ahead,) = meetings_ahead(session, pair_ids=[pair_id], now=NOW)
    assert ahead.starts_at.isoformat() == "2026-12-01T19:00:00+00:00"
    assert len(planned(db, TouchpointKind.AGENDA_PROMPT)) == 1


def test_a_next_date_that_is_over_is_refused_beside_its_field_and_nothing_is_kept(
    deps: Deps, db: Database, meeting_id: str
) -> None:
    past = MeetingDraft(on=date(2026, 11, 2), at=time(14, 0), minutes=60, place=None)
    with pytest.raises(FieldError) as refusal:
        send(deps, meeting_id, next_meeting=past)
    assert refusal.value.block_id == "meeting_day"
    assert kept(db, meeting_id) == []
    assert the_meeting(db, meeting_id).state is MeetingState.PLANNED


def test_a_meeting_that_was_planned_meanwhile_is_not_planned_over(
    deps: Deps, db: Database, pair_id: str, meeting_id: str
) -> None:
    met(db, pair_id, starts_at=NOW + timedelta(days=10))
    with pytest.raises(FieldError) as refusal:
        send(deps, meeting_id, next_meeting=NEXT)
    assert refusal.value.block_id == "meeting_day"
    with pytest.raises(FieldError) as refusal:
        send(deps, meeting_id)
    assert refusal.value.block_id == "recap_later"
    send(deps, meeting_id, later_reason=None)
    assert len(kept(db, meeting_id)) == 1


def test_ticked_topics_leave_the_agenda_and_hidden_ones_cannot_be_ticked(
    deps: Deps, db: Database, pair_id: str, meeting_id: str
) -> None:
    mine, shared = topic(db, pair_id, by=MENTEE), topic(db, pair_id, by=MENTOR, is_shared=True)
    hidden, untouched = topic(db, pair_id, by=MENTOR), topic(db, pair_id, by=MENTEE)
    form = recaps.form(deps, actor=the(db, MENTEE), meeting_id=meeting_id)
    assert form is not None
    assert {topic_id for _, topic_id in form.topics} == {mine, shared, untouched}
    send(deps, meeting_id, topic_ids=frozenset({mine, shared, hidden}))
    assert state_of(db, mine) == state_of(db, shared) == (TopicState.DISCUSSED, meeting_id)
    assert state_of(db, hidden) == state_of(db, untouched) == (TopicState.OPEN, None)
