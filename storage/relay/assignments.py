"""Which facilitators a case is with. Why the others were left out is worked out in memory and kept nowhere."""

from sqlmodel import Field, Session, col, delete, select

from storage.columns import words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.cases import RelayCase
from storage.relay.vocabulary import Role
from storage.upsert import upsert


class RelayAssignment(RelayTable, table=True):
    """One facilitator's part in one case."""

    __tablename__ = "relay_assignment"
    __table_args__ = (UNORDERED,)

    case_id: str = Field(primary_key=True)
    facilitator_id: str = Field(primary_key=True)
    """Slack's id: facilitators are not anonymous."""
    team_id: str = Field(index=True)
    role: Role = Field(sa_type=words(Role))


def assignments_of(session: Session, *, case_id: str) -> list[RelayAssignment]:
    """Return the facilitators of a case."""
    wanted = select(RelayAssignment).where(RelayAssignment.case_id == case_id)
    return list(session.exec(wanted.order_by(col(RelayAssignment.facilitator_id))))


def cases_with(session: Session, *, team_id: str, facilitator_id: str) -> list[tuple[RelayCase, Role]]:
    """Return the cases that a facilitator has a part in, with that part."""
    wanted = (
        select(RelayCase, RelayAssignment)
        .join(RelayAssignment, col(RelayAssignment.case_id) == RelayCase.case_id)
        .where(RelayAssignment.team_id == team_id, RelayAssignment.facilitator_id == facilitator_id)
    )
    return [(case, part.role) for case, part in session.exec(wanted.order_by(col(RelayCase.label)))]


def assign(session: Session, assignment: RelayAssignment) -> None:
    """Give a facilitator a part in a case, in place of the one they may have had."""
    upsert(session, RelayAssignment, [assignment.model_dump()], by=["case_id", "facilitator_id"])


def unassign(session: Session, *, case_id: str, facilitator_id: str | None = None) -> None:
    """Take a case from one facilitator, or from all."""
    gone = delete(RelayAssignment).where(col(RelayAssignment.case_id) == case_id)
    if facilitator_id is not None:
        gone = gone.where(col(RelayAssignment.facilitator_id) == facilitator_id)
    session.exec(gone)
