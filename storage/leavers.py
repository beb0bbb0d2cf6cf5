"""People who have left, and rows that are nobody's any more: since when, and what still stands on them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, case, delete, literal, or_, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_models

from storage.avoidances import avoid_instead
from storage.changes import changed
from storage.columns import UtcDateTime
from storage.endings import Ending
from storage.members import Member, members_of
from storage.pairs import Pair
from storage.relations import Relation, mean_instead
from storage.requests import Request
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState

SAYING_WHO = (
    TouchpointKind.ENDING_TOLD,
    TouchpointKind.ENDING_COME,
    TouchpointKind.ENDING_OUTCOME,
    TouchpointKind.PAIR_NOT_FORMED,
    TouchpointKind.PAIR_OUTCOME,
    TouchpointKind.REQUEST_ANSWERED,
)
"""What others hear when somebody goes. Without a name they could not tell of whom."""
ON_ITS_WAY = (TouchpointState.READY, TouchpointState.LEASED, TouchpointState.SENDING)


def note_leavers(session: Session, *, at: datetime) -> int:
    """Note since when people have been gone, and that others are back; return how many of both."""
    is_gone = col(Member.is_deleted)
    new = and_(is_gone, col(Member.left_at).is_(None), col(Member.erased_at).is_(None))
    back = and_(~is_gone, col(Member.left_at).is_not(None))
    since = case((is_gone, literal(at, UtcDateTime)), else_=None)
    return changed(session, update(Member).where(or_(new, back)).values(left_at=since))


def teams_of_the_gone(session: Session) -> set[str]:
    """Return the workspaces that somebody has left of whom something is kept."""
    return set(session.exec(select_models(Member.team_id).where(col(Member.left_at).is_not(None)).distinct()))


def gone_since(session: Session, *, team_id: str, before: datetime, most: int) -> list[str]:
    """Return the ids of people of a workspace who had left before that instant, the longest gone first."""
    gone = select_models(Member.id).where(Member.team_id == team_id, col(Member.left_at) < before)
    return list(session.exec(gone.order_by(col(Member.left_at), col(Member.id)).limit(most)))


def erased_since(session: Session, *, since: datetime) -> list[str]:
    """Return the ids of the rows that have become nobody's since."""
    return list(session.exec(select_models(Member.id).where(col(Member.erased_at) >= since)))


def people_behind(session: Session, *, team_id: str) -> dict[str, str]:
    """Return, by the user id that stands in a row that is nobody's, whose it was, while they are in the workspace."""
    kept = select_models(Member.user_id, Member.was).where(Member.team_id == team_id, col(Member.was).is_not(None))
    return {user_id: was for user_id, was in session.exec(kept) if was}


def rows_ever_of(session: Session, *, member: Member) -> list[str]:
    """Return the ids of every row that is or was this member's, while they are in the workspace."""
    kept = select_models(Member.id, Member.was).where(Member.team_id == member.team_id, col(Member.was).is_not(None))
    return [member.id, *(member_id for member_id, was in session.exec(kept) if was == member.user_id)]


def make_nobodys(session: Session, member: Member, *, at: datetime, name: str) -> None:
    """Let a row be nobody's. Its name stays until `let_names_go`; if its person is still there they begin anew.

    The new row is made here, so that the roster greets nobody for having joined. What others have said of its person is
    theirs, and goes on meaning them: whose career they have a say in, and who would rather not be paired with them.
    """
    said = member.model_dump(exclude={"id", "left_at", "erased_at", "was"})
    is_there = not member.is_deleted
    member.user_id = f"erased:{member.id}"
    member.was = said["user_id"] if is_there else None
    member.erased_at, member.left_at, member.is_deleted = at, None, True
    member.zone, member.locale, member.is_admin = "UTC", "", False
    session.add(member)
    session.flush()
    if is_there:
        anew = Member(**said)
        session.add(anew)
        session.flush()
        mean_instead(session, senior_id=member.id, instead_id=anew.id)
        avoid_instead(session, team_id=member.team_id, member_id=member.id, instead_id=anew.id)
    session.flush()
    let_names_go(session, name=name)


def let_names_go(session: Session, *, name: str) -> int:
    """Give the rows that are nobody's that name, once nobody is still to hear who has gone; return how many."""
    of_pair = select(col(Pair.id)).where(
        or_(col(Pair.mentor_id) == col(Member.id), col(Pair.mentee_id) == col(Member.id))
    )
    of_note = select(col(Ending.id)).where(col(Ending.author_id) == col(Member.id))
    of_request = select(col(Request.id)).where(col(Request.mentor_id) == col(Member.id))
    subject = col(Touchpoint.subject_id)
    is_about = or_(*(subject.in_(each.correlate(Member)) for each in (of_pair, of_note, of_request)))
    still = select(col(Touchpoint.id)).where(
        col(Touchpoint.state).in_(ON_ITS_WAY), col(Touchpoint.kind).in_(SAYING_WHO), is_about
    )
    nobodys = (col(Member.erased_at).is_not(None), col(Member.name) != name)
    return changed(session, update(Member).where(*nobodys, ~still.correlate(Member).exists()).values(name=name))


def cut_ties(session: Session) -> int:
    """Forget whose a row was, and who had a say, once they have left the workspace; return how many rows."""
    rows = list(session.exec(select_models(Member).where(col(Member.was).is_not(None))))
    there = {team_id: _who_is_there(session, team_id, rows) for team_id in {row.team_id for row in rows}}
    gone = [row.id for row in rows if row.was not in there[row.team_id]]
    if gone:
        changed(session, update(Member).where(col(Member.id).in_(gone)).values(was=None))
        is_theirs = or_(col(Relation.senior_id).in_(gone), col(Relation.junior_id).in_(gone))
        changed(session, delete(Relation).where(is_theirs))
    return len(gone)


def _who_is_there(session: Session, team_id: str, rows: Collection[Member]) -> set[str]:
    wanted = [row.was for row in rows if row.team_id == team_id and row.was]
    return {
        user_id
        for user_id, each in members_of(session, team_id=team_id, user_ids=wanted).items()
        if not each.is_deleted
    }
