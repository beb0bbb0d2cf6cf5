"""Where the bot's direct messages to a person stand: learned from the first one that was sent."""

from sqlmodel import Field, Session, SQLModel, col, delete

from storage.columns import key_of
from storage.members import Member
from storage.upsert import upsert


class DirectChannel(SQLModel, table=True):
    """The conversation between the bot and one member. Files can be sent there only, not to a user id."""

    member_id: str = Field(foreign_key=key_of(Member), primary_key=True)
    team_id: str
    channel_id: str


def direct_channel(session: Session, *, member_id: str) -> str | None:
    """Return the id of the conversation, None while nothing has been sent to that member."""
    known = session.get(DirectChannel, member_id)
    return known.channel_id if known else None


def keep_direct_channel(session: Session, *, team_id: str, member_id: str, channel_id: str) -> None:
    """Remember where messages to this member stand."""
    row = {"member_id": member_id, "team_id": team_id, "channel_id": channel_id}
    upsert(session, DirectChannel, [row], by=("member_id",))


def forget_direct_channel(session: Session, *, member_id: str) -> None:
    """Forget where messages to this member stood: Slack does not know that conversation any more."""
    session.exec(delete(DirectChannel).where(col(DirectChannel.member_id) == member_id))
