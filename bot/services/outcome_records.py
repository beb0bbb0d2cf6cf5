"""How what somebody says of a year is kept: three answers and how their mentoring went, at one length."""

from bot.domain.outcomes import YearLine
from storage.vocabulary import Course, YearAnswer

SPLIT = ","
KEPT_CHARS = 48
"""More than the longest words take: what is sealed is as long for one as for another."""


def text_of(line: YearLine, course: Course) -> str:
    """Return a line as it is kept."""
    return SPLIT.join((line.grant, line.promoted, line.stayed, course)).ljust(KEPT_CHARS)


def line_in(text: str) -> tuple[YearLine, Course]:
    """Return what is kept."""
    grant, promoted, stayed, course = text.rstrip().split(SPLIT)
    return YearLine(YearAnswer(grant), YearAnswer(promoted), YearAnswer(stayed)), Course(course)
