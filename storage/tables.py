"""All tables of the main database at once: for migrations and for re-sealing, which must forget none."""

import pkgutil
from importlib import import_module

from sqlalchemy import MetaData, text
from sqlmodel import SQLModel

import storage
from storage.columns import WHERE


def whole_metadata() -> MetaData:
    """Return the metadata of every table in this room; packages within it keep databases of their own."""
    for module in pkgutil.iter_modules(storage.__path__):
        if not module.ispkg:
            import_module(f"{storage.__name__}.{module.name}")
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            if WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = text(index.info[WHERE])
    return SQLModel.metadata
