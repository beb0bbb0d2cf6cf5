"""What a programme has settled, as others build on it; what nobody has chosen is the usual."""

from collections.abc import Collection

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.own_data import KEPT_DAYS, USUAL_KEPT_DAYS
from bot.domain.programme import RAREST, Programme, weekdays_in
from storage.settings import setting, settings_of
from storage.vocabulary import Cadence, SettingName


def programmes(session: Session, *, team_ids: Collection[str]) -> dict[str, Programme]:
    """Return the days of each of these workspaces by its id: one statement, however many they are."""
    names = (SettingName.HOLIDAYS, SettingName.WORKING_DAYS)
    chosen = settings_of(session, team_ids=team_ids, names=names)
    return {team_id: _days(chosen.get(team_id, {})) for team_id in team_ids}


def programme(session: Session, *, team_id: str) -> Programme:
    """Return the days of one workspace."""
    return programmes(session, team_ids=[team_id])[team_id]


def cadence_floor(session: Session, *, team_id: str) -> Cadence:
    """Return how often a pair of this programme meets at the least."""
    kept = setting(session, team_id=team_id, name=SettingName.CADENCE_FLOOR)
    return Cadence(kept) if kept in set(Cadence) else RAREST


def kept_days(session: Session, *, team_id: str) -> int:
    """Return for how many days this programme keeps the data of whoever has left it."""
    kept = setting(session, team_id=team_id, name=SettingName.KEPT_DAYS)
    return next((days for days in KEPT_DAYS if str(days) == kept), USUAL_KEPT_DAYS)


def current_floor(deps: Deps, *, team_id: str) -> Cadence:
    """Return the same, for a screen."""
    with deps.db.read() as session:
        return cadence_floor(session, team_id=team_id)


def smallest_count(deps: Deps, *, team_id: str) -> int:
    """Return the smallest number that a report of this programme shows.

    Whoever installs Rapport sets the least (RELAY_K); a programme can only ask for more.
    """
    with deps.db.read() as session:
        kept = setting(session, team_id=team_id, name=SettingName.SMALLEST_COUNT)
    return max(deps.settings.relay_k, int(kept) if kept and kept.isdecimal() else 0)


def _days(chosen: dict[SettingName, str]) -> Programme:
    weekdays = weekdays_in(chosen.get(SettingName.WORKING_DAYS))
    return Programme(holidays=chosen.get(SettingName.HOLIDAYS), weekdays=weekdays)
