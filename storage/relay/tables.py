"""All tables of the relay at once: for its migrations, and for packing its rows, which must forget none."""

import pkgutil
from importlib import import_module

from sqlalchemy import MetaData

import storage.relay
from storage.relay.base import RelayTable


def relay_metadata() -> MetaData:
    """Return the metadata of every table of the relay's database."""
    for module in pkgutil.iter_modules(storage.relay.__path__):
        if not module.ispkg:
            import_module(f"{storage.relay.__name__}.{module.name}")
    return RelayTable.metadata
