"""What a programme settles: who helps, how its pairs come about and meet, on which days, where else people can turn."""

from dataclasses import replace

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.gate import words_of
from bot.domain.programme import weekdays_words
from bot.domain.setup import Setup, SetupDraft, flaw_of, flaw_of_draft, says
from bot.errors import FieldError, PermanentDeliveryError, UserError
from bot.services import access
from bot.services.matching import barred_kinds, mode_of
from bot.services.members import keep_people, known
from bot.services.programme import cadence_floor, kept_days, programme, smallest_count
from bot.views import setup as setup_view
from storage.audit import note
from storage.members import member_of
from storage.settings import keep_setting, setting
from storage.vocabulary import AuditKind, SettingName


def current(deps: Deps, *, team_id: str, user_id: str) -> Setup:
    """Return what is settled now, for somebody who may change it.

    Raises:
        UserError: `user_id` may not.
    """
    access.prove_may_set_up(deps, team_id=team_id, user_id=user_id)
    return _settled(deps, team_id)


def keep(deps: Deps, *, team_id: str, user_id: str, draft: SetupDraft, seen: int) -> Setup:
    """Keep the settings and return them. The right and the channel are proven first, all within 2 s.

    Args:
        deps: the collaborators.
        team_id: the workspace.
        user_id: whoever settles.
        draft: what was entered.
        seen: the mark of what the form showed when it was opened.

    Raises:
        FieldError: the channel cannot be used, or something else cannot be chosen; beside its field.
        UserError: `user_id` may not change the settings, somebody has changed them since, or Slack did not answer in
            time.
    """
    before = _settled(deps, team_id)
    channel_id = before.channel_id if before.is_channel_fixed else draft.channel_id
    known = [known_id for known_id in (before.channel_id, channel_id) if known_id]
    deps.directory.prefetch(team_id=team_id, user_ids=[user_id], channel_ids=known)
    access.prove_may_set_up(deps, team_id=team_id, user_id=user_id)
    if not before.is_channel_fixed:
        _check_channel(deps, team_id=team_id, user_id=user_id, channel_id=channel_id)
    flaw = flaw_of_draft(draft, before=before)
    if flaw:
        raise FieldError(setup_view.FIELDS[flaw], getattr(deps.catalog.setup, flaw))
    if before.mark != seen and not says(before, draft):
        raise UserError(deps.catalog.setup.changed_meanwhile)
    _know(deps, team_id=team_id, user_id=user_id)
    with deps.db.begin() as session:
        actor = member_of(session, team_id=team_id, user_id=user_id)
        for kind in _deeds(before, draft):
            note(session, team_id=team_id, actor_id=actor.id if actor else None, kind=kind, at=deps.clock.now())
        if not before.is_channel_fixed:
            keep_setting(session, team_id=team_id, name=SettingName.FACILITATOR_CHANNEL, value=channel_id)
        _keep(session, team_id, draft)
    return _settled(deps, team_id)


def _know(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Let whoever settles be known: an owner may set the programme up before the first roster is there."""
    if known(deps, team_id=team_id, user_id=user_id) is None:
        with access.slack_must_answer(deps):
            person = deps.directory.person(team_id=team_id, user_id=user_id)
        keep_people(deps, [person] if person else [])


def _deeds(before: Setup, draft: SetupDraft) -> list[AuditKind]:
    """Return what is done by settling this: nothing when all of it stands already."""
    is_other = not before.is_channel_fixed and draft.channel_id != before.channel_id
    chosen = [AuditKind.CHANNEL_CHOSEN] if is_other else []
    rest = replace(draft, channel_id=before.channel_id or "")
    return [*chosen, *([] if says(before, rest) else [AuditKind.SETTINGS_CHANGED])]


def _keep(session: Session, team_id: str, draft: SetupDraft) -> None:
    chosen = {
        SettingName.OUTSIDE_CONTACTS: draft.contacts,
        SettingName.HOLIDAYS: draft.holidays,
        SettingName.PROGRAMME_NAME: draft.name,
        SettingName.MATCH_MODE: draft.mode,
        SettingName.CADENCE_FLOOR: draft.floor,
        SettingName.WORKING_DAYS: weekdays_words(draft.weekdays),
        SettingName.SMALLEST_COUNT: str(draft.smallest_count),
        SettingName.KEPT_DAYS: str(draft.kept_days),
        SettingName.INELIGIBLE: words_of(draft.barred) or None,
    }
    for name, value in chosen.items():
        keep_setting(session, team_id=team_id, name=name, value=value)


def _settled(deps: Deps, team_id: str) -> Setup:
    with deps.db.read() as session:
        days = programme(session, team_id=team_id)
        contacts = setting(session, team_id=team_id, name=SettingName.OUTSIDE_CONTACTS)
        name = setting(session, team_id=team_id, name=SettingName.PROGRAMME_NAME)
        mode, floor = mode_of(session, team_id=team_id), cadence_floor(session, team_id=team_id)
        barred, days_kept = barred_kinds(session, team_id=team_id), kept_days(session, team_id=team_id)
    return Setup(
        channel_id=access.facilitator_channel(deps, team_id=team_id),
        is_channel_fixed=bool(deps.settings.facilitator_channel),
        contacts=contacts,
        holidays=days.holidays,
        name=name,
        mode=mode,
        floor=floor,
        weekdays=days.weekdays,
        smallest_count=smallest_count(deps, team_id=team_id),
        kept_days=days_kept,
        least_count=deps.settings.relay_k,
        barred=barred,
    )


def _check_channel(deps: Deps, *, team_id: str, user_id: str, channel_id: str | None) -> None:
    say = deps.catalog.setup
    field = setup_view.CHANNEL
    if not channel_id:
        raise FieldError(field, say.no_channel)
    with access.slack_must_answer(deps):
        try:
            channel = deps.directory.channel(team_id=team_id, channel_id=channel_id)
            members = deps.directory.members(team_id=team_id, channel_id=channel_id)
        except PermanentDeliveryError as error:
            raise FieldError(field, say.not_seen) from error
    flaw = flaw_of(channel, members=members, chooser=user_id)
    if flaw:
        raise FieldError(field, getattr(say, flaw))
