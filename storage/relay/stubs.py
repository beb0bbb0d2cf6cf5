"""Cards in the facilitators' channel, and notes to an owner: a two-word name and a button, nothing of the case."""

from sqlmodel import Field

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import StubKind, StubState


class RelayStub(RelayTable, table=True):
    """One card. Posting cannot be made exactly once, so one in doubt stays in doubt and is counted."""

    __tablename__ = "relay_stub"
    __table_args__ = (UNORDERED,)

    stub_id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    case_id: str = Field(index=True)
    kind: StubKind = Field(sa_type=words(StubKind))
    slot: int
    state: StubState = Field(default=StubState.READY, sa_type=words(StubState))
    to_facilitator_id: str | None = None
    """For a note to an owner; None for the channel."""
    channel_id: str | None = None
    ts: str | None = None
    """Where it stands, to take it away with the case."""
