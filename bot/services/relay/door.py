"""The private door. What it reads belongs to the programme, so nothing here depends on who is asking."""

from bot.deps import Deps
from storage.settings import setting
from storage.vocabulary import SettingName


def outside_contacts(deps: Deps, *, team_id: str) -> str | None:
    """Return where else people can turn, as the programme's facilitators wrote it; None when they have not yet.

    Takes no person and leaves no trace: opening the door must not be something that can be found out later.
    """
    with deps.db.read() as session:
        return setting(session, team_id=team_id, name=SettingName.OUTSIDE_CONTACTS)
