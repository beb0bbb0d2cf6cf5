"""Erasing what Rapport keeps of somebody: their own goes, what two have shared stays with the other, unsigned."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.own_data import without_name
from bot.services import goodbyes
from storage import erasures, leavers
from storage.audit import note
from storage.members import member_by_id
from storage.pairs import live_pairs_of, lock_people
from storage.records import record
from storage.vocabulary import AuditKind

SAID_BY_OTHERS = "relation.senior_id"
"""Of whom nothing is kept but what this column says begins with nothing already."""


@record
class Erased:
    """What has gone, in numbers."""

    rows: int = 0
    pairs: int = 0
    """That have ended by it."""


def erase(deps: Deps, *, member_id: str, is_at_machine: bool = False) -> Erased:
    """Erase what is kept of a member, all of it or nothing; a second time changes nothing.

    Their name stays where somebody is still to hear that they have gone, until they have. Whoever is in the workspace
    is known from then on as somebody of whom Slack says a name, and nothing else. Private requests are another
    database's: nothing here knows whether there are any. Done for them `is_at_machine` it is noted, and not of whom.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        erasures.be_alone(session)
        member = member_by_id(session, member_id=member_id)
        if is_at_machine and member:
            note(session, team_id=member.team_id, actor_id=None, kind=AuditKind.ERASED, at=now)
        return _erase(session, deps, member_id, now=now)


def erase_the_gone(deps: Deps, *, member_id: str, before: datetime) -> bool:
    """Erase what is kept of a member if they had left before that instant and are not back; return whether so."""
    with deps.db.begin() as session:
        erasures.be_alone(session)
        member = member_by_id(session, member_id=member_id)
        is_gone = member is not None and member.is_deleted and member.left_at is not None and member.left_at < before
        if is_gone:
            _erase(session, deps, member_id, now=deps.clock.now())
    return is_gone


def _erase(session: Session, deps: Deps, member_id: str, *, now: datetime) -> Erased:
    member = member_by_id(session, member_id=member_id)
    if member is None or member.erased_at:
        return Erased()
    rows = live_pairs_of(session, member_id=member_id)
    people = {member_id, *(each.id for row in rows for each in (row.mentor, row.mentee))}
    lock_people(session, member_ids=people)
    nobody = deps.catalog.own_data.nobody
    pairs = goodbyes.part(session, deps, member, now=now)
    gone = erasures.forget_own(session, member_ids=[member_id])
    erasures.replace_in_pairs(session, member_id=member_id, change=without_name(member.name, instead=nobody))
    said_by_others = "" if member.is_deleted else SAID_BY_OTHERS
    if erasures.is_referred_to(session, member_id=member_id, but=said_by_others):
        leavers.make_nobodys(session, member, at=now, name=nobody)
    elif member.is_deleted:
        session.delete(member)
    return Erased(gone, pairs)
