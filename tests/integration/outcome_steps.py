"""What people say of a year of theirs, as tests make it: by the use cases, and by hand on the screens."""

from datetime import UTC, date, datetime

from sqlmodel import col, select, update

from bot.deps import Deps
from bot.domain.outcomes import YearLine, YearSheet
from bot.services import outcomes
from bot.views.outcomes import FIELDS
from storage.database import Database
from storage.endings import Ending
from storage.outcomes import StudyPerson, YearOutcome
from storage.pairs import Pair
from storage.vocabulary import ClosureKind, YearAnswer
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import TEAM, Payload

FIRST, LAST, CODE = date(2025, 7, 1), date(2026, 6, 30), "2025-07"
"""The academic year that can be answered at NOW, in November 2026."""
BEGAN = datetime(2025, 10, 1, tzinfo=UTC)
YES_TO_ALL = YearLine(YearAnswer.YES, YearAnswer.YES, YearAnswer.YES)


def paired(db: Database, *, mentee: str = MENTEE, mentor: str = MENTOR, at: datetime = BEGAN) -> str:
    """Make a pair that began then, and return its id."""
    pair_id = pair_up(db, mentor=mentor, mentee=mentee)
    with db.begin() as session:
        session.connection().execute(update(Pair).where(col(Pair.id) == pair_id).values(proposed_at=at))
    return pair_id


def ended(db: Database, pair_id: str, on: date, *, kind: ClosureKind = ClosureKind.UNSAID, by: str = MENTEE) -> None:
    """Let a pair have ended on a day."""
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    note = Ending(
        team_id=TEAM,
        pair_id=pair_id,
        author_id=the(db, by).id,
        letter="MARKER",
        kind=kind,
        ends_on=on,
        ends_at=at,
        tells_at=at,
    )
    with db.begin() as session:
        session.add(note)


def say(deps: Deps, line: YearLine = YES_TO_ALL, *, by: str = MENTEE) -> YearSheet:
    """Let somebody agree and answer."""
    actor = the(deps.db, by)
    outcomes.agree(deps, actor=actor)
    return outcomes.keep(deps, actor=actor, code=CODE, line=line)


def people_kept(db: Database) -> list[StudyPerson]:
    """Return everybody who has agreed."""
    with db.read() as session:
        return list(session.exec(select(StudyPerson)))


def years_kept(db: Database) -> list[YearOutcome]:
    """Return everything that was said."""
    with db.read() as session:
        return list(session.exec(select(YearOutcome)))


def entered(**said: str) -> dict[str, Payload]:
    """Return what was chosen in the form: yes, but for what is said otherwise."""
    chosen = {name: said.get(name, "yes") for name in FIELDS}
    return {
        FIELDS[name]: {"type": "radio_buttons", "selected_option": {"value": each}}
        for name, each in chosen.items()
        if each
    }
