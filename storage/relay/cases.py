"""Private requests: the case, and what finds it."""

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.columns import new_id, words
from storage.relay.base import UNORDERED, RelayTable
from storage.relay.vocabulary import Approach, CaseState, Outcome, Rating, TagKind


class RelayCase(RelayTable, table=True):
    """One private request. Who wrote it stands nowhere; what it says is sealed under a key of its own."""

    __tablename__ = "relay_case"
    __table_args__ = (UniqueConstraint("team_id", "label"), UNORDERED)

    case_id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str
    label: str
    """Two random words, as the channel sees it."""
    state: CaseState = Field(default=CaseState.WAITING, sa_type=words(CaseState))
    dek_wrapped: bytes | None = Field(default=None, sa_type=LargeBinary)
    """The case's key under a root; None once it is destroyed, and every text of the case with it."""
    head_ct: bytes | None = Field(default=None, sa_type=LargeBinary)
    """Sealed: themes, wish, urgency, and the other party if named."""
    reveal_ct: bytes | None = Field(default=None, sa_type=LargeBinary)
    """Sealed: what the requester has chosen to say of themselves."""
    approach: Approach | None = Field(default=None, sa_type=words(Approach))
    outcome: Outcome | None = Field(default=None, sa_type=words(Outcome))
    rating_now: Rating | None = Field(default=None, sa_type=words(Rating))
    rating_90: Rating | None = Field(default=None, sa_type=words(Rating))
    send_slot: int
    """When its card is posted."""
    released_slot: int | None = None
    claimed_slot: int | None = None
    replied_slot: int | None = None
    """The first answer of a facilitator."""
    offered_slot: int | None = None
    """The first option that was offered."""
    opened_week: int
    active_week: int
    """The last week in which either side said something."""
    closed_week: int | None = None
    is_held: bool = False
    """A legal hold: nothing is purged, nothing is added."""
    is_muted: bool = False
    """The facilitators want nothing more from here."""
    is_unread_by_requester: bool = False
    is_unread_by_facilitators: bool = False
    revision: int = 1


class RelayTag(RelayTable, table=True):
    """What finds a case for whoever holds its secret: an HMAC of the secret, the workspace and the person."""

    __tablename__ = "relay_tag"
    __table_args__ = (UNORDERED,)

    tag: bytes = Field(sa_type=LargeBinary, primary_key=True)
    team_id: str
    case_id: str = Field(index=True)
    kid: str
    """Which root it was made under."""
    kind: TagKind = Field(sa_type=words(TagKind))
