"""What somebody says of an academic year of theirs, once they have agreed to it; taken back, nothing of it is left."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.outcomes import YearLine, YearSheet, open_year, opens_on
from bot.domain.statements import period_of
from bot.errors import UserError
from bot.services.outcome_records import line_in, text_of
from bot.services.preferences import forbid
from bot.services.programme import smallest_count
from storage.courses import course_of
from storage.erasures import be_alone
from storage.members import Member
from storage.outcomes import (
    StudyPerson,
    YearOutcome,
    forget_study_person,
    keep_outcome,
    keep_study_person,
    outcomes_of,
    study_person_of,
)
from storage.vocabulary import PromptKind


def sheet(deps: Deps, *, actor: Member) -> YearSheet:
    """Return whether `actor` has agreed, and what they have said: three statements at most."""
    fewest = smallest_count(deps, team_id=actor.team_id)
    with deps.db.read() as session:
        return _sheet(deps, session, actor, fewest=fewest)


def agree(deps: Deps, *, actor: Member) -> YearSheet:
    """Keep that `actor` agrees; a second time changes nothing.

    Raises:
        UserError: no year can be answered now, so there is nothing to agree to.
    """
    today, fewest = deps.clock.now().date(), smallest_count(deps, team_id=actor.team_id)
    if open_year(today) is None:
        raise UserError(deps.catalog.outcomes.closed)
    with deps.db.begin() as session:
        person = StudyPerson(member_id=actor.id, team_id=actor.team_id, agreed_on=today)
        keep_study_person(session, person=person)
        return _sheet(deps, session, actor, fewest=fewest)


def keep(deps: Deps, *, actor: Member, code: str, line: YearLine) -> YearSheet:
    """Keep what `actor` says of a year, in the place of what they said of it before.

    Beside it stands how their mentoring went, so that nobody has to look up whose it is in order to count it.

    Raises:
        UserError: they have not agreed, or that year cannot be answered any more.
    """
    say = deps.catalog.outcomes
    fewest = smallest_count(deps, team_id=actor.team_id)
    period = open_year(deps.clock.now().date())
    if period is None or period.code != code:
        raise UserError(say.closed)
    with deps.db.begin() as session:
        # No row is locked: PostgreSQL would write into this one which transaction wrote the other (`xmax` and `xmin`).
        be_alone(session)
        person = study_person_of(session, member_id=actor.id)
        if person is None:
            raise UserError(say.not_agreed)
        course = course_of(session, member_id=actor.id, first=period.first, last=period.last)
        said = YearOutcome(study_id=person.study_id, period=code, team_id=actor.team_id, answers=text_of(line, course))
        keep_outcome(session, outcome=said)
        return _sheet(deps, session, actor, fewest=fewest)


def withdraw(deps: Deps, *, actor: Member) -> None:
    """Delete that `actor` agreed and all that they have said, and ask them no more; a second time changes nothing."""
    with deps.db.begin() as session:
        be_alone(session)
        if forget_study_person(session, member_id=actor.id):
            forbid(session, actor, PromptKind.YEAR)


def _sheet(deps: Deps, session: Session, actor: Member, *, fewest: int) -> YearSheet:
    today = deps.clock.now().date()
    person = study_person_of(session, member_id=actor.id)
    said = outcomes_of(session, study_id=person.study_id) if person else []
    known = [(period, line_in(each.answers)[0]) for each in said if (period := period_of(each.period))]
    return YearSheet(
        fewest=fewest,
        open_year=open_year(today),
        opens_on=opens_on(today),
        agreed_on=person.agreed_on if person else None,
        lines=known,
    )
