"""How long modules and functions may be, in lines."""

import ast
from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from tests.architecture.source import Source

APP_LINES = 90
MODULE_LINES = 250
MODULE_MEDIAN_LINES = 80
FUNCTION_LINES = 40
FUNCTION_P90_LINES = 25

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: Source) -> Iterator[type_of_function]:
    """Yield every function of a file, inner ones and methods included."""
    return (node for node in ast.walk(source.tree) if isinstance(node, type_of_function))


def length(function: type_of_function) -> int:
    """Return a function's lines from `def` to its end, docstring included, decorators not."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_modules(files: Sequence[Source], *, limit: int = MODULE_LINES) -> list[str]:
    """Find files longer than `limit` lines."""
    return [
        f"{source.path}:{source.lines}: {source.lines} lines, at most {limit}: split it by noun"
        for source in files
        if source.lines > limit
    ]


def long_functions(files: Sequence[Source]) -> list[str]:
    """Find functions longer than FUNCTION_LINES."""
    return [
        source.at(function, f"{function.name} has {length(function)} lines, at most {FUNCTION_LINES}: name its steps")
        for source in files
        for function in functions(source)
        if length(function) > FUNCTION_LINES
    ]


def swollen_median(files: Sequence[Source]) -> list[str]:
    """Find a middle module longer than MODULE_MEDIAN_LINES; the longest ten are named."""
    middle = median(source.lines for source in files if source.lines)
    if middle <= MODULE_MEDIAN_LINES:
        return []
    longest = sorted(files, key=lambda source: -source.lines)[:10]
    return [
        f"{source.path}:{source.lines}: the median module has {middle:.0f} lines, at most {MODULE_MEDIAN_LINES}: split"
        for source in longest
    ]


def swollen_tail(files: Sequence[Source]) -> list[str]:
    """Find a ninth decile of function lengths above FUNCTION_P90_LINES; the longest ten are named."""
    every = [(length(function), source, function) for source in files for function in functions(source)]
    p90 = quantiles([lines for lines, _, _ in every], n=10)[-1]
    if p90 <= FUNCTION_P90_LINES:
        return []
    longest = sorted(every, key=lambda one: -one[0])[:10]
    return [
        source.at(
            function, f"{function.name}: one function in ten is over {p90:.0f} lines, at most {FUNCTION_P90_LINES}"
        )
        for _, source, function in longest
    ]
