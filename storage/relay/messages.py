"""What is said in a case."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Voice


class RelayMessage(RelayTable, table=True):
    """One thing said. A requester's is shown to the facilitators from its slot on, a facilitator's at once."""

    __tablename__ = "relay_message"
    __table_args__ = (UniqueConstraint("case_id", "seq"), UNORDERED)

    message_id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    case_id: str
    seq: int
    voice: Voice = Field(sa_type=words(Voice))
    facilitator_id: str | None = None
    """Slack's id of the facilitator who speaks; None for the two other voices."""
    body_ct: bytes = Field(sa_type=LargeBinary)
    release_slot: int | None = None
    week: int
