"""What people have said of an academic year, as the programme's report counts it: of nobody in particular."""

from dataclasses import replace

from sqlmodel import Session

from bot.domain.outcomes import year_told_in
from bot.domain.reports.census import Census
from bot.domain.reports.periods import Span
from bot.domain.reports.tables import Measure, Split
from bot.services.outcome_records import line_in
from storage.courses import count_courses
from storage.outcomes import answers_within
from storage.vocabulary import Course


def with_year(session: Session, census: Census, *, team_id: str, span: Span) -> Census:
    """Return the same with the academic year that could be answered in this half-year, where there is one.

    Two statements. Each line has a number of its own that means nothing elsewhere. One that is counted nowhere stands
    for each way in which a mentoring can go: so every report has the same ways, whether anybody's went so or not.
    """
    year = year_told_in(span.since.date())
    if year is None:
        return census
    said = [line_in(text) for text in answers_within(session, team_id=team_id, period=year.code)]
    paired = count_courses(session, team_id=team_id, first=year.first, last=year.last)
    lines = {f"line {number}": each for number, each in enumerate(said)}
    placed = {
        Measure.GRANTS: [(name, str(line.grant)) for name, (line, _) in lines.items()],
        Measure.PROMOTIONS: [(name, str(line.promoted)) for name, (line, _) in lines.items()],
        Measure.STAYS: [(name, str(line.stayed)) for name, (line, _) in lines.items()],
    }
    courses = {f"no line, {each}": str(each) for each in Course} | {
        name: str(each) for name, (_, each) in lines.items()
    }
    return replace(
        census,
        placed={**census.placed, **placed},
        facts={**census.facts, Split.COURSE: courses},
        of_a_year=sum(paired.values()),
    )
