"""Who imports whom, file by file. `TYPE_CHECKING` imports count as imports."""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence

from tests.architecture.source import Source

OURS = ("app", "handlers", "bot", "storage", "sandbox", "tests")


def imported(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import statement with every dotted name it brings in (`from a import b` gives `a.b`)."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def is_below(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of these packages or stands inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def imports_of_the_root(files: Sequence[Source]) -> list[str]:
    """Find imports of app.py, which only ever is run."""
    return [
        source.at(node, "app.py is run, never imported: move what is needed into the room it belongs to")
        for source in files
        for node, name in imported(source)
        if is_below(name, "app")
    ]


def breaches_of_the_sandbox(files: Sequence[Source]) -> list[str]:
    """Find imports across the sandbox's wall, either way. Tests may use its Block Kit validator, and test it."""
    findings = []
    for source in files:
        for node, name in imported(source):
            if source.within("sandbox"):
                if is_below(name, *OURS) and not is_below(name, "sandbox"):
                    findings.append(source.at(node, f"the sandbox knows nobody: drop the import of {name}"))
            elif is_below(name, "sandbox") and not _may_look_in(source, name):
                findings.append(source.at(node, f"start the sandbox as a process instead of importing {name}"))
    return findings


def _may_look_in(source: Source, name: str) -> bool:
    if source.within("tests/sandbox"):
        return True
    return source.within("tests") and is_below(name, "sandbox.blockkit")


def views_beyond_models(files: Sequence[Source]) -> list[str]:
    """Find views that take more of slack_sdk than its models, or take them elsewhere than in blocks.py."""
    allowed = {"bot/views/blocks.py": "slack_sdk.models", "bot/views/fields.py": "slack_sdk.models"}
    return [
        source.at(node, f"build with the helpers of bot/views/blocks.py and fields.py instead of importing {name}")
        for source in files
        if source.within("bot/views")
        for node, name in imported(source)
        if is_below(name, "slack_sdk") and not is_below(name, allowed.get(source.path, "nothing"))
    ]


def beyond_the_standard_library(files: Sequence[Source]) -> list[str]:
    """Find imports of anything that does not come with Python."""
    return [
        source.at(node, f"this file is the glossary and stands on Python alone: drop the import of {name}")
        for source in files
        for node, name in imported(source)
        if name.split(".")[0] not in sys.stdlib_module_names and not is_below(name, "storage.vocabulary")
    ]


def relationships(files: Sequence[Source]) -> list[str]:
    """Find ORM relationships: rows are data, every query is written out in storage."""
    return [
        source.at(node, "rows are data: write the query in storage/ instead of a relationship")
        for source in files
        for node, name in imported(source)
        if name.rsplit(".", 1)[-1] in {"Relationship", "relationship"}
    ]


def cycles(files: Sequence[Source]) -> list[str]:
    """Find files that import each other in a circle; each circle is named once, by its path."""
    modules = {source.module: source for source in files}
    graph = {name: _neighbours(source, modules) for name, source in modules.items()}
    circles = {_turned(circle) for name in graph if (circle := _way_back(graph, name))}
    return [
        f"{modules[circle[0]].path}:1: circle {' -> '.join((*circle, circle[0]))}: move what both need below both"
        for circle in sorted(circles)
    ]


def _neighbours(source: Source, modules: Mapping[str, Source]) -> set[str]:
    return {found for _, name in imported(source) if (found := _file_of(name, modules))} - {source.module}


def _file_of(name: str, modules: Mapping[str, Source]) -> str | None:
    """Return the file behind `from a import b`: `a.b` where that is a file, else `a`, which holds `b`."""
    return next((candidate for candidate in (name, name.rpartition(".")[0]) if candidate in modules), None)


def _way_back(graph: Mapping[str, set[str]], start: str) -> tuple[str, ...]:
    """Return the shortest way from `start` back to itself, without its last step; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(graph[way[-1]]):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _turned(circle: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same circle beginning at its first name in the alphabet."""
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]
