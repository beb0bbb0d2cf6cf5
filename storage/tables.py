"""All tables of the main database at once: for migrations and for re-sealing, which must forget none."""

import pkgutil
from importlib import import_module

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import storage


def whole_metadata() -> MetaData:
    """Return the metadata of every table in this room; packages within it keep databases of their own."""
    for module in pkgutil.iter_modules(storage.__path__):
        if not module.ispkg:
            import_module(f"{storage.__name__}.{module.name}")
    return SQLModel.metadata
