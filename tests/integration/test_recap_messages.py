"""Messages about recaps: asked once, nudged once, silent when there is nothing to ask; and never the pair's words."""

import json
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.services import meetings, recap_sending
from bot.services.letter import PointlessError
from storage.database import Database
from storage.meetings import Meeting
from storage.vocabulary import MeetingState, TouchpointKind
from tests.integration.recap_steps import NEXT, met, send, send_both, the_meeting, written
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, pair_up, the

ASKED = (TouchpointKind.RECAP_PROMPT, TouchpointKind.RECAP_NUDGE)


@pytest.fixture
def meeting_id(db: Database) -> str:
    """The meeting of yesterday of Maya and Idris."""
    return met(db, pair_up(db))


def labels(message: dict[str, object]) -> list[str]:
    """Return the labels of a message's buttons."""
    blocks = message["blocks"]
    assert isinstance(blocks, list)
    return [each["text"]["text"] for block in blocks if block["type"] == "actions" for each in block["elements"]]


@pytest.mark.parametrize("kind", ASKED)
def test_whoever_is_asked_has_three_ways_one_tap_each(deps: Deps, meeting_id: str, kind: TouchpointKind) -> None:
    message = written(deps, meeting_id, kind)
    assert labels(message) == ["Write", "We did not meet", "Skip this one"]
    assert "Idris Okafor" in message["text"]


@pytest.mark.parametrize("kind", ASKED)
def test_nobody_is_asked_for_a_recap_that_nobody_else_will_read(
    deps: Deps, db: Database, meeting_id: str, kind: TouchpointKind
) -> None:
    has_left(db, MENTOR)
    with pytest.raises(PointlessError, match="partner_left"):
        written(deps, meeting_id, kind)


def test_the_nudge_says_that_two_lines_are_plenty(deps: Deps, meeting_id: str) -> None:
    message = written(deps, meeting_id, TouchpointKind.RECAP_NUDGE, to=MENTOR)
    assert message["text"] == "Your recap with Maya Lindqvist is still open. Two lines are plenty."


@pytest.mark.parametrize("kind", ASKED)
def test_nobody_is_asked_who_has_written_or_skipped(
    deps: Deps, db: Database, meeting_id: str, kind: TouchpointKind
) -> None:
    send(deps, meeting_id)
    recap_sending.skip(deps, actor=the(db, MENTOR), meeting_id=meeting_id)
    for to in (MENTEE, MENTOR):
        with pytest.raises(PointlessError, match="done"):
            written(deps, meeting_id, kind, to=to)


@pytest.mark.parametrize("kind", ASKED)
def test_the_other_is_still_asked_when_one_has_written(deps: Deps, meeting_id: str, kind: TouchpointKind) -> None:
    send(deps, meeting_id)
    assert labels(written(deps, meeting_id, kind, to=MENTOR))[0] == "Write"


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize(
    ("state", "reason"), [(MeetingState.NOT_HELD, "not_held"), (MeetingState.CANCELLED, "cancelled")]
)
def test_nobody_is_asked_about_a_meeting_that_was_not(
    deps: Deps, db: Database, kind: TouchpointKind, state: MeetingState, reason: str
) -> None:
    meeting_id = met(db, pair_up(db), state=state)
    with pytest.raises(PointlessError, match=reason):
        written(deps, meeting_id, kind)


@pytest.mark.parametrize("kind", ASKED)
def test_nobody_is_asked_on_the_morning_of_a_meeting_that_was_moved(
    deps: Deps, meeting_id: str, kind: TouchpointKind
) -> None:
    with pytest.raises(PointlessError, match="moved"):
        written(deps, meeting_id, kind, revision=7)


def test_a_recap_leaves_the_prompts_of_the_other_as_they_are(deps: Deps, db: Database) -> None:
    clock = deps.clock
    assert isinstance(clock, HandClock)
    pair_id = pair_up(db)
    meeting = _plan(deps, pair_id)
    clock.at = meeting.ends_at + timedelta(hours=1)
    send(deps, meeting.id, next_meeting=None, later_reason="soon")
    assert labels(written(deps, meeting.id, TouchpointKind.RECAP_PROMPT, to=MENTOR, at=clock.at))[0] == "Write"


def test_the_message_that_both_are_there_opens_them_and_says_no_word_of_them(deps: Deps, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    for to in (MENTEE, MENTOR):
        message = written(deps, meeting_id, TouchpointKind.RECAP_READY, to=to)
        assert labels(message) == ["Read both"]
        assert "MARKER" not in json.dumps(message)


def test_nobody_outside_the_pair_gets_a_message_about_it(deps: Deps, meeting_id: str) -> None:
    send_both(deps, meeting_id)
    for kind in (*ASKED, TouchpointKind.RECAP_READY):
        with pytest.raises(PointlessError, match="gone"):
            written(deps, meeting_id, kind, to=STRANGER)


def _plan(deps: Deps, pair_id: str) -> Meeting:
    appointment, _ = meetings.plan(deps, actor=the(deps.db, MENTEE), pair_id=pair_id, draft=NEXT, view_id="V1")
    return the_meeting(deps.db, appointment.meeting_id)
