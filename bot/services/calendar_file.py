"""The calendar file of a meeting (RFC 5545), and asking for it."""

from datetime import UTC, datetime, timedelta

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.services.letter import FilePayload, planned
from bot.services.meeting_forms import meeting_ahead
from bot.views import meetings as meetings_view
from storage.members import Member
from storage.touchpoints import plan, plan_again
from storage.vocabulary import TouchpointKind

PRODUCT = "-//Rapport//Mentoring//EN"
FILE_WAITS = timedelta(days=1)
"""How long a file that was asked for is worth sending."""


def ask_for_file(deps: Deps, *, actor: Member, meeting_id: str) -> bool:
    """Have the calendar file sent to `actor`; return False when it is on its way or has arrived.

    Raises:
        NotYoursError: the meeting is of another pair.
        UserError: it has begun or was cancelled.
    """
    meeting, card = meeting_ahead(deps, actor=actor, meeting_id=meeting_id)
    now = deps.clock.now()
    asked = planned(
        kind=TouchpointKind.MEETING_FILE,
        member_id=actor.id,
        team_id=card.team_id,
        subject_id=meeting.meeting_id,
        due_at=now,
        expires_at=now + FILE_WAITS,
        revision=meeting.revision,
    )
    with deps.db.begin() as session:
        return plan(session, [asked]) == 1 or plan_again(session, asked)


def calendar_file(catalog: Catalog, *, card: PairCard, meeting: Appointment, stamped_at: datetime) -> FilePayload:
    """Return the .ics file of a meeting as the viewer's calendar shall show it.

    One UID for the meeting's whole life and its revision as SEQUENCE, so that a calendar replaces what it had
    (RFC 5545, 3.8.7.4). METHOD is PUBLISH and nobody is named as attendee: no address is known to us, and no calendar
    sends an answer.

    Args:
        catalog: the words.
        card: the pair as the reader sees it.
        meeting: the meeting as it now stands.
        stamped_at: when the file was made; DTSTAMP, which every event must carry.
    """
    say = catalog.meetings
    when = meetings_view.when(meeting.starts_at, card)
    content = _ics(meeting, title=say.calendar_title.format(partner=card.partner.name), stamped_at=stamped_at)
    return FilePayload(name=say.file_name, content=content, title=say.file_title.format(when=when))


def _ics(meeting: Appointment, *, title: str, stamped_at: datetime) -> bytes:
    from icalendar import Calendar, Event  # noqa: PLC0415 - costs every start some 30 ms, and few meetings need it

    event = Event()
    event.add("uid", f"{meeting.meeting_id}@rapport")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", stamped_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("status", "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
