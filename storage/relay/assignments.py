"""Which facilitators a case is with. Why the others were left out is worked out in memory and kept nowhere."""

from sqlmodel import Field

from storage.columns import words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Role


class RelayAssignment(RelayTable, table=True):
    """One facilitator's part in one case."""

    __tablename__ = "relay_assignment"
    __table_args__ = (UNORDERED,)

    case_id: str = Field(primary_key=True)
    facilitator_id: str = Field(primary_key=True)
    """Slack's id: facilitators are not anonymous."""
    team_id: str = Field(index=True)
    role: Role = Field(sa_type=words(Role))
