"""Being named in a mentor's statement: asked once, answered by the mentee alone, changed whenever they like."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.statements import FRESH, MOST_ASKED, MenteeLine, NamingSheet, Period, period_of
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.letter import Letter, PointlessError, Written, planned_for_each
from bot.services.programme import smallest_count
from bot.services.statement_records import facts_in, text_of
from bot.services.statements import statement_in
from bot.views import namings as view
from storage.members import Member, member_by_id, members_by_id
from storage.namings import Naming, keep_new_namings, namings_of_mentee, namings_of_mentor
from storage.pairs import lock_people
from storage.touchpoints import plan
from storage.vocabulary import NamingState, TouchpointKind

SHOWN = 5


def ask(deps: Deps, *, actor: Member, code: str, mentee_ids: Collection[str]) -> int:
    """Ask these mentees whether `actor`'s statement may name them; return how many are asked now.

    Passed over is whoever was no mentee of the period, and whoever is not to be asked at present.

    Raises:
        NotYoursError: there is no such period.
    """
    now, fewest = deps.clock.now(), smallest_count(deps, team_id=actor.team_id)
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        mine = namings_of_mentor(session, mentor_id=actor.id, is_to_change=True)
        drawn = statement_in(session, actor, code, fewest=fewest, now=now)
        kept = {naming.mentee_id: naming for naming in mine if naming.period == drawn.period.code}
        wanted = [line for line in drawn.lines if line.may_ask and line.mentee_id in mentee_ids][:MOST_ASKED]
        asked = [_asked(actor, drawn.period, line, kept.get(line.mentee_id), now=now) for line in wanted]
        keep_new_namings(session, namings=[each for each in asked if each.revision == 1])
        session.add_all(each for each in asked if each.revision > 1)
        for naming in asked:
            _tell(session, naming, now=now)
    return len(asked)


def sheet(deps: Deps, *, actor: Member, naming_id: str) -> NamingSheet:
    """Return what `actor` is asked.

    Raises:
        NotYoursError: it was asked of somebody else, or there never was such a question.
    """
    with deps.db.read() as session:
        naming = access.naming_of(session, actor, naming_id)
        mentor = member_by_id(session, member_id=naming.mentor_id)
    return _sheet(naming, actor, mentor)


def sheets(deps: Deps, *, actor: Member) -> list[NamingSheet]:
    """Return what `actor` has been asked last, by whom: two statements."""
    with deps.db.read() as session:
        found = namings_of_mentee(session, mentee_id=actor.id, most=SHOWN)
        mentors = members_by_id(session, member_ids=[each.mentor_id for each in found])
    return [_sheet(each, actor, mentors.get(each.mentor_id)) for each in found]


def answer(deps: Deps, *, actor: Member, naming_id: str, revision: int, is_yes: bool) -> NamingSheet:
    """Keep whether `actor` may be named, with the facts of that `revision`. The same answer again changes nothing.

    Raises:
        NotYoursError: it was asked of somebody else, or there never was such a question.
        UserError: other facts are shown by now.
    """
    with deps.db.begin() as session:
        naming = access.naming_of(session, actor, naming_id, is_to_change=True)
        if naming.revision != revision:
            raise UserError(deps.catalog.statements.newer_facts)
        state = NamingState.NAMED if is_yes else NamingState.COUNTED
        if naming.state is not state:
            naming.state = state
            naming.confirmed = naming.asked if is_yes else None
            naming.confirmed_at = deps.clock.now() if is_yes else None
            session.add(naming)
        mentor = member_by_id(session, member_id=naming.mentor_id)
    return _sheet(naming, actor, mentor)


def told(deps: Deps, letter: Letter) -> Written:
    """Say that a mentor asks.

    Raises:
        PointlessError: it is answered, asked anew, or the mentor has left.
    """
    with deps.db.read() as session:
        try:
            naming = access.naming_of(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
        mentor = member_by_id(session, member_id=naming.mentor_id)
    if naming.state is not NamingState.ASKED or naming.revision != letter.revision:
        raise PointlessError("answered")
    if mentor is None or not mentor.is_full_member:
        raise PointlessError("left")
    return view.told(deps.catalog, naming_id=naming.id, mentor=mentor.name, is_anew=naming.confirmed is not None)


def _asked(mentor: Member, period: Period, line: MenteeLine, kept: Naming | None, *, now: datetime) -> Naming:
    """Return the question to one mentee, anew where what they have confirmed is no longer so."""
    if kept is None:
        return Naming(
            team_id=mentor.team_id,
            mentor_id=mentor.id,
            mentee_id=line.mentee_id,
            period=period.code,
            asked=text_of(line.facts),
            asked_at=now,
        )
    kept.asked, kept.state, kept.asked_at = text_of(line.facts), NamingState.ASKED, now
    kept.revision += 1
    return kept


def _tell(session: Session, naming: Naming, *, now: datetime) -> None:
    told = planned_for_each(
        [naming.mentee_id],
        kind=TouchpointKind.NAMING_ASKED,
        team_id=naming.team_id,
        subject_id=naming.id,
        due_at=now,
        lives=FRESH,
        revision=naming.revision,
    )
    plan(session, told)


def _sheet(naming: Naming, mentee: Member, mentor: Member | None) -> NamingSheet:
    period = period_of(naming.period)
    if period is None or mentor is None:
        raise NotYoursError
    return NamingSheet(
        naming_id=naming.id,
        revision=naming.revision,
        state=naming.state,
        is_named=naming.confirmed is not None,
        mentor=mentor.name,
        mentee=mentee.name,
        period=period,
        facts=facts_in(naming.asked),
    )
