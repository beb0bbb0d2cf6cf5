"""Two workspaces in one store: nothing that one of them reads or writes is the other's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import MetaData
from sqlmodel import Session, select, update

from storage.columns import new_id
from storage.database import Database
from storage.keyring import Keyring
from storage.library import Resource
from storage.members import Member
from storage.records import record
from storage.relay.base import RelayTable
from storage.tables import whole_metadata
from tests.integration.asking_storage import asked_with
from tests.integration.twins import ID, SIGN, copy_workspace, twin_of
from tests.integration.walled import EVERYWHERE, Query, Wall, queries, wall_of
from tests.integration.whole import whole
from tests.pairing import MENTEE, MENTOR, pair_up, the
from tests.payloads import TEAM

TWIN = "T3"
"""A workspace in which everybody and everything is called the same."""
RELAY = "relay."
BY_THE_CLOCK = frozenset({"pace.lock"})
"""What tells of passing time is never the same twice."""
Counted = Callable[[], AbstractContextManager[list[str]]]


def told(*, of_relay: bool = False) -> dict[str, Query]:
    """Return the queries that are told of which workspace they are, of one of the two databases."""
    found = {name: query for name, query in queries() if wall_of(query) is Wall.TOLD and name not in BY_THE_CLOCK}
    return {name: query for name, query in found.items() if name.startswith(RELAY) == of_relay}


def test_whatever_storage_is_asked_is_kept_to_one_workspace_or_says_why_it_is_not() -> None:
    open_to_all = {name for name, query in queries() if wall_of(query) is Wall.NONE}
    assert sorted(open_to_all - set(EVERYWHERE)) == [], "take team_id, or say in walled.py why not"
    assert sorted(set(EVERYWHERE) - open_to_all) == [], "these are kept to one workspace by now, or are no more"


def test_what_a_workspace_reads_is_the_same_whoever_else_is_kept_beside_it_and_what_it_writes_is_its_own(
    file_db: Database, keyring: Keyring, counted: Counted
) -> None:
    with whole(file_db, keyring) as beginning:
        relay = beginning.stage.deps.relay
        assert relay
        ids = some_ids(file_db, beginning.pair_ids[MENTOR])
        faults = list(_faults(file_db.begin, whole_metadata(), ids, counted, told()))
        faults += _faults(relay.db.begin, RelayTable.metadata, ids, counted, told(of_relay=True))
    assert faults == []


def test_on_both_databases_a_pair_reads_nothing_of_its_namesakes(db: Database, counted: Counted) -> None:
    ids = some_ids(db, pair_up(db))
    assert list(_faults(db.begin, whole_metadata(), ids, counted, told())) == []


def test_queries_that_forget_their_workspace_are_found(file_db: Database, counted: Counted) -> None:
    ids = some_ids(file_db, pair_up(file_db))

    def reads(session: Session, *, team_id: str) -> list[Member]:
        return list(session.exec(select(Member)))

    def finds(session: Session, *, team_id: str, member_id: str) -> Member | None:
        return session.get(Member, member_id)

    def writes(session: Session, *, team_id: str) -> None:
        session.connection().execute(update(Member).values(name="x"))

    wanted: dict[str, Query] = {"reads": reads, "finds": finds, "writes": writes}
    assert list(_faults(file_db.begin, whole_metadata(), ids, counted, wanted)) == [
        "reads reads rows of another workspace",
        "reads reads something else when another workspace is kept beside",
        "reads reads rows of another workspace by their ids",
        "finds reads rows of another workspace by their ids",
        "writes changes rows of another workspace",
    ]


def some_ids(db: Database, pair_id: str) -> Mapping[str, str]:
    """Return ids of one workspace, by the names of parameters."""
    maya, idris = the(db, MENTEE).id, the(db, MENTOR).id
    people = {"member_id": maya, "author_id": maya, "reader_id": maya, "referee_id": maya, "mentor_id": idris}
    with db.read() as session:
        resource_id = session.exec(select(Resource.id)).first()
    return {**people, "pair_id": pair_id, "resource_id": resource_id or new_id()}


@record
class Beside:
    """One store in which a second workspace stands beside the first one."""

    session: Session
    tables: MetaData
    ids: Mapping[str, str]
    theirs: Sequence[Any]
    """Every row of the first one."""
    counted: Counted

    def breaches(self, query: Query, alone: str) -> Iterator[str]:
        """Yield where a query of one workspace touches the other; `alone` is what it read when there was no other."""
        with self.counted() as statements, _undone(self.session):
            said = repr(query(self.session, **asked_with(query, _twins(self.ids), team_id=TWIN)))
            self.session.flush()
            has_written = any(not each.startswith(("SELECT", "SAVEPOINT")) for each in statements)
            if has_written and _rows(self.session, self.tables, TEAM) != self.theirs:
                yield "changes rows of another workspace"
        if _is_foreign(said):
            yield "reads rows of another workspace"
        if has_written:
            return
        if _asked(self.session, query, self.ids, TEAM) != alone:
            yield "reads something else when another workspace is kept beside"
        if _is_foreign(_asked(self.session, query, self.ids, TWIN)):
            yield "reads rows of another workspace by their ids"


def _faults(
    begin: Callable[[], AbstractContextManager[Session]],
    tables: MetaData,
    ids: Mapping[str, str],
    counted: Counted,
    wanted: Mapping[str, Query],
) -> Iterator[str]:
    with begin() as session:
        alone = {name: _asked(session, query, ids, TEAM) for name, query in wanted.items()}
        assert copy_workspace(session, tables, TEAM, to=TWIN), "there is something to be kept apart"
        beside = Beside(session, tables, ids, _rows(session, tables, TEAM), counted)
        for name, query in wanted.items():
            yield from (f"{name} {fault}" for fault in beside.breaches(query, alone[name]))


def _asked(session: Session, query: Query, ids: Mapping[str, str], team_id: str) -> str:
    with _undone(session):
        return repr(query(session, **asked_with(query, ids, team_id=team_id)))


@contextmanager
def _undone(session: Session) -> Iterator[None]:
    nested = session.begin_nested()
    try:
        yield
    finally:
        nested.rollback()
        session.expunge_all()


def _twins(ids: Mapping[str, str]) -> dict[str, str]:
    return {name: twin_of(each) for name, each in ids.items()}


def _is_foreign(said: str) -> bool:
    """Return whether there is an id in it that is not the second workspace's, or the first one's name."""
    return f"'{TEAM}'" in said or any(not found[0].startswith(SIGN) for found in ID.finditer(said))


def _rows(session: Session, tables: MetaData, team_id: str) -> list[Any]:
    """Return every row of a workspace."""
    mine = (table for table in tables.sorted_tables if "team_id" in table.columns)
    return [
        sorted(map(repr, session.connection().execute(sqlalchemy.select(table).where(table.c.team_id == team_id))))
        for table in mine
    ]
