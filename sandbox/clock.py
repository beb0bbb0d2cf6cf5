"""The clock people see. Time limits, redelivery and rate limits run on the machine's clock instead."""

import time
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from zoneinfo import ZoneInfo

from sandbox.state import fact, remember
from sandbox.workspace import Workspace

HOUR, WEEK = 3_600.0, 604_800.0
FARTHEST_SECONDS = 100 * 365 * 86_400.0
"""A message's ts has ten digits, and calendars end."""
MORNING = wall_time(9)


def now(w: Workspace) -> float:
    """Return the instant people see, in Unix seconds."""
    return time.time() + offset(w)


def offset(w: Workspace) -> float:
    """Return how far the clock people see is ahead of the machine's, in seconds."""
    return float(fact(w.db, "clock_offset") or 0.0)


def advance(w: Workspace, seconds: float) -> None:
    """Move the clock people see on by `seconds`.

    Raises:
        ValueError: it would stand more than a hundred years from the machine's clock.
    """
    _set_offset(w, offset(w) + seconds)


def step(w: Workspace, name: str, zone: ZoneInfo) -> None:
    """Move the clock by one of the page's four steps; `tomorrow 9:00` is a wall time in `zone`.

    Raises:
        ValueError: there is no such step, or the clock would stand too far from the machine's.
    """
    match name:
        case "now":
            _set_offset(w, 0.0)
        case "+1 hour":
            advance(w, HOUR)
        case "+1 week":
            advance(w, WEEK)
        case "tomorrow 9:00":
            advance(w, _tomorrow_morning(now(w), zone) - now(w))
        case _:
            raise ValueError("The clock knows these steps: now, +1 hour, tomorrow 9:00, +1 week.")


def _tomorrow_morning(instant: float, zone: ZoneInfo) -> float:
    day = datetime.fromtimestamp(instant, zone).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, zone).astimezone(UTC).timestamp()


def _set_offset(w: Workspace, seconds: float) -> None:
    if not abs(seconds) <= FARTHEST_SECONDS:  # said this way round, it refuses NaN too
        raise ValueError("The clock moves within a hundred years of the machine's.")
    remember(w.db, "clock_offset", seconds)
    w.schedule_changed.set()
    w.hub.announce("clock")
