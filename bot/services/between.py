"""The one question to a mentee between two meetings: is there anything to tell the mentor?"""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.between import OPEN_FOR, SOON, halfway
from bot.domain.hours import Hours
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Prompted
from bot.errors import UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned
from bot.services.meeting_messages import meeting_and_card
from bot.views import note_messages as view
from storage.meetings import Meeting, has_met_since, meetings_ahead
from storage.members import Member
from storage.notes import has_written_since
from storage.touchpoints import PlannedTouchpoint
from storage.vocabulary import Side, TouchpointKind


def planned_halfway(meeting: Meeting, card: PairCard, *, hours: Hours, now: datetime) -> list[PlannedTouchpoint]:
    """Return the question that follows a meeting, for a mentee who works in `hours`; none where its time has gone by.

    Whether it is asked turns out when its time has come: only if they did meet, and no meeting has come since.
    """
    morning = halfway(ends_at=meeting.ends_at, cadence=card.cadence, hours=hours)
    question = planned(
        kind=TouchpointKind.BETWEEN_MEETINGS,
        member_id=card.of(Side.MENTEE).member_id,
        team_id=card.team_id,
        subject_id=meeting.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=meeting.revision,
        local_on=morning.local_on,
    )
    return [question] if morning.due_at > now else []


def write_question(deps: Deps, letter: Letter) -> Written:
    """Ask the mentee whether there is something to tell.

    Raises:
        PointlessError: they did not meet or have met again, meet soon, or have written a note since; or the pair is no
            more.
    """
    with deps.db.read() as session:
        meeting, card = meeting_and_card(session, letter, is_for_two=True)
        if meeting.revision != letter.revision:
            raise PointlessError("moved")
        if word := _why_not(session, meeting, card, at=letter.at):
            raise PointlessError(word)
    waits = letter.waits(point=letter.at + OPEN_FOR + OPEN_FOR)
    return view.question(deps.catalog, card=card, meeting_id=meeting.id, revision=meeting.revision, waits=waits)


def point_of(catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, now: datetime) -> datetime:
    """Return from which instant on the question would be pointless.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it is settled by now.
    """
    meeting, card = access.meeting_of(session, actor, prompted.subject_id)
    if meeting.revision != prompted.revision or _why_not(session, meeting, card, at=now):
        raise UserError(catalog.preferences.settled_meanwhile)
    return now + OPEN_FOR + OPEN_FOR


def _why_not(session: Session, meeting: Meeting, card: PairCard, *, at: datetime) -> str | None:
    """Return a word for why there is nothing to ask, None when there is."""
    if not meeting.took_place:
        return "not_held"
    if has_met_since(session, pair_id=meeting.pair_id, since=meeting.starts_at, now=at):
        return "met_again"
    if any(each.starts_at < at + SOON for each in meetings_ahead(session, pair_ids=[meeting.pair_id], now=at)):
        return "meets_soon"
    mentee_id = card.of(Side.MENTEE).member_id
    since = meeting.ends_at
    return "written" if has_written_since(session, pair_id=meeting.pair_id, author_id=mentee_id, since=since) else None
