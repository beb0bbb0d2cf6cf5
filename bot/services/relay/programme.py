"""The relay's calendar: two slots a working day, on the clock that most of the workspace lives by."""

from zoneinfo import ZoneInfo

from bot.deps import Deps
from bot.domain.public_holidays import NONE, PublicHolidays
from bot.domain.relay.calendar import RelayCalendar
from bot.services.programme import programme
from storage.members import usual_zone


def calendar_of(deps: Deps, *, team_id: str) -> RelayCalendar:
    """Return when the programme of this workspace works. It is the same for every case."""
    with deps.db.read() as session:
        zone = usual_zone(session, team_id=team_id)
        days = programme(session, team_id=team_id)
    return RelayCalendar(ZoneInfo(zone), PublicHolidays(days.holidays or NONE), days.weekdays)
