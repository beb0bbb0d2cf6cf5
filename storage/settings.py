"""Settings: what a programme chose for its workspace, sealed at rest."""

from collections.abc import Collection

from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.columns import EncryptedText, words
from storage.upsert import upsert
from storage.vocabulary import SettingName


class Setting(SQLModel, table=True):
    """One choice of one workspace."""

    team_id: str = Field(primary_key=True)
    name: SettingName = Field(primary_key=True, sa_type=words(SettingName))
    value: str = Field(sa_type=EncryptedText)


def setting(session: Session, *, team_id: str, name: SettingName) -> str | None:
    """Return the workspace's choice, None when it has made none."""
    kept = session.get(Setting, (team_id, name))
    return None if kept is None else kept.value


def keep_setting(session: Session, *, team_id: str, name: SettingName, value: str | None) -> None:
    """Keep the workspace's choice; None takes it back."""
    if value is None:
        session.exec(delete(Setting).where(col(Setting.team_id) == team_id, col(Setting.name) == name))
        return
    upsert(session, Setting, [{"team_id": team_id, "name": name, "value": value}], by=("team_id", "name"))


def settings_of(
    session: Session, *, team_ids: Collection[str], names: Collection[SettingName]
) -> dict[str, dict[SettingName, str]]:
    """Return what these workspaces have chosen under these names, by team id; what is not chosen is left out."""
    found: dict[str, dict[SettingName, str]] = {}
    for kept in session.exec(select(Setting).where(col(Setting.team_id).in_(team_ids), col(Setting.name).in_(names))):
        found.setdefault(kept.team_id, {})[kept.name] = kept.value
    return found
