"""Rules for single values: each maker returns a function that yields what is wrong with a value.

The wording follows what Slack puts into `response_metadata.messages`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sandbox.blockkit.problems import Json, Problem, Spot

Rule = Callable[[Json, Spot], Iterator[Problem]]


def string(most: int | None = None, *, least: int = 1) -> Rule:
    """Return a rule for a string of `least` to `most` characters."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield spot.problem("must provide a string")
        elif len(value) < least:
            yield spot.problem(f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield spot.problem(f"must be less than {most + 1} characters")

    return rule


def integer(least: int, most: int | None = None) -> Rule:
    """Return a rule for a whole number from `least` to `most`; true and false are no numbers."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield spot.problem("must provide an integer")
        elif value < least:
            yield spot.problem(f"must be at least {least}")
        elif most is not None and value > most:
            yield spot.problem(f"must be at most {most}")

    return rule


def boolean(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but true and false."""
    if not isinstance(value, bool):
        yield spot.problem("must provide a boolean")


def number(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but a JSON number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield spot.problem("must provide a number")


def anything_in_an_object(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but an object; what is in it is somebody else's business."""
    if not isinstance(value, dict):
        yield spot.problem("must provide an object")


def word(*words: str) -> Rule:
    """Return a rule for a string out of a fixed vocabulary."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if value not in words:
            yield spot.problem(f"value not allowed: must be one of {', '.join(words)}")

    return rule


def words_once(*words: str) -> Rule:
    """Return a rule for a list, never empty, of words out of a vocabulary, none of them twice."""
    each = listed(word(*words), least=1)

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        problems = list(each(value, spot))
        yield from problems
        for index, one in enumerate([] if problems else value):
            if one in value[:index]:
                yield spot.at(index).problem(f"duplicate value: {one}")

    return rule


def listed(item: Rule, *, least: int = 0, most: int | None = None) -> Rule:
    """Return a rule for a list of `least` to `most` items that each keep `item`."""

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield spot.problem("must provide an array")
            return
        if len(value) < least:
            yield spot.problem(f"no less than {least} items allowed")
        if most is not None and len(value) > most:
            yield spot.problem(f"no more than {most} items allowed")
        for index, one in enumerate(value):
            yield from item(one, spot.at(index))

    return rule


def nullable(rule: Rule) -> Rule:
    """Return a rule that also lets null pass."""

    def either(value: Json, spot: Spot) -> Iterator[Problem]:
        if value is not None:
            yield from rule(value, spot)

    return either


def url(most: int | None = None, *, schemes: tuple[str, ...] = ("http", "https")) -> Rule:
    """Return a rule for an absolute address of at most `most` characters with one of `schemes`."""
    length = string(most)

    def rule(value: Json, spot: Spot) -> Iterator[Problem]:
        problems = list(length(value, spot))
        if not problems and not is_url(value, schemes):
            problems.append(spot.problem(f"invalid url: must start with {' or '.join(f'{s}://' for s in schemes)}"))
        yield from problems

    return rule


def is_url(value: str, schemes: tuple[str, ...] = ("http", "https")) -> bool:
    """Tell whether `value` is an absolute address with a host and one of `schemes`."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname) and not re.search(r"\s", value)


def calendar_date(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but a day that exists, as YYYY-MM-DD (datepicker)."""
    if not isinstance(value, str) or not is_date(value):
        yield spot.problem("must be a date that exists, in the format YYYY-MM-DD")


def is_date(value: str) -> bool:
    """Tell whether `value` is a day that exists, written YYYY-MM-DD."""
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII)) and _parses(date.fromisoformat, value)


def clock_time(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but a time of day that exists, as HH:mm on 24 hours (timepicker)."""
    if not isinstance(value, str) or not is_time(value):
        yield spot.problem("must be a time that exists, in the format HH:mm")


def is_time(value: str) -> bool:
    """Tell whether `value` is a time of day that exists, written HH:mm."""
    return bool(re.fullmatch(r"\d{2}:\d{2}", value, re.ASCII)) and _parses(time.fromisoformat, value)


def time_zone(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but an IANA zone name."""
    if not isinstance(value, str) or value not in _zones():
        yield spot.problem("must be a time zone of the IANA database")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def number_text(value: Json, spot: Spot) -> Iterator[Problem]:
    """Refuse everything but a number written as a string (number_input)."""
    if not isinstance(value, str):
        yield spot.problem("must provide a string")
    elif as_number(value) is None:
        yield spot.problem("must be a number written as a string")


def as_number(value: str) -> Decimal | None:
    """Return the number that `value` spells in plain decimal digits, or None."""
    spelled = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", value, re.ASCII)
    return Decimal(value) if spelled else None


def _parses(reader: Callable[[str], object], value: str) -> bool:
    try:
        reader(value)
    except ValueError:
        return False
    return True
