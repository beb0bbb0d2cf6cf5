"""Queries of retention: which cases are idle, due to be destroyed, or only waiting to be counted."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, delete, exists, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import new_id
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase, RelayTag
from storage.relay.messages import RelayMessage
from storage.relay.stats import RelayReport, RelayStat
from storage.relay.stubs import RelayStub
from storage.relay.vocabulary import CaseState, Outcome, StubState, Voice

OVER = (CaseState.CLOSED, CaseState.SHELL)
ADVISORY_LOCK = 7_270_079
"""Names the sweep within a PostgreSQL database; on SQLite a write transaction is alone anyway."""


def be_alone(session: Session) -> None:
    """Wait until no other process sweeps, and keep others from it until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(ADVISORY_LOCK)))


def idle_cases(session: Session, *, week: int, idle_weeks: int) -> list[RelayCase]:
    """Return open cases in which nobody has said anything for so many weeks, and whose end was not announced yet.

    Nobody speaks in them until this transaction ends.
    """
    wanted = select(RelayCase).where(*_idle(week - idle_weeks), ~_announced(week, idle_weeks))
    return _locked(session, wanted)


def lapsed_cases(session: Session, *, week: int, idle_weeks: int, notice_weeks: int) -> list[RelayCase]:
    """Return those of them whose end was announced so many weeks ago, and in which nobody has answered."""
    announced = _announced(week - notice_weeks, idle_weeks)
    return _locked(session, select(RelayCase).where(*_idle(week - idle_weeks), announced))


def _locked(session: Session, wanted: SelectOfScalar[RelayCase]) -> list[RelayCase]:
    """Return cases to be changed, locked in the order of their ids, as `lock_cases` does."""
    return list(session.exec(wanted.order_by(col(RelayCase.case_id)).with_for_update()))


def _idle(silent_since: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(RelayCase.state).not_in(OVER),
        col(RelayCase.is_held).is_(False),
        col(RelayCase.dek_wrapped).is_not(None),
        col(RelayCase.active_week) <= silent_since,
    )


def _announced(by: int, idle_weeks: int) -> ColumnElement[bool]:
    """Whether Rapport itself has spoken, by that week, when the case had been silent for so long."""
    spoke = select(RelayMessage.message_id).where(
        RelayMessage.case_id == RelayCase.case_id,
        RelayMessage.voice == Voice.RELAY,
        col(RelayMessage.week) >= RelayCase.active_week + idle_weeks,
        col(RelayMessage.week) <= by,
    )
    return exists(spoke)


def cases_to_destroy(session: Session, *, closed_by: int, opened_by: int) -> list[RelayCase]:
    """Return cases whose texts have had their time: withdrawn, closed by that week, or opened by that week at all.

    Cases under a legal hold are not among them.
    """
    is_due = or_(
        and_(
            col(RelayCase.state) == CaseState.CLOSED,
            or_(col(RelayCase.outcome) == Outcome.WITHDRAWN, col(RelayCase.closed_week) <= closed_by),
        ),
        col(RelayCase.opened_week) <= opened_by,
    )
    wanted = select(RelayCase).where(
        is_due,
        col(RelayCase.state) != CaseState.SHELL,
        col(RelayCase.is_held).is_(False),
        col(RelayCase.dek_wrapped).is_not(None),
    )
    return _locked(session, wanted)


def cases_without_key(session: Session) -> list[RelayCase]:
    """Return the cases whose key is destroyed and whose unreadable texts are still there."""
    wanted = select(RelayCase).where(col(RelayCase.dek_wrapped).is_(None), RelayCase.state != CaseState.SHELL)
    return _locked(session, wanted)


def empty_case(session: Session, case: RelayCase) -> None:
    """Delete what was said in a case and who worked on it; leave how it ended."""
    for table in (RelayMessage, RelayAssignment):
        session.exec(delete(table).where(col(table.case_id) == case.case_id))
    drop_unposted(session, case_id=case.case_id)
    case.head_ct = case.reveal_ct = None
    case.released_slot = case.claimed_slot = case.replied_slot = case.offered_slot = None
    case.send_slot = 0
    case.opened_week = case.active_week = case.closed_week or 0
    case.is_unread_by_requester = case.is_unread_by_facilitators = False
    case.state = CaseState.SHELL
    session.add(case)


def drop_unposted(session: Session, *, case_id: str) -> None:
    """Forget the cards of a case that stand nowhere: nothing is posted of a case that is over."""
    settled = col(RelayStub.state) != StubState.SENDING
    session.exec(delete(RelayStub).where(col(RelayStub.case_id) == case_id, col(RelayStub.ts).is_(None), settled))


def forget_finders(session: Session, *, closed_by: int) -> None:
    """Let nobody find the cases any more that were closed by that week: their tags go, and the two words with them.

    A legal hold is lifted by these words, so they stay with it.
    """
    ended = select(RelayCase).where(
        RelayCase.state == CaseState.SHELL, col(RelayCase.closed_week) <= closed_by, col(RelayCase.is_held).is_(False)
    )
    for case in _locked(session, ended):
        gone = session.exec(delete(RelayTag).where(col(RelayTag.case_id) == case.case_id))
        if gone.rowcount:
            case.label = new_id()
            session.add(case)


def delete_cases(session: Session, cases: Iterable[RelayCase]) -> None:
    """Delete cases of which nothing but numbers was left."""
    for case in cases:
        session.delete(case)


def over_cases(session: Session) -> list[RelayCase]:
    """Return every case that has ended and has not gone."""
    return list(session.exec(select(RelayCase).where(col(RelayCase.state).in_(OVER))))


def stubs_left_behind(session: Session, *, team_id: str) -> list[RelayStub]:
    """Return the cards that still stand in Slack of cases whose texts are destroyed."""
    ended = select(RelayCase.case_id).where(RelayCase.state == CaseState.SHELL)
    kept = select(RelayCase.case_id)
    wanted = select(RelayStub).where(
        RelayStub.team_id == team_id,
        col(RelayStub.ts).is_not(None),
        or_(col(RelayStub.case_id).in_(ended), col(RelayStub.case_id).not_in(kept)),
    )
    return list(session.exec(wanted.order_by(col(RelayStub.stub_id))))


def forget_stub(session: Session, *, stub_id: str) -> None:
    """Forget a card that has been taken away, or that nobody can find."""
    session.exec(delete(RelayStub).where(col(RelayStub.stub_id) == stub_id))


def hold(session: Session, *, team_id: str, label: str, is_held: bool) -> bool:
    """Set or lift the legal hold of the case of a workspace with these two words; return whether there is one."""
    named = (col(RelayCase.team_id) == team_id, func.lower(RelayCase.label) == label.lower())
    return bool(session.exec(update(RelayCase).where(*named).values(is_held=is_held)).rowcount)


def teams_with_cases(session: Session) -> list[str]:
    """Return the ids of the workspaces that any case is or was counted of, in their order."""
    teams = {*session.exec(select(RelayCase.team_id).distinct()), *session.exec(select(RelayStat.team_id).distinct())}
    return sorted(teams)


def destroy_keys(session: Session, *, team_id: str) -> None:
    """Destroy the key of every request of a workspace, but for those under a legal hold."""
    free = (col(RelayCase.team_id) == team_id, col(RelayCase.is_held).is_(False))
    session.exec(update(RelayCase).where(*free).values(dek_wrapped=None))


def forget_team(session: Session, *, team_id: str) -> None:
    """Delete everything of a workspace but what belongs to a request under a legal hold."""
    held = select(RelayCase.case_id).where(RelayCase.team_id == team_id, col(RelayCase.is_held))
    for table in (RelayMessage, RelayAssignment, RelayStub, RelayTag, RelayCase):
        session.exec(delete(table).where(col(table.team_id) == team_id, col(table.case_id).not_in(held)))
    for counted in (RelayStat, RelayReport):
        session.exec(delete(counted).where(col(counted.team_id) == team_id))
