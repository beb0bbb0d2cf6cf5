"""When, how often and about what people are written to: read for a sender, shown and changed for one person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.habits import Habits
from bot.domain.hours import Hours
from bot.domain.pairs import PairCard
from bot.domain.preferences import (
    PAUSE_DAYS,
    USUAL,
    Choices,
    ChoicesForm,
    Pause,
    flaw_of,
    habits_from,
    without_past_pause,
)
from bot.domain.programme import Programme, weekdays_in, weekdays_words
from bot.domain.snoozes import Prompted
from bot.domain.touchpoints import TRAITS
from bot.errors import FieldError, NotYoursError
from bot.services import access
from bot.services.programme import programme, programmes
from bot.services.retiming import retime_waiting
from bot.views import preferences as preferences_view
from storage.members import Member
from storage.preferences import (
    AS_PROGRAMME,
    Preference,
    keep_preference,
    muted_in,
    muted_words,
    preference_of,
    preferences_of,
)
from storage.vocabulary import PromptKind, Side

MINUTES = 60


def habits_of(session: Session, members: Sequence[Member]) -> dict[str, Habits]:
    """Return the habits of these people by member id: two statements, however many they are.

    Whoever has chosen nothing has the defaults, with the days of the programme.
    """
    chosen = preferences_of(session, member_ids=[member.id for member in members])
    days = programmes(session, team_ids={member.team_id for member in members})
    return {
        member.id: _habits(chosen.get(member.id), zone=ZoneInfo(member.zone), programme=days[member.team_id])
        for member in members
    }


def hours_of(session: Session, members: Sequence[Member]) -> dict[str, Hours]:
    """Return when these people work, by member id: two statements, however many they are."""
    return {member_id: habits.hours for member_id, habits in habits_of(session, members).items()}


def hours_of_pair(session: Session, card: PairCard) -> dict[Side, Hours]:
    """Return when the two of a pair work: two statements."""
    chosen = preferences_of(session, member_ids=[card.of(side).member_id for side in Side])
    days = programme(session, team_id=card.team_id)
    two = {side: card.of(side) for side in Side}
    return {
        side: _habits(chosen.get(each.member_id), zone=each.clock, programme=days).hours for side, each in two.items()
    }


def current(deps: Deps, *, actor: Member) -> ChoicesForm:
    """Return what holds for `actor` now; a pause that has ended by itself is none."""
    with deps.db.read() as session:
        return _filled(session, actor, now=deps.clock.now())


def keep(deps: Deps, *, actor: Member, choices: Choices, pause_field: str) -> ChoicesForm:
    """Keep what `actor` has chosen, and move what waits for them to their new hours.

    Raises:
        FieldError: something cannot be chosen; beside its field, or beside `pause_field`.
    """
    now = deps.clock.now()
    flaw = flaw_of(choices, today=local_day(now, ZoneInfo(actor.zone)))
    if flaw:
        raise FieldError(preferences_view.FIELDS.get(flaw, pause_field), getattr(deps.catalog.preferences, flaw))
    with deps.db.begin() as session:
        _keep(session, actor, choices)
        retime_waiting(session, hours=hours_of(session, [actor]), now=now)
        return _filled(session, actor, now=now)


def pause(deps: Deps, *, actor: Member, length: Pause | None) -> ChoicesForm:
    """Begin a pause today, or end the one that runs; all else stays as it is."""
    now = deps.clock.now()
    today = local_day(now, ZoneInfo(actor.zone))
    until = today + timedelta(days=PAUSE_DAYS[length]) if length else None
    with deps.db.begin() as session:
        choices = _choices(session, actor)
        _keep(session, actor, replace(choices, paused_until=until))
        retime_waiting(session, hours=hours_of(session, [actor]), now=now)
        return _filled(session, actor, now=now)


def mute(deps: Deps, *, actor: Member, prompted: Prompted) -> PromptKind:
    """Ask `actor` about what this prompt asks no more, until they switch it on again; return what that is.

    Raises:
        NotYoursError: `actor` never got this prompt, or it is none that can be switched off.
    """
    kind = TRAITS[prompted.kind].prompt
    if kind is None:
        raise NotYoursError
    with deps.db.begin() as session:
        access.prompt_of(session, actor, prompted)
        forbid(session, actor, kind)
    return kind


def is_muted(session: Session, actor: Member, kind: PromptKind) -> bool:
    """Return whether `actor` wants to be asked about this no more."""
    kept = preference_of(session, member_id=actor.id)
    return kept is not None and kind in muted_in(kept)


def allow(session: Session, actor: Member, kind: PromptKind) -> None:
    """Let `actor` be asked about this again, in the transaction of the wish that says so."""
    if is_muted(session, actor, kind):
        choices = _choices(session, actor)
        _keep(session, actor, replace(choices, muted=choices.muted - {kind}))


def forbid(session: Session, actor: Member, kind: PromptKind) -> None:
    """Let `actor` be asked about this no more, in the transaction of what they do."""
    choices = _choices(session, actor)
    _keep(session, actor, replace(choices, muted=choices.muted | {kind}))


def choices_in(preference: Preference | None, *, programme: Programme) -> Choices:
    """Return what somebody has chosen; where they have chosen nothing the defaults, and the programme's days."""
    if preference is None:
        return Choices(weekdays=programme.weekdays)
    return Choices(
        weekdays=weekdays_in(preference.weekdays) if preference.weekdays else programme.weekdays,
        opens=_wall(preference.opens_minute),
        closes=_wall(preference.closes_minute),
        holidays=preference.holidays,
        daily=preference.daily_cap,
        monthly=preference.monthly_cap,
        paused_until=preference.paused_until,
        muted=muted_in(preference),
    )


def _keep(session: Session, actor: Member, choices: Choices) -> None:
    """Keep what somebody has chosen. Days that are the programme's go on being so when those change."""
    is_usual = choices.weekdays == programme(session, team_id=actor.team_id).weekdays
    preference = Preference(
        member_id=actor.id,
        team_id=actor.team_id,
        weekdays=AS_PROGRAMME if is_usual else weekdays_words(choices.weekdays),
        opens_minute=_minutes(choices.opens),
        closes_minute=_minutes(choices.closes),
        holidays=choices.holidays,
        hourly_cap=USUAL.hourly,
        daily_cap=choices.daily,
        monthly_cap=choices.monthly,
        paused_until=choices.paused_until,
        muted=muted_words(choices.muted),
    )
    keep_preference(session, preference)


def _filled(session: Session, actor: Member, *, now: datetime) -> ChoicesForm:
    days = programme(session, team_id=actor.team_id)
    choices = choices_in(preference_of(session, member_id=actor.id), programme=days)
    today = local_day(now, ZoneInfo(actor.zone))
    return ChoicesForm(without_past_pause(choices, today=today), zone=actor.zone, programme=days.holidays)


def _choices(session: Session, actor: Member) -> Choices:
    days = programme(session, team_id=actor.team_id)
    return choices_in(preference_of(session, member_id=actor.id), programme=days)


def _habits(preference: Preference | None, *, zone: ZoneInfo, programme: Programme) -> Habits:
    return habits_from(choices_in(preference, programme=programme), zone=zone, programme=programme.holidays)


def _minutes(wall: time) -> int:
    return wall.hour * MINUTES + wall.minute


def _wall(minutes: int) -> time:
    return time(*divmod(minutes, MINUTES))
