"""What waits for somebody moves with their clock, their days, their hours and their pause."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.calendar import local_day
from bot.domain.hours import Hours
from bot.domain.items import reminder_for
from bot.domain.meetings import morning_around
from bot.domain.mornings import SOON, Morning, morning_of, moved_morning
from bot.domain.touchpoints import TRAITS, Nature
from storage.items import ActionItem, items_by_id
from storage.meetings import Meeting, meetings_by_id
from storage.touchpoints import Retimed, Touchpoint, ready_after, ready_mornings, retime
from storage.vocabulary import Lane, TouchpointKind


def retime_waiting(session: Session, *, hours: Mapping[str, Hours], now: datetime) -> None:
    """Move what waits for these people to where their `hours`, by member id, put it now.

    A prompt moves to the morning on which it would have been planned with them. What has been held back, by a pause
    that has just ended for one, is looked at again in ten minutes: what their hours or caps hold back goes on waiting.
    """
    soon = now + SOON
    moved: dict[str, dict[str, Retimed]] = {}
    for row in ready_after(session, member_ids=hours, after=soon):
        if _is_held_back(row, hours[row.member_id], now):
            moved.setdefault(row.member_id, {})[row.id] = Retimed(row.id, row.local_on, soon, row.expires_at)
    for row, local_on, wanted in _mornings(session, hours, now):
        stands = Morning(local_on, row.due_at, row.expires_at)
        found = moved_morning(stands, wanted=wanted, zone=hours[row.member_id].zone, now=now)
        if found:
            again = Retimed(row.id, found.local_on, found.due_at, found.expires_at)
            moved.setdefault(row.member_id, {})[row.id] = again
    for member_id, messages in moved.items():
        retime(session, member_id=member_id, messages=messages.values())


def _mornings(
    session: Session, hours: Mapping[str, Hours], now: datetime
) -> Sequence[tuple[Touchpoint, date, Morning]]:
    """Return what waits for a morning, each with its day and with the morning that `hours` give it now: 3 queries."""
    rows = ready_mornings(session, member_ids=hours)
    about = {row.subject_id for row in rows}
    meetings, items = meetings_by_id(session, meeting_ids=about), items_by_id(session, item_ids=about)
    subjects: dict[str, Meeting | ActionItem] = {**meetings, **items}
    return [
        (row, row.local_on, _wanted(row, row.local_on, subjects.get(row.subject_id), hours[row.member_id], now))
        for row in rows
        if row.local_on is not None
    ]


def _wanted(
    row: Touchpoint, local_on: date, subject: Meeting | ActionItem | None, hours: Hours, now: datetime
) -> Morning:
    """Return the morning of a prompt by these hours.

    What its person has put off keeps the day that they chose, and what would have had to come before `now` its own.
    """
    found: Morning | None = None
    if subject and subject.revision == row.revision and row.lane == Lane.SCHEDULE:
        found = _planned(row.kind, subject, hours, now)
    return found if found and found.due_at > now else Morning(local_on, morning_of(hours, local_on), row.expires_at)


def _planned(kind: TouchpointKind, subject: Meeting | ActionItem, hours: Hours, now: datetime) -> Morning | None:
    if isinstance(subject, ActionItem):
        return reminder_for(subject.due_on, hours, now=now)
    if kind is TouchpointKind.BETWEEN_MEETINGS:
        return None
    return morning_around(kind, starts_at=subject.starts_at, ends_at=subject.ends_at, hours=hours)


def _is_held_back(row: Touchpoint, hours: Hours, now: datetime) -> bool:
    """Return whether a message is past the time it was meant for: news is meant for now, a prompt for its morning."""
    if TRAITS[row.kind].nature is Nature.NEWS:
        return True
    has_come = row.local_on is not None and row.local_on <= local_day(now, hours.zone)
    return has_come and row.local_on != local_day(row.due_at, hours.zone)
