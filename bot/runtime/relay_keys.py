"""Whether private requests are taken here, with which keys and in which database."""

from pathlib import Path

from bot.deps import Relay
from bot.errors import ConfigurationError
from bot.settings import Settings
from storage.engines import parsed
from storage.relay.database import RelayDatabase
from storage.relay.keys import RelayKeyError, RelayKeys

FILE = "relay.db"


def relay_for(settings: Settings) -> Relay | None:
    """Return the relay of RELAY_KEYS, its database open; None without them.

    Raises:
        ConfigurationError: a key is unusable, or the database is missing or the main one; says what to do, no value.
    """
    if settings.relay_keys is None:
        return None
    try:
        keys = RelayKeys.of(settings.relay_keys.get_secret_value())
    except RelayKeyError as unusable:
        raise ConfigurationError(f"RELAY_KEYS cannot be used. {unusable}") from None
    return Relay(RelayDatabase.open(_address(settings)), keys)


def _address(settings: Settings) -> str:
    """Return where private requests are kept: a file beside the main one, or what RELAY_DATABASE_URL names."""
    main = parsed(settings.database_url)
    if settings.relay_database_url is None:
        if main.get_backend_name() != "sqlite":
            raise ConfigurationError(
                "RELAY_DATABASE_URL is missing, and with PostgreSQL private requests need it: "
                "a database of its own, with its own role."
            )
        return f"sqlite:///{Path(main.database or '').with_name(FILE)}"
    own = parsed(settings.relay_database_url)
    if (own.host, own.port, own.database) == (main.host, main.port, main.database):  # its backups would hold both
        raise ConfigurationError("RELAY_DATABASE_URL is the main database. Give private requests one of their own.")
    return settings.relay_database_url
