"""Databases with the newest schema and no rows, made once and copied for each scenario."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from storage.database import Database
from storage.keyring import Keyring, new_key
from tests.databases import postgres_database, postgres_server


@dataclass(frozen=True, slots=True)
class Templates:
    """What is copied: a SQLite file, and a database of a PostgreSQL server; the latter empty where none is wanted."""

    file: Path
    server: str
    name: str

    @contextmanager
    def database(self, kind: str, folder: Path) -> Iterator[str]:
        """Give the address of a new copy; a SQLite file lies in `folder`."""
        if kind == "sqlite":
            yield f"sqlite:///{shutil.copy(self.file, folder / 'rapport.db')}"
            return
        with postgres_database(self.server, template=self.name) as url:
            yield url


@contextmanager
def made_templates(kinds: Collection[str]) -> Iterator[Templates]:
    """Make the templates of these kinds of database; they go when the block ends."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="rapport-faults-")))
        file, server, name = folder / "template.db", "", ""
        if "sqlite" in kinds:
            migrate(f"sqlite:///{file}")
        if "postgresql" in kinds:
            server = stack.enter_context(postgres_server())
            url = stack.enter_context(postgres_database(server))
            migrate(url)
            name = make_url(url).database or ""
        yield Templates(file, server, name)


def migrate(url: str) -> None:
    """Bring a database to the newest schema; one at a time in a process, since Alembic keeps its context globally."""
    database = Database.open(url, keyring=Keyring.of(new_key()))
    database.migrate()
    database.dispose()
