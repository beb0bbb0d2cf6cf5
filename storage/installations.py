"""Workspaces in which Rapport is installed, and the token of each, sealed."""

from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.changes import changed
from storage.columns import EncryptedText, UtcDateTime
from storage.upsert import upsert


class Installation(SQLModel, table=True):
    """One workspace and the bot's token in it."""

    team_id: str = Field(primary_key=True)
    bot_token: str = Field(sa_type=EncryptedText, repr=False)
    bot_user_id: str
    installed_at: datetime = Field(sa_type=UtcDateTime)
    """Since when this token is the one."""
    roster_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """When everybody in the workspace was known for the first time: whoever is new afterwards has joined."""
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    """Since when Rapport is no longer wanted there. None while it is."""


def keep_installation(session: Session, *, team_id: str, bot_token: str, bot_user_id: str, at: datetime) -> bool:
    """Keep the bot's token of a workspace, in the place of an older one; return whether anything was new."""
    known = session.get(Installation, team_id)
    if known is not None and (known.bot_token, known.bot_user_id) == (bot_token, bot_user_id):
        return False
    row = {"team_id": team_id, "bot_token": bot_token, "bot_user_id": bot_user_id, "installed_at": at}
    upsert(session, Installation, [row], by=("team_id",))
    return True


def installed_teams(session: Session) -> list[str]:
    """Return the ids of all workspaces, in their order; those that no longer want Rapport among them."""
    return list(session.exec(select(Installation.team_id).order_by(col(Installation.team_id))))


def teams_at_rest(session: Session) -> dict[str, datetime]:
    """Return the workspaces that no longer want Rapport, each with since when."""
    gone = select(Installation.team_id, Installation.removed_at).where(col(Installation.removed_at).is_not(None))
    return {team_id: at for team_id, at in session.exec(gone.order_by(col(Installation.team_id))) if at}


def is_at_work(team_id: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return the condition that the workspace in this column has not sent Rapport away."""
    return team_id.not_in(select(Installation.team_id).where(col(Installation.removed_at).is_not(None)))


def lay_to_rest(session: Session, *, team_id: str, at: datetime) -> bool:
    """Note that a workspace no longer wants Rapport; return whether that is new. The first time stays."""
    first = (col(Installation.team_id) == team_id, col(Installation.removed_at).is_(None))
    return changed(session, update(Installation).where(*first).values(removed_at=at)) == 1


def take_up(session: Session, *, team_id: str) -> bool:
    """Note that a workspace wants Rapport again; return whether it did not before."""
    gone = (col(Installation.team_id) == team_id, col(Installation.removed_at).is_not(None))
    return changed(session, update(Installation).where(*gone).values(removed_at=None)) == 1


def token_of(session: Session, *, team_id: str) -> str | None:
    """Return the bot's token of a workspace, None where Rapport is not installed.

    Raises:
        KeyringError: it was sealed with a key that is missing.
    """
    return session.exec(select(Installation.bot_token).where(Installation.team_id == team_id)).first()


def knows_everybody(session: Session, *, team_id: str) -> bool:
    """Return whether everybody who was in the workspace when Rapport came is known."""
    return session.exec(select(Installation.roster_at).where(Installation.team_id == team_id)).first() is not None


def note_everybody(session: Session, *, team_id: str, at: datetime) -> None:
    """Note that everybody in the workspace is known now; the first time stays."""
    first = (col(Installation.team_id) == team_id, col(Installation.roster_at).is_(None))
    session.exec(update(Installation).where(*first).values(roster_at=at))


def forget_installation(session: Session, *, team_id: str) -> None:
    """Delete the token of a workspace; what else is kept of it stays."""
    session.exec(delete(Installation).where(col(Installation.team_id) == team_id))
