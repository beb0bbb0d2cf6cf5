"""Cards in the facilitators' channel, and notes to an owner: a two-word name and a button, nothing of the case."""

from sqlmodel import Field, Session, col, func, select, update

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


def plan_stub(session: Session, stub: RelayStub) -> None:
    """Keep a card that is to be posted."""
    session.add(stub)
    session.flush()


def due_stubs(session: Session, *, team_id: str, slot: int) -> list[RelayStub]:
    """Return the cards that are to be posted in this slot or were in an earlier one, and nobody has begun with."""
    wanted = select(RelayStub).where(
        RelayStub.team_id == team_id, RelayStub.state == StubState.READY, RelayStub.slot <= slot
    )
    return list(session.exec(wanted.order_by(col(RelayStub.stub_id))))


def claim_stub(session: Session, *, stub_id: str) -> bool:
    """Take a card that is to be posted; False when somebody else has."""
    claimed = session.exec(
        update(RelayStub)
        .where(col(RelayStub.stub_id) == stub_id, col(RelayStub.state) == StubState.READY)
        .values(state=StubState.SENDING)
    )
    return bool(claimed.rowcount)


def settle_stub(
    session: Session, *, stub_id: str, state: StubState, channel_id: str | None = None, ts: str | None = None
) -> None:
    """Note what became of a card, and where it stands."""
    placed = {"channel_id": channel_id, "ts": ts} if ts else {}
    session.exec(update(RelayStub).where(col(RelayStub.stub_id) == stub_id).values(state=state, **placed))


def stubs_of(session: Session, *, case_id: str) -> list[RelayStub]:
    """Return every card of a case."""
    wanted = select(RelayStub).where(RelayStub.case_id == case_id)
    return list(session.exec(wanted.order_by(col(RelayStub.slot), col(RelayStub.stub_id))))


def stubs_in(session: Session, *, team_id: str, state: StubState) -> list[RelayStub]:
    """Return the cards of a workspace in one state."""
    wanted = select(RelayStub).where(RelayStub.team_id == team_id, RelayStub.state == state)
    return list(session.exec(wanted.order_by(col(RelayStub.stub_id))))


def count_in(session: Session, *, state: StubState) -> int:
    """Return how many cards are in one state, over all workspaces."""
    return session.exec(select(func.count()).select_from(RelayStub).where(RelayStub.state == state)).one()
