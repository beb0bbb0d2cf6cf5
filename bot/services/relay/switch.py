"""Whether private requests are taken here at all."""

from bot.deps import Deps, Relay
from bot.errors import UserError


def relay_of(deps: Deps) -> Relay:
    """Return the relay's database and keys.

    Raises:
        UserError: there are none: a button of an earlier day was pressed.
    """
    if deps.relay is None:
        raise UserError(deps.catalog.common.stale_button)
    return deps.relay
