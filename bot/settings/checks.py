"""What a value of the environment must look like. Each check raises ValueError, and repeats no value."""

import ipaddress
import re
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")


def is_loopback(url: str) -> bool:
    """Say whether a URL leads to this machine itself (`localhost`, 127.0.0.0/8, ::1)."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def beginning(prefix: str) -> AfterValidator:
    """Return the check of a secret that begins with `prefix`."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(re.escape(prefix) + r"[\w.-]+", secret.get_secret_value()):
            raise ValueError
        return secret

    return AfterValidator(check)


def api_base(url: str) -> str:
    """Return the base of a Web API, ending in `/api/`: https, or http on this machine itself."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(url)):
        raise ValueError
    if not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    bare = url.rstrip("/")
    return f"{bare}/" if urlsplit(bare).path.endswith("/api") else f"{bare}/api/"


def database_url(url: str) -> str:
    """Return the address of a SQLite file or a PostgreSQL database."""
    scheme, separator, rest = url.partition("://")
    if scheme not in DATABASE_SCHEMES or not separator or not rest:
        raise ValueError
    return url


def log_level(name: str) -> str:
    """Return one of the four levels, in capitals."""
    if name.upper() not in LOG_LEVELS:
        raise ValueError
    return name.upper()


def channel_id(given: str) -> str:
    """Return the id of a channel, as Slack writes it."""
    if not re.fullmatch(r"[A-Z0-9]+", given):
        raise ValueError
    return given
