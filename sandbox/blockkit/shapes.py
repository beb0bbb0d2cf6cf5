"""Shapes: what properties an object has, which it needs, and the rules between them.

A shape is data: read `button = shape(text=needed(plain(75)), value=string(2000))` as the page it stands for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sandbox.blockkit.problems import Json, Problem, Spot, Surface
from sandbox.blockkit.rules import Rule

EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})


@dataclass(frozen=True, slots=True)
class Needed:
    """Marks a property that must be there."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class Shape:
    """The properties of one kind of object. Properties that are not named here are refused.

    The rules in `also` look at several properties at once. They run only when each property is sound by itself, so
    they may trust types.
    """

    properties: Mapping[str, Rule]
    needed: frozenset[str]
    also: tuple[Rule, ...]
    surfaces: frozenset[Surface]

    def __call__(self, value: Json, spot: Spot) -> Iterator[Problem]:
        """Yield what is wrong with `value`."""
        if not isinstance(value, dict):
            yield spot.problem("must provide an object")
            return
        problems = list(self._of_properties(value, spot))
        if not problems:
            problems = [problem for rule in self.also for problem in rule(value, spot)]
        yield from problems

    def _of_properties(self, value: dict[str, Json], spot: Spot) -> Iterator[Problem]:
        for name in sorted(self.needed - value.keys()):
            yield spot.problem(f"missing required field: {name}")
        for name, inner in value.items():
            if name in self.properties:
                yield from self.properties[name](inner, spot.at(name))
            else:
                yield spot.problem(f"invalid additional property: {name}")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Several shapes, told apart by the property `type`."""

    shapes: Mapping[str, Shape]

    def __call__(self, value: Json, spot: Spot) -> Iterator[Problem]:
        """Yield what is wrong with `value`, whose `type` must be one of these kinds and allowed on this surface."""
        if not isinstance(value, dict):
            yield spot.problem("must provide an object")
        elif "type" not in value:
            yield spot.problem("missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            yield spot.at("type").problem(f"unsupported type: {value['type']}")
        else:
            yield from self._of_kind(self.shapes[value["type"]], value, spot)

    def _of_kind(self, kind: Shape, value: dict[str, Json], spot: Spot) -> Iterator[Problem]:
        if spot.surface not in kind.surfaces:
            places = " or ".join(sorted(kind.surfaces))
            yield spot.at("type").problem(f"unsupported type: {value['type']} stands only in a {places}")
        yield from kind({name: inner for name, inner in value.items() if name != "type"}, spot)


def needed(rule: Rule) -> Needed:
    """Mark a property as required."""
    return Needed(rule)


def shape(*also: Rule, **properties: Rule | Needed) -> Shape:
    """Return a shape: its properties by name, and the rules between them."""
    rules = {name: rule.rule if isinstance(rule, Needed) else rule for name, rule in properties.items()}
    must = frozenset(name for name, rule in properties.items() if isinstance(rule, Needed))
    return Shape(rules, must, also, EVERYWHERE)


def only_in(surface: Surface, kind: Shape) -> Shape:
    """Return `kind`, allowed on one surface only."""
    return replace(kind, surfaces=frozenset({surface}))
