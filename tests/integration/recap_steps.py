"""What the tests of recaps do again and again."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import select

from bot.deps import Deps
from bot.domain.meetings import MeetingDraft
from bot.domain.recap_sheets import RecapSheet
from bot.domain.recaps import RecapDraft
from bot.services import recap_sending, recap_talks, recaps
from bot.services.letter import Letter
from bot.services.post import WRITERS
from bot.views.blocks import Payload
from sandbox.blockkit import check_message
from storage.columns import new_id
from storage.database import Database
from storage.meetings import Meeting, meeting_by_id
from storage.recaps import Recap, recaps_of
from storage.touchpoints import Touchpoint
from storage.vocabulary import MeetingState, TouchpointKind
from tests.pairing import MENTEE, MENTOR, NOW, the
from tests.payloads import TEAM
from tests.planning import hours_now

YESTERDAY = NOW - timedelta(days=1)
NEXT = MeetingDraft(on=date(2026, 12, 1), at=time(14, 0), minutes=60, place=None)
SAID = {MENTEE: "MARKER Maya heard: apply in spring <!channel>", MENTOR: "MARKER Idris heard: wait a year <@U1>"}


def met(
    db: Database,
    pair_id: str,
    *,
    starts_at: datetime = YESTERDAY,
    minutes: int = 60,
    state: MeetingState = MeetingState.PLANNED,
) -> str:
    """Keep a meeting as it stands when its time has passed, and return its id."""
    meeting = Meeting(
        id=new_id(),
        team_id=TEAM,
        pair_id=pair_id,
        starts_at=starts_at,
        zone="America/Toronto",
        minutes=minutes,
        state=state,
        changed_by_id=the(db, MENTEE).id,
        changed_at=starts_at - timedelta(days=7),
    )
    with db.begin() as session:
        session.add(meeting)
    return meeting.id


def send(deps: Deps, meeting_id: str, *, by: str = MENTEE, view_id: str = "", **said: Any) -> None:  # noqa: ANN401 - any field
    """Send the recap of one side; it names a next date unless it says otherwise."""
    plain: dict[str, Any] = {"said": SAID[by], "later_reason": None if "next_meeting" in said else "after the exams"}
    draft = RecapDraft(**{**plain, **said})
    recap_sending.send(deps, actor=the(deps.db, by), meeting_id=meeting_id, draft=draft, view_id=view_id or f"V{by}")


def send_both(deps: Deps, meeting_id: str) -> None:
    """Send the mentee's recap, then the mentor's."""
    send(deps, meeting_id)
    send(deps, meeting_id, by=MENTOR, later_reason=None)


def put_into_words(
    deps: Deps, meeting_id: str, wording: str, *, by: str = MENTEE, revision: int = 0, key: str = ""
) -> None:
    """Suggest one wording for what two recaps say differently."""
    recap_talks.settle(
        deps,
        actor=the(deps.db, by),
        meeting_id=meeting_id,
        wording=wording,
        revision=revision,
        settlement_id=key or new_id(),
        field="wording",
    )


def sheet(deps: Deps, meeting_id: str, *, of: str = MENTEE) -> RecapSheet:
    """Return what one side finds about a meeting."""
    return recaps.sheet(deps, actor=the(deps.db, of), meeting_id=meeting_id)


def kept(db: Database, meeting_id: str) -> list[Recap]:
    """Return the recaps of a meeting as they are kept."""
    with db.read() as session:
        return recaps_of(session, meeting_ids=[meeting_id])


def the_meeting(db: Database, meeting_id: str) -> Meeting:
    """Return a meeting as it is kept."""
    with db.read() as session:
        meeting = meeting_by_id(session, meeting_id=meeting_id)
    assert meeting
    return meeting


def planned(db: Database, kind: TouchpointKind) -> list[Touchpoint]:
    """Return the messages of that kind."""
    with db.read() as session:
        return list(session.exec(select(Touchpoint).where(Touchpoint.kind == kind)))


def written(
    deps: Deps, meeting_id: str, kind: TouchpointKind, *, to: str = MENTEE, at: datetime = NOW, revision: int = 1
) -> Payload:
    """Return the message of that kind about a meeting, as it is written for one side."""
    member = the(deps.db, to)
    letter = Letter(kind, TEAM, member, meeting_id, revision, at.astimezone(UTC), hours_now(deps.db, member))
    message = WRITERS[kind](deps, letter)
    assert isinstance(message, dict)
    assert check_message(message) == []
    return message
