"""Meetings and topics of a pair, as tests make them: by the use cases, and by hand on the screens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlmodel import col, select

from bot.deps import Deps
from bot.domain.agendas import TopicDraft
from bot.domain.hours import Hours
from bot.domain.meetings import MeetingDraft
from bot.services import meetings, topic_changes
from bot.services.letter import Letter, PointlessError, Written
from bot.services.post import WRITERS
from bot.services.preferences import hours_of
from sandbox.blockkit import check_message, check_view
from storage.agendas import AgendaItem
from storage.columns import stable_id
from storage.database import Database
from storage.meetings import Meeting
from storage.members import Member
from storage.touchpoints import Touchpoint
from storage.vocabulary import Area, TouchpointKind
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, the
from tests.payloads import Payload
from tests.rapport import Rapport

PLACE = "Room MARKER <!channel> & 4"
QUESTION = "Shall I take the MARKER chair <!channel> & <@U1>?"
DRAFT = MeetingDraft(on=date(2026, 11, 17), at=time(14, 0), minutes=60, place=PLACE)
STARTS = datetime(2026, 11, 17, 19, tzinfo=UTC)
"""When DRAFT begins, entered in Toronto."""
SHOWN = datetime(2026, 11, 13, 14, tzinfo=UTC)
"""Two working days before, 9:00 in Toronto."""


def plan(deps: Deps, pair_id: str, *, by: str = MENTEE, view_id: str = "M1", **entered: Any) -> str:  # noqa: ANN401 - any field of a meeting
    """Plan a meeting and return its id."""
    draft = replace(DRAFT, **entered)
    return meetings.plan(deps, actor=the(deps.db, by), pair_id=pair_id, draft=draft, view_id=view_id)[0].meeting_id


def move(deps: Deps, meeting_id: str, revision: int, *, by: str = MENTEE, **entered: Any) -> None:  # noqa: ANN401 - any field of a meeting
    """Move a meeting."""
    draft = replace(DRAFT, **entered)
    meetings.move(deps, actor=the(deps.db, by), meeting_id=meeting_id, revision=revision, draft=draft)


def a_topic(**entered: Any) -> TopicDraft:  # noqa: ANN401 - any field of a topic
    """Return what somebody entered for a topic."""
    plain = TopicDraft(QUESTION, analysis=None, ask=None, area=Area.CAREER, matters_on=None, is_shared=False)
    return replace(plain, **entered)


def add(deps: Deps, pair_id: str, *, by: str = MENTEE, view_id: str = "V1", **entered: Any) -> str:  # noqa: ANN401 - any field of a topic
    """Put a topic on the agenda and return its id."""
    topic_changes.add(deps, actor=the(deps.db, by), pair_id=pair_id, draft=a_topic(**entered), view_id=view_id)
    return stable_id(view_id, "topic")


def meetings_kept(db: Database) -> list[Meeting]:
    """Return every meeting there is."""
    with db.read() as session:
        return list(session.exec(select(Meeting)))


def topics_kept(db: Database) -> list[AgendaItem]:
    """Return every topic there is."""
    with db.read() as session:
        return list(session.exec(select(AgendaItem)))


def planned(db: Database, *kinds: TouchpointKind) -> list[Touchpoint]:
    """Return the messages of these kinds, or all, by revision and time."""
    order = (col(Touchpoint.revision), col(Touchpoint.due_at), col(Touchpoint.kind))
    with db.read() as session:
        return [row for row in session.exec(select(Touchpoint).order_by(*order)) if not kinds or row.kind in kinds]


def of_agenda(rows: Sequence[Touchpoint]) -> list[Touchpoint]:
    """Return those that come before a meeting."""
    return [row for row in rows if row.kind.startswith(("meeting_planned", "agenda_"))]


def written(deps: Deps, row: Touchpoint, *, at: datetime | None = None) -> Written:
    """Return what a message says when its time has come, or `at`."""
    member = next(each for each in (the(deps.db, MENTEE), the(deps.db, MENTOR)) if each.id == row.member_id)
    hours = hours_now(deps.db, member)
    letter = Letter(row.kind, row.team_id, member, row.subject_id, row.revision, at or row.due_at, hours)
    return WRITERS[row.kind](deps, letter)


def hours_now(db: Database, member: Member) -> Hours:
    """Return when somebody works."""
    with db.read() as session:
        return hours_of(session, [member])[member.id]


def message(deps: Deps, kind: TouchpointKind, *, at: datetime | None = None) -> Payload:
    """Return the newest message of that kind as Slack would take it."""
    payload = written(deps, planned(deps.db, kind)[-1], at=at)
    assert isinstance(payload, dict)
    assert check_message(payload) == []
    return payload


def why_not(deps: Deps, rows: Sequence[Touchpoint]) -> set[str]:
    """Return why these messages are not sent: each must have become pointless."""
    reasons = set()
    for row in rows:
        with pytest.raises(PointlessError) as pointless:
            written(deps, row)
        reasons.add(str(pointless.value))
    return reasons


def pushed(rapport: Rapport, payload: Payload) -> Payload:
    """Hand over a payload and return the view that it puts on top."""
    return opened(rapport, payload, "views.push")


def on_board(payload: Payload) -> Payload:
    """Return a submission of a form that lies on the board V0."""
    return {**payload, "view": {**payload["view"], "previous_view_id": "V0"}}


def redrawn(rapport: Rapport, payload: Payload) -> tuple[Payload, Payload]:
    """Submit a form that lies on a board; return (the answer, the board as it is drawn anew)."""
    times = len(rapport.slack.called("views.update")) + 1
    answer = rapport.answer_to(on_board(payload))
    drawn = rapport.slack.wait_for("views.update", times=times)
    assert (drawn["view_id"], check_view(drawn["view"])) == ("V0", [])
    return answer, drawn["view"]
