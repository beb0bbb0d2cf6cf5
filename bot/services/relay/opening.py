"""What must be so before private requests are taken."""

from collections.abc import Sequence

from bot.deps import Deps, Relay
from bot.errors import ConfigurationError
from bot.services.relay.retention import sweep
from bot.services.relay.roots import missing_roots
from bot.services.relay.switch import relay_of
from storage.relay.stubs import count_in
from storage.relay.vocabulary import StubState

REMEDY = "Set it so for the role that RELAY_DATABASE_URL names (ALTER ROLE … SET …), or on the whole server."

PUT_BACK = (
    "Put it back behind the newest one (a new key of the same name is not the same key). "
    "If it is lost for ever, and with it what only it can find or open: python app.py rekey --relay --forget"
)


def prepare(deps: Deps) -> None:
    """Bring the relay's database up to date, and destroy what should be gone: it may be a restored copy of long ago.

    Does nothing where no private requests are taken.

    Raises:
        ConfigurationError: the server would keep more than the relay does, or RELAY_KEYS lacks a key: with the first
            Home that is drawn its owner would lose what finds their request.
    """
    if deps.relay is None:
        return
    deps.relay.db.migrate()
    flaws = deps.relay.db.flaws()
    if flaws:
        raise ConfigurationError(in_words(flaws))
    sweep(deps)
    lacking = in_need(deps.relay)
    if lacking:
        raise ConfigurationError(lacking)


def in_need(relay: Relay) -> str:
    """Return which keys are missing and what to do, in words; empty when all are at hand."""
    missing = ", ".join(missing_roots(relay))
    return f"RELAY_KEYS lacks a key that private requests here are kept under: {missing}. {PUT_BACK}" if missing else ""


def doubtful_cards(deps: Deps) -> int:
    """Return of how many cards nobody knows whether they were posted."""
    with relay_of(deps).db.read() as session:
        return count_in(session, state=StubState.DOUBTFUL)


def in_words(flaws: Sequence[str]) -> str:
    """Return what is wrong with a database of private requests, and what to do."""
    return f"The database of private requests is not as it must be: {', '.join(flaws)}. {REMEDY}"
