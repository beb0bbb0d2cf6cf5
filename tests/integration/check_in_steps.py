"""What the tests of check-ins do again and again."""

from datetime import datetime, timedelta

from bot.deps import Deps
from bot.domain.check_ins import Asked
from bot.services import check_ins
from bot.views import check_in_messages
from storage.columns import new_id
from storage.meetings import Meeting
from storage.prompts import prompt_by_key
from storage.touchpoints import Touchpoint
from storage.vocabulary import CheckInDeed, MeetingState, TouchpointKind, TouchpointState
from tests.outbox import HandClock
from tests.pairing import MENTOR, the
from tests.payloads import Payload
from tests.planning import planned, written

LONG_AGO = timedelta(days=90)


def met(deps: Deps, pair_id: str, starts_at: datetime, *, state: MeetingState = MeetingState.HELD) -> None:
    """Let a pair have had a meeting, or have one ahead."""
    mentor = the(deps.db, MENTOR)
    meeting = Meeting(
        id=new_id(),
        team_id=mentor.team_id,
        pair_id=pair_id,
        starts_at=starts_at,
        zone="Europe/Berlin",
        minutes=60,
        state=state,
        changed_by_id=mentor.id,
        changed_at=starts_at,
    )
    with deps.db.begin() as session:
        session.add(meeting)


def next_round(deps: Deps, clock: HandClock) -> Touchpoint:
    """Plan the coming rounds, let the first one of the mentor come, and return it."""
    check_ins.plan_rounds(deps)
    mentor = the(deps.db, MENTOR)
    first = next(row for row in planned(deps.db, TouchpointKind.CHECK_IN) if row.member_id == mentor.id)
    clock.at = first.due_at
    return first


def asked(deps: Deps, row: Touchpoint) -> Payload:
    """Return the question of a round, which has reached the mentor."""
    payload = written(deps, row)
    assert isinstance(payload, dict)
    with deps.db.begin() as session:
        sent = prompt_by_key(session, dedupe_key=row.dedupe_key)
        assert sent
        sent.state, sent.settled_at = TouchpointState.SENT, row.due_at
        session.add(sent)
    return payload


def asked_now(deps: Deps, pair_id: str, clock: HandClock) -> Payload:
    """Return the question that has just reached the mentor of a pair that met long ago."""
    row = next_round(deps, clock)
    met(deps, pair_id, row.due_at - LONG_AGO)
    return asked(deps, row)


def question_in(payload: Payload) -> Asked:
    """Return which question a message asks."""
    found = check_in_messages.pressed(payload["blocks"][1]["elements"][0])
    assert found
    return found[0]


def label_of(deps: Deps, payload: Payload, deed: CheckInDeed) -> str:
    """Return the answer of that message which leads there."""
    return check_in_messages.label(deps.catalog, question_in(payload).question, deed)
