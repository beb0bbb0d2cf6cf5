"""Writers of the messages about meetings: what they say is true when they are sent, or they are not sent."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.services.appointments import appointment_of
from bot.services.calendar_file import calendar_file
from bot.services.cards import card_of
from bot.services.first_meetings import offer_before
from bot.services.letter import Letter, PointlessError, Written
from bot.views import meeting_messages as view
from bot.views.blocks import Payload
from storage.endings import end_of
from storage.meetings import Meeting, meeting_by_id
from storage.pairs import pair_row
from storage.vocabulary import MeetingState, PairState, TouchpointKind


def write_told(deps: Deps, letter: Letter) -> Payload:
    """Tell one side that the other has planned or moved a meeting.

    Raises:
        PointlessError: it has been moved again or cancelled, or has begun.
    """
    with deps.db.read() as session:
        meeting, card = meeting_to_come(session, letter)
        is_new = letter.kind is TouchpointKind.MEETING_PLANNED
        first = offer_before(session, card=card, starts_at=meeting.starts_at) if is_new else None
    return view.told(deps.catalog, kind=letter.kind, card=card, meeting=meeting, first=first)


def write_cancelled(deps: Deps, letter: Letter) -> Payload:
    """Tell one side that the other has called the meeting off.

    Raises:
        PointlessError: the pair is no more.
    """
    with deps.db.read() as session:
        meeting, card = meeting_and_card(session, letter)
    return view.cancelled(deps.catalog, card=card, meeting=appointment_of(meeting))


def write_file(deps: Deps, letter: Letter) -> Written:
    """Make the calendar file for whoever asked for it.

    Raises:
        PointlessError: the meeting has been moved or cancelled since, or has begun.
    """
    with deps.db.read() as session:
        meeting, card = meeting_to_come(session, letter)
    return calendar_file(deps.catalog, card=card, meeting=meeting, stamped_at=letter.at)


def meeting_to_come(session: Session, letter: Letter) -> tuple[Appointment, PairCard]:
    """Return the meeting that a letter is about, as its reader sees it, while it is still ahead as it was planned.

    Raises:
        PointlessError: it has been moved or cancelled, or has begun; or the other one has left, or the pair is no more,
            or will be no more by then, as both know.
    """
    meeting, card = meeting_and_card(session, letter, is_for_two=True)
    if meeting.state is MeetingState.CANCELLED:
        raise PointlessError("cancelled")
    if meeting.revision != letter.revision:
        raise PointlessError("moved")
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= letter.at:
        raise PointlessError("past")
    end = end_of(session, pair_id=meeting.pair_id, at=letter.at)
    if end and end.ends_at <= meeting.starts_at:
        raise PointlessError("ending")
    return appointment_of(meeting), card


def meeting_and_card(session: Session, letter: Letter, *, is_for_two: bool = False) -> tuple[Meeting, PairCard]:
    """Return the meeting that a letter is about, and its pair as the reader sees it.

    What `is_for_two` would have its reader do something with somebody who may have left the workspace.

    Raises:
        PointlessError: there is no such meeting, the pair is no more, or the other one has left.
    """
    meeting = meeting_by_id(session, meeting_id=letter.subject_id)
    row = pair_row(session, pair_id=meeting.pair_id) if meeting else None
    is_reader = row is not None and letter.member.id in (row.mentor.id, row.mentee.id)
    if meeting is None or row is None or not is_reader or row.pair.state is not PairState.ACTIVE:
        raise PointlessError("gone")
    if is_for_two and (row.mentor.is_deleted or row.mentee.is_deleted):
        raise PointlessError("partner_left")
    return meeting, card_of(row, viewer_id=letter.member.id)
