"""Messages about agreements: true when they are sent, never the pair's words; and the five-minute version, once."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, update

from bot.deps import Deps
from bot.domain.home import WaitingKind
from bot.domain.snoozes import Prompted, Wait
from bot.errors import UserError
from bot.services import preferences, snoozing
from bot.services.letter import PointlessError
from storage.database import Database
from storage.meetings import Meeting
from storage.touchpoints import Touchpoint
from storage.vocabulary import MeetingState, PromptKind, TouchpointKind, TouchpointState
from tests.integration.agreement_steps import (
    agree,
    answer,
    asked,
    confirm,
    newest,
    send,
    waiting,
    word,
    written,
)
from tests.integration.recap_steps import met
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, the
from tests.planning import plan, planned

NEWS, SHORT = TouchpointKind.AGREEMENT_NEWS, TouchpointKind.AGREEMENT_SHORT


def news(deps: Deps, pair_id: str, to: str) -> str:
    """Return what one side is told of it now."""
    message = written(deps, NEWS, newest(deps, pair_id).id, to=to, at=NOW)
    assert isinstance(message, dict)
    return str(message["text"])


def test_each_step_of_one_side_is_news_to_the_other(deps: Deps, db: Database, pair_id: str) -> None:
    answer(deps, pair_id)
    assert asked(db, NEWS, MENTOR) == []
    send(deps, pair_id)
    assert "has answered the questions" in news(deps, pair_id, MENTOR)
    answer(deps, pair_id, by=MENTOR)
    send(deps, pair_id, by=MENTOR)
    assert "both of you have answered" in news(deps, pair_id, MENTEE)
    agreement_id = newest(deps, pair_id).id
    word(deps, agreement_id, "both")
    confirm(deps, agreement_id)
    assert "has said yes" in news(deps, pair_id, MENTOR)
    confirm(deps, agreement_id, by=MENTOR)
    assert "stands" in news(deps, pair_id, MENTEE)
    assert (len(asked(db, NEWS, MENTOR)), len(asked(db, NEWS, MENTEE))) == (2, 2)


def test_nobody_is_told_what_they_did_themselves(deps: Deps, pair_id: str) -> None:
    answer(deps, pair_id)
    send(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        news(deps, pair_id, MENTEE)
    with pytest.raises(PointlessError, match="gone"):
        news(deps, pair_id, STRANGER)


def test_the_five_minute_version_can_be_put_off_and_switched_off(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    met(db, pair_id, starts_at=NOW - timedelta(days=30))
    plan(deps, pair_id)
    row = asked(db, SHORT, MENTEE)[0]
    clock.at = row.due_at
    with db.begin() as session:
        session.exec(update(Touchpoint).where(col(Touchpoint.id) == row.id).values(state=TouchpointState.SENT))
    prompted = Prompted(SHORT, row.subject_id, row.revision)
    wait = Wait.TOMORROW
    assert snoozing.snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=wait, message_ts="1.1")[1]
    assert preferences.mute(deps, actor=the(db, MENTEE), prompted=prompted) is PromptKind.AGREEMENT
    agree(deps, pair_id)
    with pytest.raises(UserError, match="nothing left to remind you of"):
        snoozing.snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=wait, message_ts="1.2")


def test_what_waits_for_somebody_waits_in_their_home_alone(deps: Deps, pair_id: str) -> None:
    answer(deps, pair_id)
    assert waiting(deps, MENTOR) == []
    send(deps, pair_id)
    assert (waiting(deps, MENTEE), waiting(deps, MENTOR)) == ([], [WaitingKind.AGREEMENT])


def test_a_second_meeting_without_an_agreement_brings_the_five_minute_version_to_both_once(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    plan(deps, pair_id, view_id="M1")
    assert planned(db, SHORT) == []
    _ended(db, clock)
    second = plan(deps, pair_id, view_id="M2", on=date(2026, 12, 1))
    rows = planned(db, SHORT)
    assert {row.member_id for row in rows} == {the(db, MENTEE).id, the(db, MENTOR).id}
    assert {row.local_on for row in rows} == {date(2026, 12, 2)}
    assert "Five questions" in str(written(deps, SHORT, second, at=rows[0].due_at))
    clock.at = rows[0].due_at + timedelta(days=1)
    plan(deps, pair_id, view_id="M3", on=date(2026, 12, 15))
    assert len(planned(db, SHORT)) == 2


@pytest.mark.parametrize("state", [MeetingState.NOT_HELD, MeetingState.CANCELLED])
def test_a_meeting_that_was_not_is_no_second_one(
    deps: Deps, db: Database, clock: HandClock, pair_id: str, state: MeetingState
) -> None:
    met(db, pair_id, state=state)
    plan(deps, pair_id)
    assert planned(db, SHORT) == []
    second = met(db, pair_id, starts_at=NOW - timedelta(hours=5))
    with pytest.raises(PointlessError, match="not_second"):
        written(deps, SHORT, second, at=clock.at)


def test_the_five_minute_version_is_not_offered_where_something_stands_or_the_meeting_was_moved(
    deps: Deps, db: Database, pair_id: str
) -> None:
    met(db, pair_id, starts_at=NOW - timedelta(days=30))
    second = met(db, pair_id)
    written(deps, SHORT, second, at=NOW)
    with pytest.raises(PointlessError, match="moved"):
        written(deps, SHORT, second, at=NOW, revision=2)
    with pytest.raises(PointlessError, match="not_held"):
        written(deps, SHORT, met(db, pair_id, state=MeetingState.NOT_HELD), at=NOW)
    agree(deps, pair_id)
    with pytest.raises(PointlessError, match="done"):
        written(deps, SHORT, second, at=NOW)
    plan(deps, pair_id)
    assert planned(db, SHORT) == []


def _ended(db: Database, clock: HandClock) -> None:
    with db.read() as session:
        ends = session.get(Meeting, planned(db, TouchpointKind.MEETING_PLANNED)[0].subject_id)
    assert ends is not None
    clock.at = ends.ends_at + timedelta(hours=1)
