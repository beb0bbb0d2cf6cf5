"""Whatever `access` finds by an id, it finds for nobody of another workspace, and for nobody of the first one there."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, select

from bot.errors import NotYoursError
from bot.services import access
from storage.database import Database
from storage.keyring import Keyring
from storage.members import Member
from storage.tables import whole_metadata
from tests.integration.twins import copy_workspace
from tests.integration.whole import AT_DESK, whole
from tests.pairing import MENTEE, MENTOR
from tests.payloads import TEAM

TWIN = "T3"
PEOPLE = (MENTEE, MENTOR, AT_DESK[1])
TABLES: Mapping[str, str] = {
    "topic_id": "agendaitem",
    "item_id": "actionitem",
    "entry_id": "creditentry",
    "mentor_id": "offer",
    "thanks_id": "thanks",
}
"""Where the ids of parameters stand that are not called like their table."""
Finder = Callable[..., Any]


def finders() -> Iterator[tuple[str, Finder, str]]:
    """Yield every function of `access` that finds something by an id for somebody, with the parameter of the id."""
    for name in access.__all__:
        found = getattr(access, name)
        names = list(inspect.signature(found).parameters) if inspect.isfunction(found) else []
        if names[:2] == ["session", "actor"] and len(names) > 2 and names[2].endswith("_id"):
            yield name, found, names[2]


def rows_of(session: Session, parameter: str, team_id: str) -> list[str]:
    """Return the ids of a workspace that such a parameter can be given."""
    name = TABLES.get(parameter, parameter.removesuffix("_id"))
    table = whole_metadata().tables[name]
    key = next(iter(table.primary_key.columns))
    return list(session.connection().execute(sqlalchemy.select(key).where(table.c.team_id == team_id)).scalars())


def is_found(session: Session, finder: Finder, actor: Member, subject_id: str, pair_ids: Sequence[str]) -> bool:
    """Return whether somebody is given what that id names; where it takes a pair as well, beside any of these."""
    besides = pair_ids if "pair_id" in list(inspect.signature(finder).parameters)[3:] else [None]
    return any(_is_given(session, finder, actor, subject_id, pair_id) for pair_id in besides)


def _is_given(session: Session, finder: Finder, actor: Member, subject_id: str, pair_id: str | None) -> bool:
    try:
        finder(session, actor, subject_id, **({"pair_id": pair_id} if pair_id else {}))
    except NotYoursError:
        return False
    return True


def readers(session: Session, finder: Finder, parameter: str, *, of: str, by: str) -> int:
    """Return how often somebody of the workspace `by` is given something of the workspace `of`."""
    pair_ids = rows_of(session, "pair_id", of)
    people = session.exec(select(Member).where(Member.team_id == by, col(Member.user_id).in_(PEOPLE))).all()
    return sum(
        is_found(session, finder, actor, each, pair_ids) for actor in people for each in rows_of(session, parameter, of)
    )


def test_no_id_of_another_workspace_is_found_by_anybody_of_the_same_name(file_db: Database, keyring: Keyring) -> None:
    with whole(file_db, keyring), file_db.begin() as session:
        copy_workspace(session, whole_metadata(), TEAM, to=TWIN)
        own = {each: readers(session, *each[1:], of=TWIN, by=TWIN) for each in finders()}
        both_ways = ((TEAM, TWIN), (TWIN, TEAM))
        leaks = [each[0] for each in finders() for of, by in both_ways if readers(session, *each[1:], of=of, by=by)]
    assert leaks == []
    assert [each[0] for each, count in own.items() if not count] == [], "each is found by those whose it is"
