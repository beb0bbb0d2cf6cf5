"""What is for mentors alone: the circle, tips, and a scenario of their own."""

from sqlmodel import Session

from bot.domain.scenarios import MENTORS_ONLY
from bot.errors import NotYoursError
from storage.circle import is_mentor
from storage.members import Member
from storage.vocabulary import Scenario


def prove_mentor(session: Session, actor: Member) -> None:
    """Return when `actor` mentors, or has mentored, or says what they can help with.

    Raises:
        NotYoursError: none of it holds.
    """
    if not is_mentor(session, member_id=actor.id):
        raise NotYoursError


def prove_may_read(session: Session, actor: Member, scenario: Scenario) -> None:
    """Return when a scenario is for `actor`, as most are for everybody.

    Raises:
        NotYoursError: it is for mentors alone, and they are none.
    """
    if scenario in MENTORS_ONLY:
        prove_mentor(session, actor)
