"""What must be so before private requests are taken."""

from collections.abc import Sequence

from bot.deps import Deps
from bot.errors import ConfigurationError
from bot.services.relay.retention import sweep
from bot.services.relay.switch import relay_of
from storage.relay.stubs import count_in
from storage.relay.vocabulary import StubState

REMEDY = "Set it so for the role that RELAY_DATABASE_URL names (ALTER ROLE … SET …), or on the whole server."


def prepare(deps: Deps) -> None:
    """Bring the relay's database up to date, and destroy what should be gone: it may be a restored copy of long ago.

    Does nothing where no private requests are taken.

    Raises:
        ConfigurationError: the server would keep more than the relay does.
    """
    if deps.relay is None:
        return
    deps.relay.db.migrate()
    flaws = deps.relay.db.flaws()
    if flaws:
        raise ConfigurationError(in_words(flaws))
    sweep(deps)


def doubtful_cards(deps: Deps) -> int:
    """Return of how many cards nobody knows whether they were posted."""
    with relay_of(deps).db.read() as session:
        return count_in(session, state=StubState.DOUBTFUL)


def in_words(flaws: Sequence[str]) -> str:
    """Return what is wrong with a database of private requests, and what to do."""
    return f"The database of private requests is not as it must be: {', '.join(flaws)}. {REMEDY}"
