"""Workspaces in which Rapport is installed, and the token of each, sealed."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.columns import EncryptedText, UtcDateTime


class Installation(SQLModel, table=True):
    """One workspace and the bot's token in it."""

    team_id: str = Field(primary_key=True)
    bot_token: str = Field(sa_type=EncryptedText)
    bot_user_id: str
    installed_at: datetime = Field(sa_type=UtcDateTime)
