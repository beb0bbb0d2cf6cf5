"""Writers of the messages about recaps: what they ask is still open when they are sent, or they are not sent."""

from bot.deps import Deps
from bot.domain.recaps import WRITABLE_FOR, RecapStep
from bot.services.appointments import appointment_of
from bot.services.letter import Letter, PointlessError
from bot.services.meeting_messages import meeting_and_card
from bot.services.recap_records import Record, record_of
from bot.views import recap_messages as view
from bot.views.blocks import Payload
from storage.recaps import recaps_of
from storage.vocabulary import MeetingState, TouchpointKind


def write_question(deps: Deps, letter: Letter) -> Payload:
    """Ask for a recap: on the working morning after the meeting, and once more two working days later.

    Raises:
        PointlessError: the meeting was moved, cancelled or not held, or the reader has written or skipped this one, or
            the other one has left and will read none.
    """
    record = _record(deps, letter, is_for_two=True)
    if record.meeting.revision != letter.revision:
        raise PointlessError("moved")
    if record.meeting.state is MeetingState.CANCELLED:
        raise PointlessError("cancelled")
    if record.meeting.state is MeetingState.NOT_HELD:
        raise PointlessError("not_held")
    if record.step(letter.at) is not RecapStep.WAITING:
        raise PointlessError("done")
    ask = view.nudge if letter.kind is TouchpointKind.RECAP_NUDGE else view.prompt
    waits = letter.waits(point=record.meeting.ends_at + WRITABLE_FOR)
    return ask(deps.catalog, card=record.card, meeting=appointment_of(record.meeting), waits=waits)


def write_ready(deps: Deps, letter: Letter) -> Payload:
    """Say that both recaps are there.

    Raises:
        PointlessError: the pair is no more.
    """
    record = _record(deps, letter)
    return view.ready(deps.catalog, card=record.card, meeting=appointment_of(record.meeting))


def _record(deps: Deps, letter: Letter, *, is_for_two: bool = False) -> Record:
    with deps.db.read() as session:
        meeting, card = meeting_and_card(session, letter, is_for_two=is_for_two)
        return record_of(meeting, recaps_of(session, meeting_ids=[meeting.id]), card=card)
