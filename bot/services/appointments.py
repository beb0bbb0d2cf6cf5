"""Stored meetings as they are shown and sent."""

from bot.domain.meetings import Appointment
from storage.meetings import Meeting


def appointment_of(meeting: Meeting, *, is_time_moved_on: bool = False) -> Appointment:
    """Return what people are told about a meeting."""
    return Appointment(
        meeting_id=meeting.id,
        pair_id=meeting.pair_id,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        revision=meeting.revision,
        is_time_moved_on=is_time_moved_on,
    )
