"""What the tests of the work-and-credit register do again and again."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import col, select

from bot.deps import Deps
from bot.domain.credit_sheets import CreditSheet
from bot.domain.credits import TEXTS, CreditWords
from bot.services import credit_acts, credits
from bot.views.credit_form import SUBMISSION
from storage.columns import new_id, stable_id
from storage.credits import CreditEntry, CreditVersion
from storage.database import Database
from storage.vocabulary import CreditState
from tests.pairing import MENTEE, the

WORK = stable_id("V", "work")
"""A work whose id is known beforehand."""
ASKED = ("title", *TEXTS)
"""What is asked in words."""
TITLE = "MARKER of the liver <!channel> & <@U1>"
SUBMISSION_ON = date(2026, 12, 18)
"""A Friday: ten working days before it is Friday 4 December."""
WORDS = CreditWords(
    TITLE,
    origin="MARKER: Maya's, over coffee",
    mentee_role="MARKER: design, first draft",
    mentor_role="MARKER: supervision",
    author_order="MARKER: Lindqvist, Okafor",
    data_owner="MARKER: the department",
    submission_on=SUBMISSION_ON,
)


def begin(deps: Deps, pair_id: str, *, by: str = MENTEE, entry_id: str = "", **said: Any) -> str:  # noqa: ANN401 - any field of a work
    """Begin a shared work and return its id."""
    entry_id, actor = entry_id or new_id(), the(deps.db, by)
    words = replace(WORDS, **said)
    credit_acts.begin(deps, actor=actor, pair_id=pair_id, entry_id=entry_id, words=words, date_field=SUBMISSION)
    return entry_id


def write(deps: Deps, entry_id: str, *, by: str = MENTEE, after: int = 1, **said: Any) -> None:  # noqa: ANN401 - any field of a work
    """Write another version of a work."""
    words, actor = replace(WORDS, **said), the(deps.db, by)
    credit_acts.write(deps, actor=actor, entry_id=entry_id, after=after, words=words, date_field=SUBMISSION)


def sign(deps: Deps, entry_id: str, *, by: str = MENTEE, number: int = 1) -> None:
    """Sign a version."""
    credit_acts.sign_version(deps, actor=the(deps.db, by), entry_id=entry_id, number=number)


def mark(deps: Deps, entry_id: str, state: CreditState, *, by: str = MENTEE) -> None:
    """Say how far a work has come."""
    credit_acts.mark(deps, actor=the(deps.db, by), entry_id=entry_id, state=state)


def seen(deps: Deps, entry_id: str, *, by: str = MENTEE, number: int = 0) -> CreditSheet:
    """Return a version as one side sees it."""
    return credits.sheet(deps, actor=the(deps.db, by), entry_id=entry_id, number=number)


def versions(db: Database) -> list[CreditVersion]:
    """Return every version there is, in order."""
    with db.read() as session:
        return list(session.exec(select(CreditVersion).order_by(col(CreditVersion.number))))


def entries(db: Database) -> list[CreditEntry]:
    """Return every work there is."""
    with db.read() as session:
        return list(session.exec(select(CreditEntry)))
