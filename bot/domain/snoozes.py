"""Putting a prompt off: for how long, and when it comes back. Pure rules, no clock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import local_day
from bot.domain.hours import Hours, next_opening, working_day_from
from bot.domain.mornings import morning_of
from storage.records import record
from storage.vocabulary import PromptKind, TouchpointKind


class Wait(StrEnum):
    """How long a prompt is put off."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"


DAYS = {Wait.TOMORROW: 1, Wait.NEXT_WEEK: 7}
ROOM: Mapping[PromptKind, timedelta] = {PromptKind.AGENDA: timedelta(days=1), PromptKind.DIGEST: timedelta(hours=1)}
"""How long before its meeting a prompt must be back to help: topics want a night's thought, questions a quiet hour."""


@record
class Prompted:
    """A prompt that somebody has got: what it was, about what, of which revision."""

    kind: TouchpointKind
    subject_id: str
    revision: int


@record
class Return:
    """When a prompt comes back."""

    due_at: datetime
    local_on: date | None
    """The day whose morning it waits for; None where it waits for an instant."""


def return_after(wait: Wait, hours: Hours, *, now: datetime) -> Return | None:
    """Return when a prompt comes back to somebody who works in `hours`, None when they do not work again.

    An hour that ends outside their hours ends when they open again. A day is meant as its morning; one on which they
    do not work, or are away, means the next one on which they do.
    """
    if wait is Wait.HOUR:
        opening = next_opening(hours, now + timedelta(hours=1))
        return Return(opening, None) if opening else None
    wanted = local_day(now, hours.zone) + timedelta(days=DAYS[wait])
    day = working_day_from(hours, max(wanted, hours.paused_until or wanted))
    return Return(morning_of(hours, day), day)


def helps(back: Return, kind: PromptKind, *, point: datetime) -> bool:
    """Return whether a prompt that comes back then comes early enough; at `point` there is nothing to prompt for."""
    return back.due_at + ROOM.get(kind, timedelta()) < point


def waits_that_help(kind: PromptKind, hours: Hours, *, point: datetime, now: datetime) -> tuple[Wait, ...]:
    """Return for how long a prompt can be put off at `now` and still help somebody who works in `hours`."""
    returns = ((wait, return_after(wait, hours, now=now)) for wait in Wait)
    return tuple(wait for wait, back in returns if back and helps(back, kind, point=point))
