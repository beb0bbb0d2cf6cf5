"""One parsed file of the project, and where to find them all."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("app.py", "handlers", "bot", "storage")
ALL_CODE = (*PRODUCT, "sandbox", "tests", ".ci")
GENERATED = ("storage/migrations/versions/", "storage/relay/migrations/versions/")
"""Alembic writes these; they are judged by the migration tests."""


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the project's root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.path)

    @property
    def lines(self) -> int:
        """How many lines the file has, blank ones and comments included."""
        return len(self.text.splitlines())

    @property
    def module(self) -> str:
        """The dotted name under which the file is imported."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def within(self, *places: str) -> bool:
        """Whether the file is one of these files, or stands in one of these folders."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)

    def at(self, node: ast.AST, message: str) -> str:
        """Return a finding that points at `node`."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {message}"


def sources(*places: str, root: Path = ROOT) -> list[Source]:
    """Return the Python files at these places (files or folders below `root`), generated ones left out."""
    found = (path for place in places for path in _python_files(root / place))
    named = ((path.relative_to(root).as_posix(), path) for path in found)
    return [Source(name, path.read_text("utf-8")) for name, path in named if not name.startswith(GENERATED)]


def _python_files(place: Path) -> Iterable[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))
