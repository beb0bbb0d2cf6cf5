"""When, how often and about what people are written to: read for a sender, shown and changed for one person."""

from collections.abc import Sequence
from datetime import time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.domain.habits import Habits
from bot.domain.hours import Hours
from bot.domain.pairs import PairCard
from bot.domain.preferences import Choices, habits_from
from storage.members import Member
from storage.preferences import Preference, muted_in, preferences_of
from storage.settings import setting, settings_of
from storage.vocabulary import SettingName, Side

MINUTES = 60


def habits_of(session: Session, members: Sequence[Member]) -> dict[str, Habits]:
    """Return the habits of these people by member id: two statements, however many they are.

    Whoever has chosen nothing has the defaults, with the public holidays of the programme.
    """
    chosen = preferences_of(session, member_ids=[member.id for member in members])
    programmes = settings_of(session, team_ids={member.team_id for member in members}, name=SettingName.HOLIDAYS)
    return {
        member.id: habits_from(
            choices_in(chosen.get(member.id)), zone=ZoneInfo(member.zone), programme=programmes.get(member.team_id)
        )
        for member in members
    }


def hours_of(session: Session, members: Sequence[Member]) -> dict[str, Hours]:
    """Return when these people work, by member id: two statements, however many they are."""
    return {member_id: habits.hours for member_id, habits in habits_of(session, members).items()}


def hours_of_pair(session: Session, card: PairCard) -> dict[Side, Hours]:
    """Return when the two of a pair work: two statements."""
    chosen = preferences_of(session, member_ids=[card.of(side).member_id for side in Side])
    programme = setting(session, team_id=card.team_id, name=SettingName.HOLIDAYS)
    choices = {side: choices_in(chosen.get(card.of(side).member_id)) for side in Side}
    return {side: habits_from(choices[side], zone=card.of(side).clock, programme=programme).hours for side in Side}


def choices_in(preference: Preference | None) -> Choices:
    """Return what somebody has chosen; the defaults where they have chosen nothing."""
    if preference is None:
        return Choices()
    return Choices(
        weekdays=frozenset(int(digit) for digit in preference.weekdays),
        opens=_wall(preference.opens_minute),
        closes=_wall(preference.closes_minute),
        holidays=preference.holidays,
        daily=preference.daily_cap,
        monthly=preference.monthly_cap,
        paused_until=preference.paused_until,
        muted=muted_in(preference),
    )


def _wall(minutes: int) -> time:
    return time(*divmod(minutes, MINUTES))
