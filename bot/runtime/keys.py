"""Where the keys for texts at rest come from."""

import os
import secrets
from pathlib import Path

import structlog

from bot.errors import ConfigurationError
from bot.settings import Settings
from storage.engines import parsed
from storage.files import PRIVATE_FILE, PRIVATE_FOLDER
from storage.keyring import Keyring, KeyringError, new_key

log = structlog.get_logger(__name__)

KEY_FILE = "rapport.keys"


def keyring_for(settings: Settings) -> Keyring:
    """Return the keys of RAPPORT_KEYS, or on SQLite those of the key file in the data folder.

    The file is made on the very first start, while there is no database yet. Never later: new keys beside an old
    database would only hide that the old ones are lost.

    Raises:
        ConfigurationError: there are no keys, or they are unusable; says what to do.
    """
    if settings.keys is not None:
        return _ring(settings.keys.get_secret_value(), "RAPPORT_KEYS")
    address = parsed(settings.database_url)
    if address.get_backend_name() != "sqlite":
        raise ConfigurationError("RAPPORT_KEYS is missing, and PostgreSQL needs it. Make a key: python app.py keys")
    key_file, database = settings.data_dir / KEY_FILE, Path(address.database or "")
    if not key_file.exists():
        if database.exists() and database.stat().st_size:
            raise ConfigurationError(
                f"{key_file} is missing, and {database} cannot be read without it. "
                "Put the key file back from its backup, or set RAPPORT_KEYS."
            )
        _make_in(key_file.parent)
    return _ring(key_file.read_text("ascii"), str(key_file))


def _ring(keys: str, source: str) -> Keyring:
    try:
        return Keyring.of(",".join(keys.replace(",", " ").split()))
    except KeyringError as unusable:
        raise ConfigurationError(f"{source} cannot be used. {unusable}") from None


def _make_in(folder: Path) -> None:
    try:
        _make(folder / KEY_FILE)
    except OSError as unusable:
        raise ConfigurationError(
            f"RAPPORT_DATA_DIR cannot be used: no file can be made in {folder} ({type(unusable).__name__}). "
            "Name a folder that Rapport may write to."
        ) from None


def _make(key_file: Path) -> None:
    """Write one new key, whole or not at all; of two processes that start at the same time one wins."""
    key_file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    draft = key_file.with_name(f".{key_file.name}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
        file.write(f"{new_key()}\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, key_file)
        log.warning("keys_made", file=str(key_file), advice="keep a copy elsewhere: without it no text can be read")
    except FileExistsError:
        pass
    finally:
        draft.unlink()
