"""How values are declared in every room: as records."""

from collections.abc import Sequence
from dataclasses import Field, dataclass, field, fields
from typing import Any, TypeVar, cast, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Kind]) -> type[Kind]:
    """Return `kind` as a slotted dataclass that compares and hashes by its values, and that mypy holds to be frozen.

    Frozen at run time as well, and with methods of its own for what is alike in all of them, each class would take
    twice the memory; a bot that only waits holds some three hundred.
    """
    own = vars(kind)
    made = dataclass(slots=True, repr=False, eq=False, match_args=False)(kind)
    for name, method in (("__repr__", _shown), ("__eq__", _is_same), ("__hash__", _hashed)):
        if name not in own:
            setattr(made, name, method)
    return made


def _shown(self: object) -> str:
    """Return what a record shows of itself: nothing of a field that is declared with `repr=False`."""
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in _fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _is_same(self: object, other: object) -> bool:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hashed(self: object) -> int:
    return hash(_values(self))


def _values(self: object) -> tuple[object, ...]:
    return tuple(getattr(self, each.name) for each in _fields(self) if each.compare)


def _fields(self: object) -> Sequence[Field[object]]:
    return fields(cast("Any", self))
