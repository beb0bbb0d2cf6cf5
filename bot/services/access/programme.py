"""What somebody may do in a programme, proven against Slack and the database at the moment of its use."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from bot.deps import Deps
from bot.domain.setup import ChannelFlaw, flaw_of
from bot.errors import DeliveryError, UserError
from storage.members import member_of, members_of
from storage.settings import setting
from storage.vocabulary import SettingName

OWN_BOTS = 1
"""Rapport itself; any other bot in the facilitators' channel could read along."""


def facilitator_channel(deps: Deps, *, team_id: str) -> str | None:
    """Return the id of the facilitators' channel, None while nobody has chosen it.

    What stands in the environment of the installation comes first: it is also the way back in when a channel is lost.
    """
    if deps.settings.facilitator_channel:
        return deps.settings.facilitator_channel
    with deps.db.read() as session:
        return setting(session, team_id=team_id, name=SettingName.FACILITATOR_CHANNEL)


def needs_setup(deps: Deps, *, team_id: str) -> bool:
    """Return whether nobody has chosen the facilitators' channel yet."""
    return facilitator_channel(deps, team_id=team_id) is None


def channel_flaw(deps: Deps, *, team_id: str) -> ChannelFlaw | None:
    """Return what is wrong now with the facilitators' channel that was chosen; None when it is in order, or not chosen.

    Where private requests are taken it must be free of other bots, too.

    Raises:
        DeliveryError: Slack did not answer.
    """
    channel_id = facilitator_channel(deps, team_id=team_id)
    if channel_id is None:
        return None
    deps.directory.prefetch(team_id=team_id, channel_ids=[channel_id])
    channel = deps.directory.channel(team_id=team_id, channel_id=channel_id)
    there = deps.directory.members(team_id=team_id, channel_id=channel_id)
    flaw = flaw_of(channel, members=there)
    if flaw or deps.relay is None or _count_bots(deps, team_id=team_id, there=there) <= OWN_BOTS:
        return flaw
    return ChannelFlaw.FOREIGN_BOT


def _count_bots(deps: Deps, *, team_id: str, there: Collection[str]) -> int:
    """Return how many of these are bots; of those whom the roster does not know yet Slack is asked."""
    with deps.db.read() as session:
        known = members_of(session, team_id=team_id, user_ids=there)
    unknown = sorted(set(there) - set(known))
    deps.directory.prefetch(team_id=team_id, user_ids=unknown)
    asked = [deps.directory.person(team_id=team_id, user_id=each) for each in unknown]
    return sum(person.is_bot for person in [*known.values(), *asked] if person)


def is_facilitator(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether this person is in the facilitators' channel now, as Slack says (at most 60 s old).

    Raises:
        DeliveryError: Slack did not answer: nobody's right is proven.
    """
    return user_id in facilitators(deps, team_id=team_id)


def facilitators(deps: Deps, *, team_id: str) -> frozenset[str]:
    """Return the user ids in the facilitators' channel now; nobody before one is chosen. Bots are among them.

    Raises:
        DeliveryError: Slack did not answer.
    """
    channel_id = facilitator_channel(deps, team_id=team_id)
    return deps.directory.members(team_id=team_id, channel_id=channel_id) if channel_id else frozenset()


def is_workspace_admin(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether Slack calls this person an owner or admin of the workspace now.

    Raises:
        DeliveryError: Slack did not answer: nobody's right is proven.
    """
    person = deps.directory.person(team_id=team_id, user_id=user_id)
    return person is not None and person.is_full_member and person.is_admin


@contextmanager
def slack_must_answer(deps: Deps) -> Iterator[None]:
    """Refuse what cannot be decided without Slack, when it does not answer what is asked inside.

    Raises:
        UserError: it did not answer.
    """
    try:
        yield
    except DeliveryError as error:
        raise UserError(deps.catalog.common.slack_silent) from error


def prove_may_pair(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may bring two people together: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    say = deps.catalog.pairs
    if needs_setup(deps, team_id=team_id):
        raise UserError(say.not_set_up)
    _prove_facilitator(deps, team_id=team_id, user_id=user_id, refusal=say.facilitators_only)


def prove_facilitator(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may sit at the desk of the programme: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    _prove_facilitator(deps, team_id=team_id, user_id=user_id, refusal=deps.catalog.desk.facilitators_only)


def prove_may_bring_in(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may bring in a roster: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    _prove_facilitator(deps, team_id=team_id, user_id=user_id, refusal=deps.catalog.roster.facilitators_only)


def prove_may_read_reports(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may read the programme's reports: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    _prove_facilitator(deps, team_id=team_id, user_id=user_id, refusal=deps.catalog.report_page.facilitators_only)


def prove_may_edit_library(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may change the library: whoever is in the facilitators' channel now.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    _prove_facilitator(deps, team_id=team_id, user_id=user_id, refusal=deps.catalog.library.facilitators_only)


def prove_may_set_up(deps: Deps, *, team_id: str, user_id: str) -> None:
    """Return when this person may settle the programme's settings: owners and admins first, facilitators afterwards.

    Raises:
        UserError: they may not, or Slack did not answer in time.
    """
    say = deps.catalog.setup
    with slack_must_answer(deps):
        if needs_setup(deps, team_id=team_id):
            is_right, refusal = is_workspace_admin(deps, team_id=team_id, user_id=user_id), say.admins_only
        else:
            is_right, refusal = _is_at_work(deps, team_id=team_id, user_id=user_id), say.facilitators_only
    if not is_right:
        raise UserError(refusal)


def _prove_facilitator(deps: Deps, *, team_id: str, user_id: str, refusal: str) -> None:
    with slack_must_answer(deps):
        is_right = _is_at_work(deps, team_id=team_id, user_id=user_id)
    if not is_right:
        raise UserError(refusal)


def _is_at_work(deps: Deps, *, team_id: str, user_id: str) -> bool:
    """Return whether a facilitator may act: a guest can be let into a private channel, and is no colleague.

    Raises:
        DeliveryError: Slack did not answer: nobody's right is proven.
    """
    if not is_facilitator(deps, team_id=team_id, user_id=user_id):
        return False
    with deps.db.read() as session:
        known = member_of(session, team_id=team_id, user_id=user_id)
    person = known or deps.directory.person(team_id=team_id, user_id=user_id)
    return person is not None and person.is_full_member
