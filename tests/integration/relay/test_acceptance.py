"""The private relay's acceptance suite: every number of it has a test, or a reason why it cannot have one here."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT
from tests.relay_list import CANNOT_RUN

NUMBERS = frozenset(range(1, 69))
NAMED = re.compile(r"Relay ((?:\d+(?:, | and )?)+): \S+")
"""How a test names what it shows: `Relay 9: …`, or `Relay 9 and 10: …`."""
SHORTEST_REASON = 40


def shown_by_tests() -> dict[int, set[str]]:
    """Return, for each number, the tests whose docstrings begin with it."""
    found: dict[int, set[str]] = {}
    for name, docstring in _tests():
        for number in _numbers(docstring):
            found.setdefault(number, set()).add(name)
    return found


def _tests() -> Iterator[tuple[str, str]]:
    """Yield the name and the docstring of every test of the project that has one."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.stem}::{node.name}", ast.get_docstring(node) or ""


def _numbers(said: str) -> list[int]:
    found = NAMED.match(said)
    return [int(number) for number in re.findall(r"\d+", found[1])] if found else []


def test_every_number_is_shown_by_a_test_or_has_a_reason_why_not() -> None:
    listed = {number for line in CANNOT_RUN for number in _numbers(line)}
    missing = NUMBERS - shown_by_tests().keys() - listed
    assert missing == set(), f"neither shown nor listed: {sorted(missing)}"


def test_no_test_names_a_number_that_is_not_asked_for() -> None:
    assert shown_by_tests().keys() <= NUMBERS


def test_the_list_gives_reasons_and_grows_no_longer_than_a_handful() -> None:
    assert all(len(line.partition(": ")[2]) >= SHORTEST_REASON for line in CANNOT_RUN)
    assert all(_numbers(line) for line in CANNOT_RUN)
    assert len(CANNOT_RUN) <= 5
