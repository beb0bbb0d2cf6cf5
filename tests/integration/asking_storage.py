"""What queries of storage are asked with: everything that could let a row of another workspace through."""

import types
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from storage.notes import Note
from storage.relay.vocabulary import CaseState
from storage.vocabulary import Cadence, SettingName
from tests.integration.walled import Query
from tests.pairing import MENTEE, MENTOR

LONG_AGO, FAR_AHEAD = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
SPANS_BEGIN = frozenset({"since", "first"})
MUCH = 1000
VALUES: Mapping[str, Any] = {
    "user_id": MENTEE,
    "user_ids": (MENTEE, MENTOR),
    "name": SettingName.FACILITATOR_CHANNEL,
    "names": tuple(SettingName),
    "offset": 0,
    "table": Note.__table__,  # type: ignore[attr-defined]  # SQLModel gives each table one
    "state": CaseState.CLAIMED,
    "value": "x",
}
"""By the name of a parameter. People and channels are called the same in both workspaces."""


def asked_with(query: Query, ids: Mapping[str, str], *, team_id: str) -> dict[str, Any]:
    """Return arguments for a query: of one workspace, with these ids, and otherwise as wide as can be."""
    return {name: _value(name, hint, ids, team_id) for name, hint in _parameters(query)}


def _parameters(query: Query) -> Iterator[tuple[str, Any]]:
    return ((name, hint) for name, hint in get_type_hints(query).items() if name not in {"session", "return"})


def _value(name: str, hint: Any, ids: Mapping[str, str], team_id: str) -> Any:  # noqa: ANN401 - any value of any type
    if name in {"team_id", "team_ids"}:
        return team_id if name == "team_id" else (team_id,)
    if name in ids:
        return ids[name]
    if name in VALUES and (not isinstance(VALUES[name], Enum) or isinstance(VALUES[name], hint)):
        return VALUES[name]
    return _of_type(name, hint)


def _of_type(name: str, hint: Any) -> Any:  # noqa: ANN401 - any value of any type
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return None
    if origin is not None and issubclass(origin, Mapping):
        return dict.fromkeys(Cadence, LONG_AGO)
    if origin is not None and issubclass(origin, Collection):
        return tuple(get_args(hint)[0]) if issubclass(get_args(hint)[0], Enum) else ()
    if issubclass(hint, datetime | date):
        instant = LONG_AGO if name in SPANS_BEGIN else FAR_AHEAD
        return instant if issubclass(hint, datetime) else instant.date()
    if issubclass(hint, Enum):
        return next(iter(hint))
    return hint(MUCH) if issubclass(hint, bool | int | float) else "x"
