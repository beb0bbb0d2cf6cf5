"""Rules between properties of one object. They run after each property was found sound, so they trust types."""

from collections.abc import Iterator
from decimal import Decimal

from sandbox.blockkit.problems import Json, Problem, Spot
from sandbox.blockkit.rules import Rule


def some_of(*names: str) -> Rule:
    """Return a rule: at least one of the properties is there."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if not any(name in value for name in names):
            yield spot.problem(f"missing required field: one of {', '.join(names)}")

    return rule


def exactly_one_of(*names: str) -> Rule:
    """Return a rule: one of the properties is there, and no other of them."""
    at_least_one = some_of(*names)

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        yield from at_least_one(value, spot)
        if sum(name in value for name in names) > 1:
            yield spot.problem(f"only one of {', '.join(names)} is allowed")

    return rule


def ordered(low: str, high: str) -> Rule:
    """Return a rule: `low` is not above `high`. Both may be integers or numbers written as strings."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if low in value and high in value and Decimal(value[low]) > Decimal(value[high]):
            yield spot.at(low).problem(f"{low} must not be greater than {high}")

    return rule


def goes_only_with(name: str, other: str) -> Rule:
    """Return a rule: `name` may be true only where `other` is true."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if value.get(name) and not value.get(other):
            yield spot.at(name).problem(f"{name} needs {other} to be true")

    return rule


def never_with(name: str, other: str) -> Rule:
    """Return a rule: `name` and `other` are not both true."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if value.get(name) and value.get(other):
            yield spot.at(name).problem(f"{name} cannot go with {other}")

    return rule


def offered(element: dict[str, Json]) -> list[dict[str, Json]]:
    """Return the options of a menu or choice in order, out of `options` or all its `option_groups`."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def distinct_values(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse two options with the same value: the app could not tell which was chosen."""
    seen = set()
    for option in offered(value):
        if option["value"] in seen:
            yield spot.problem(f"duplicate option value: {option['value']}")
        seen.add(option["value"])


def initial_is_offered(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse an initial option that is not, exactly, one of the options."""
    options = offered(value)
    if "initial_option" in value and value["initial_option"] not in options:
        yield spot.at("initial_option").problem("initial_option must exactly match one of the options")
    for index, option in enumerate(value.get("initial_options", [])):
        if option not in options:
            where = spot.at("initial_options").at(index)
            yield where.problem("initial_options must exactly match some of the options")


def initial_chosen_once(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse an option that is chosen twice from the start."""
    chosen = [option["value"] for option in value.get("initial_options", [])]
    for index, one in enumerate(chosen):
        if one in chosen[:index]:
            yield spot.at("initial_options").at(index).problem(f"duplicate initial option: {one}")


def initial_not_over_max(name: str) -> Rule:
    """Return a rule: the list `name` is not longer than `max_selected_items`."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if len(value.get(name, [])) > value.get("max_selected_items", float("inf")):
            yield spot.at(name).problem(f"no more than max_selected_items ({value['max_selected_items']}) allowed")

    return rule


def initial_text_fits(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse an initial text longer than the input's own max_length."""
    most = value.get("max_length")
    if most is not None and len(value.get("initial_value", "")) > most:
        yield spot.at("initial_value").problem(f"must be less than {most + 1} characters")


def initial_number_fits(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse an initial number outside min_value..max_value."""
    if "initial_value" not in value:
        return
    initial = Decimal(value["initial_value"])
    if initial < Decimal(value.get("min_value", initial)) or initial > Decimal(value.get("max_value", initial)):
        yield spot.at("initial_value").problem("initial_value must lie between min_value and max_value")


def whole_numbers(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse decimals where `is_decimal_allowed` is false."""
    if value["is_decimal_allowed"]:
        return
    for name in ("initial_value", "min_value", "max_value"):
        if "." in value.get(name, ""):
            yield spot.at(name).problem(f"{name} must be a whole number: is_decimal_allowed is false")
