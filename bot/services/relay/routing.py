"""To whom a request goes: two facilitators by lot, among those who are in the channel now and may handle it.

Whose partner somebody is is worked out in memory and kept nowhere: that they were left out would tell who asks.
"""

from random import Random

from bot.deps import Deps
from bot.domain.relay.intake import TurnedAway
from bot.errors import UserError
from bot.services import access
from storage.members import members_of
from storage.records import record


class TurnedAwayError(UserError):
    """A request is not taken; its author is shown where else to turn.

    Attributes:
        why: which rule it was.
    """

    def __init__(self, why: TurnedAway) -> None:
        super().__init__(why)
        self.why = why


@record
class Route:
    """The facilitators whom a request goes to."""

    primary: str
    backup: str | None
    """Asked when nobody has claimed it after one slot; None where only one may handle it."""


def facilitators_now(deps: Deps, *, team_id: str) -> dict[str, str]:
    """Return the name of everybody who is a facilitator now, by Slack's id: at most 60 s old, and full members only.

    Raises:
        TurnedAwayError: the channel is missing, public, shared, or holds somebody else's bot.
        UserError: Slack did not answer in time.
    """
    channel_id = access.facilitator_channel(deps, team_id=team_id)
    with access.slack_must_answer(deps):
        if channel_id is None or access.channel_flaw(deps, team_id=team_id):
            raise TurnedAwayError(TurnedAway.CHANNEL_UNFIT)
        there = deps.directory.members(team_id=team_id, channel_id=channel_id)
    with deps.db.read() as session:
        known = members_of(session, team_id=team_id, user_ids=there)
    return {user_id: member.name for user_id, member in known.items() if member.is_full_member}


def routed(pool: frozenset[str], *, excluded: frozenset[str], chance: Random) -> Route:
    """Return two of the pool by lot who are not excluded.

    Raises:
        TurnedAwayError: nobody is left.
    """
    free = sorted(pool - excluded)
    if not free:
        raise TurnedAwayError(TurnedAway.NOBODY_FREE)
    primary, *backup = chance.sample(free, k=min(2, len(free)))
    return Route(primary, next(iter(backup), None))
