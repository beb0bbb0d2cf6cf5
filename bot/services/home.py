"""What a member finds in Home."""

from bot.deps import Deps
from bot.domain.home import HomePage
from bot.domain.people import Person
from bot.domain.setup import ChannelFlaw
from bot.errors import DeliveryError
from bot.services import access
from bot.services.home_pairs import gathered
from storage.members import Member
from storage.records import record


@record
class _Rights:
    """What somebody may do in the programme; nothing where Slack does not say."""

    may_set_up: bool = False
    is_facilitator: bool = False
    channel_flaw: ChannelFlaw | None = None


def page(
    deps: Deps, *, team_id: str, user_id: str, member: Member | None, is_first_time: bool, number: int = 0
) -> HomePage:
    """Return the facts of one Home. Never refuses: what Slack does not say in time is left out.

    Somebody whom the roster does not know yet is looked up live and not stored; while Slack is silent about them they
    are taken for a member, as Home shows nothing that a guest must not see.
    """
    known = member or _look_up(deps, team_id=team_id, user_id=user_id)
    rights = _rights(deps, team_id=team_id, user_id=user_id)
    plain = HomePage(
        name=known.name if known else "",
        is_first_time=is_first_time,
        is_member=known is None or known.is_full_member,
        may_set_up=rights.may_set_up,
        is_facilitator=rights.is_facilitator,
        channel_flaw=rights.channel_flaw,
        takes_requests=deps.relay is not None,
        number=number,
    )
    return gathered(deps, plain, member=member) if member and plain.is_member else plain


def _look_up(deps: Deps, *, team_id: str, user_id: str) -> Person | None:
    try:
        return deps.directory.person(team_id=team_id, user_id=user_id)
    except DeliveryError:
        return None


def _rights(deps: Deps, *, team_id: str, user_id: str) -> _Rights:
    """Return what somebody may do. What is wrong with the channel is for those who can mend it, and for nobody else."""
    try:
        if access.needs_setup(deps, team_id=team_id):
            return _Rights(may_set_up=access.is_workspace_admin(deps, team_id=team_id, user_id=user_id))
        flaw = access.channel_flaw(deps, team_id=team_id)
        is_facilitator = access.is_facilitator(deps, team_id=team_id, user_id=user_id)
        is_told = flaw and (is_facilitator or access.is_workspace_admin(deps, team_id=team_id, user_id=user_id))
        return _Rights(is_facilitator=is_facilitator, channel_flaw=flaw if is_told else None)
    except DeliveryError:
        return _Rights()
