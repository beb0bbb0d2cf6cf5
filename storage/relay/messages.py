"""What is said in a case."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, Session, col, func, select

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Voice
from storage.upsert import insert_new


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
    """From when facilitators see it; None for what Rapport itself says."""
    week: int


def messages_of(session: Session, *, case_id: str) -> list[RelayMessage]:
    """Return everything said in a case, in order."""
    wanted = select(RelayMessage).where(RelayMessage.case_id == case_id)
    return list(session.exec(wanted.order_by(col(RelayMessage.seq))))


def next_seq(session: Session, *, case_id: str) -> int:
    """Return the place of the next message of a case; the first is 1. Its body is sealed for that place."""
    last = session.exec(select(func.max(col(RelayMessage.seq))).where(RelayMessage.case_id == case_id)).one()
    return (last or 0) + 1


def keep_message(session: Session, message: RelayMessage) -> bool:
    """Keep a message; False when another one has taken its place in the case meanwhile, and nothing was kept."""
    return insert_new(session, RelayMessage, [message.model_dump()], by=["case_id", "seq"]) == 1
