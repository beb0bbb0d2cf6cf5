"""Private requests: the case, and what finds it."""

from collections.abc import Iterable, Sequence

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select

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
    """From when on it is with facilitators, as its author was told; its card may have gone out later."""
    claimed_slot: int | None = None
    replied_slot: int | None = None
    """The first answer of a facilitator."""
    offered_slot: int | None = None
    """The first option that was offered."""
    opened_week: int
    active_week: int
    """The last week in which something that one side said came to the other; when it was written does not count."""
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


def keep_case(session: Session, case: RelayCase, *, tags: Iterable[RelayTag], assignments: Iterable[SQLModel]) -> None:
    """Keep a new case with what finds it and the facilitators it is with.

    Raises:
        sqlalchemy.exc.IntegrityError: at the flush, when its label or a tag is taken: the whole transaction is void.
    """
    session.add_all([case, *tags, *assignments])
    session.flush()


def case_by_tag(session: Session, *, team_id: str, tags: Sequence[bytes]) -> list[tuple[RelayCase, RelayTag]]:
    """Return the cases that these tags find, each with the tag that found it."""
    wanted = select(RelayCase, RelayTag).where(col(RelayTag.tag).in_(tags), RelayTag.team_id == team_id)
    found = session.exec(wanted.join(RelayCase, col(RelayCase.case_id) == RelayTag.case_id)).all()
    return [(case, tag) for case, tag in found if case.team_id == team_id]


def upgrade_tag(session: Session, tag: RelayTag, *, to: bytes, kid: str) -> None:
    """Replace a tag that was made under an older root by the one of the same secret under the newest."""
    session.add(RelayTag(tag=to, team_id=tag.team_id, case_id=tag.case_id, kid=kid, kind=tag.kind))
    session.delete(tag)
    session.flush()


def case_by_id(session: Session, *, team_id: str, case_id: str) -> RelayCase | None:
    """Return a case of this workspace."""
    return session.exec(select(RelayCase).where(RelayCase.case_id == case_id, RelayCase.team_id == team_id)).first()


def case_to_change(session: Session, *, team_id: str, case_id: str) -> RelayCase | None:
    """Return a case of this workspace, which nobody else changes until this transaction ends."""
    wanted = select(RelayCase).where(RelayCase.case_id == case_id, RelayCase.team_id == team_id)
    return session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()


def lock_cases(session: Session, *, team_id: str) -> None:
    """Let nobody else change what is not destroyed in a workspace until this transaction ends.

    Whoever locks several cases does so in the order of their ids: in two orders, two could wait for each other.
    """
    wanted = select(RelayCase.case_id).where(RelayCase.team_id == team_id, RelayCase.state != CaseState.SHELL)
    session.exec(wanted.order_by(col(RelayCase.case_id)).with_for_update()).all()


def cases_to_release(session: Session, *, team_id: str, slot: int) -> list[RelayCase]:
    """Return the cases whose card is due in this slot or was in an earlier one, in no order that means anything.

    Nobody else changes them until this transaction ends: their authors may be taking them back.
    """
    wanted = select(RelayCase).where(
        RelayCase.team_id == team_id, RelayCase.state == CaseState.WAITING, RelayCase.send_slot <= slot
    )
    return list(session.exec(wanted.order_by(col(RelayCase.case_id)).with_for_update()))


def is_label_taken(session: Session, *, team_id: str, label: str) -> bool:
    """Return whether a case of this workspace already goes by these two words."""
    wanted = select(RelayCase.case_id).where(RelayCase.team_id == team_id, RelayCase.label == label)
    return session.exec(wanted).first() is not None


def cases_in(session: Session, *, team_id: str, state: CaseState) -> list[RelayCase]:
    """Return the cases of a workspace in one state, to be changed, in no order that means anything."""
    wanted = select(RelayCase).where(RelayCase.team_id == team_id, RelayCase.state == state)
    return list(session.exec(wanted.order_by(col(RelayCase.case_id)).with_for_update()))


def label_of(session: Session, *, case_id: str) -> str:
    """Return the two words by which the channel knows a case, empty when there is none."""
    return session.exec(select(RelayCase.label).where(RelayCase.case_id == case_id)).first() or ""
