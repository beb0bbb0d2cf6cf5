"""How long anything of a private request is kept, in weeks: nothing finer is known of it."""

from bot.domain.relay.calendar import half_year_of

QUIET_WEEKS = 3
"""After twenty-one days without a word it is said in a case that nobody has written."""
IDLE_WEEKS = 9
"""After sixty days of silence the end of a case is announced in it."""
NOTICE_WEEKS = 2
"""So long after that it closes."""
TEXT_WEEKS = 5
"""Thirty days after a case was closed, its texts are destroyed."""
MOST_WEEKS = 25
"""The same, however lively it is, before 180 days have passed since it was opened."""
SHELL_WEEKS = 18
"""120 days after it was closed, its owner finds nothing any more; what is left waits to be counted."""


def counted_in(closed_week: int) -> str:
    """Return the half-year in whose numbers a closed case stands."""
    return half_year_of(closed_week)


def answered_in(closed_week: int) -> str:
    """Return the half-year in whose numbers the answer stands that was given three months after closing."""
    return half_year_of(closed_week + SHELL_WEEKS)


def gone_by(*, opened_week: int, closed_week: int | None) -> int:
    """Return the week in which the last root is needed to find a case, unless a legal hold keeps it."""
    return (opened_week + MOST_WEEKS if closed_week is None else closed_week) + SHELL_WEEKS
