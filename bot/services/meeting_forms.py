"""What the forms about meetings are filled with."""

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.meetings import PAST_LOOKED_AT, USUAL_MINUTES, Appointment, MeetingForm, suggested_day, suggested_time
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from bot.services.appointments import appointment_of
from bot.services.preferences import hours_of_pair
from bot.views import meetings as meetings_view
from storage.meetings import last_meetings, meetings_ahead
from storage.members import Member
from storage.vocabulary import MeetingState


def new_meeting(deps: Deps, *, actor: Member, pair_id: str) -> MeetingForm:
    """Return what a form for the next meeting is filled with: a day by the cadence, the rest as last time.

    Raises:
        NotYoursError: `actor` is not in this pair.
        UserError: the pair has a meeting ahead, or the other one has left.
    """
    now = deps.clock.now()
    with deps.db.read() as session:
        card = access.active_pair_of(session, actor, pair_id)
        ahead = meetings_ahead(session, pair_ids=[pair_id], now=now)
        past = last_meetings(session, pair_id=pair_id, now=now, count=PAST_LOOKED_AT)
        hours = hours_of_pair(session, card)[card.side]
    if card.is_resting:
        raise UserError(deps.catalog.meetings.partner_left.format(partner=card.partner.name))
    if ahead:
        when = meetings_view.when(ahead[0].starts_at, card)
        raise UserError(deps.catalog.meetings.ahead_already.format(when=when))
    last = next((meeting for meeting in past if meeting.took_place), None)
    clock, theirs = card.me.clock, card.partner.clock
    began = last.starts_at.astimezone(clock) if last else None
    on = suggested_day(
        last=began.date() if began else None, cadence=card.cadence, today=local_day(now, clock), hours=hours
    )
    return MeetingForm(
        card=card,
        on=on,
        at=began.time().replace(second=0, microsecond=0) if began else suggested_time(on, mine=clock, theirs=theirs),
        minutes=last.minutes if last else USUAL_MINUTES,
        place=last.place if last else None,
    )


def meeting_as_it_is(deps: Deps, *, actor: Member, meeting_id: str) -> MeetingForm:
    """Return what the form to move a meeting is filled with.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it has begun or was cancelled.
    """
    meeting, card = meeting_ahead(deps, actor=actor, meeting_id=meeting_id)
    begins = meeting.starts_at.astimezone(card.me.clock)
    return MeetingForm(
        card=card,
        on=begins.date(),
        at=begins.time(),
        minutes=meeting.minutes,
        place=meeting.place,
        meeting_id=meeting.meeting_id,
        revision=meeting.revision,
    )


def meeting_ahead(deps: Deps, *, actor: Member, meeting_id: str) -> tuple[Appointment, PairCard]:
    """Return a meeting that can still be changed, with its pair.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it has begun or was cancelled.
    """
    say = deps.catalog.meetings
    with deps.db.read() as session:
        meeting, card = access.meeting_of(session, actor, meeting_id)
    if meeting.state is MeetingState.CANCELLED:
        raise UserError(say.gone)
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= deps.clock.now():
        raise UserError(say.begun)
    return appointment_of(meeting), card
