"""What a programme settles: the facilitators' channel, and where else people can turn."""

from bot.deps import Deps
from bot.domain.public_holidays import is_known
from bot.domain.setup import Setup, SetupDraft, flaw_of
from bot.errors import FieldError, PermanentDeliveryError
from bot.services import access
from storage.settings import keep_setting, setting
from storage.vocabulary import SettingName


def current(deps: Deps, *, team_id: str, user_id: str) -> Setup:
    """Return what is settled now, for somebody who may change it.

    Raises:
        UserError: `user_id` may not.
    """
    access.prove_may_set_up(deps, team_id=team_id, user_id=user_id)
    return _settled(deps, team_id)


def keep(
    deps: Deps, *, team_id: str, user_id: str, draft: SetupDraft, channel_field: str, holidays_field: str
) -> Setup:
    """Keep the settings and return them. The right and the channel are proven first, all within 2 s.

    Raises:
        FieldError: the channel cannot be used, or nobody knows the public holidays of that place; shown at
            `channel_field` or `holidays_field`.
        UserError: `user_id` may not change the settings, or Slack did not answer in time.
    """
    before = _settled(deps, team_id)
    channel_id = before.channel_id if before.is_channel_fixed else draft.channel_id
    known = [known_id for known_id in (before.channel_id, channel_id) if known_id]
    deps.directory.prefetch(team_id=team_id, user_ids=[user_id], channel_ids=known)
    access.prove_may_set_up(deps, team_id=team_id, user_id=user_id)
    if not before.is_channel_fixed:
        _check_channel(deps, team_id=team_id, user_id=user_id, channel_id=channel_id, field=channel_field)
    if draft.holidays and not is_known(draft.holidays):
        raise FieldError(holidays_field, deps.catalog.setup.no_holidays)
    with deps.db.begin() as session:
        if not before.is_channel_fixed:
            keep_setting(session, team_id=team_id, name=SettingName.FACILITATOR_CHANNEL, value=channel_id)
        keep_setting(session, team_id=team_id, name=SettingName.OUTSIDE_CONTACTS, value=draft.contacts)
        keep_setting(session, team_id=team_id, name=SettingName.HOLIDAYS, value=draft.holidays)
    return _settled(deps, team_id)


def _settled(deps: Deps, team_id: str) -> Setup:
    with deps.db.read() as session:
        contacts = setting(session, team_id=team_id, name=SettingName.OUTSIDE_CONTACTS)
        holidays = setting(session, team_id=team_id, name=SettingName.HOLIDAYS)
    return Setup(
        channel_id=access.facilitator_channel(deps, team_id=team_id),
        is_channel_fixed=bool(deps.settings.facilitator_channel),
        contacts=contacts,
        holidays=holidays,
    )


def _check_channel(deps: Deps, *, team_id: str, user_id: str, channel_id: str | None, field: str) -> None:
    say = deps.catalog.setup
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
