"""What a programme has settled about how mentors and mentees come together."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.gate import Kind, kinds_in
from storage.settings import setting
from storage.vocabulary import MatchMode, SettingName


def mode_of(session: Session, *, team_id: str) -> MatchMode:
    """Return how people come together in this programme; where nobody has chosen, mentees ask for themselves."""
    kept = setting(session, team_id=team_id, name=SettingName.MATCH_MODE)
    return MatchMode(kept) if kept in set(MatchMode) else MatchMode.SELF_CHOICE


def current_mode(deps: Deps, *, team_id: str) -> MatchMode:
    """Return the same, for a screen."""
    with deps.db.read() as session:
        return mode_of(session, team_id=team_id)


def barred_kinds(session: Session, *, team_id: str) -> frozenset[Kind]:
    """Return the relations between which this programme makes no pair, whoever consents."""
    return kinds_in(setting(session, team_id=team_id, name=SettingName.INELIGIBLE))
