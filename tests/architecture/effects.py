"""What a file does when it is imported: nothing but define things.

Everything that runs at import is looked at: module and class bodies, decorators, default values, and the bodies of our
own functions called from there. A call passes when it only makes a value: a pure builtin, a declaration of a library
that is known to declare, a dataclass or an enum of ours, a method of a plain value.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.architecture.source import Source

# By origin; grows when a library's declaration is first used.
DECLARING = {
    "collections": "namedtuple",
    "contextvars": "ContextVar",
    "dataclasses": "dataclass field fields replace",
    "datetime": "date datetime time timedelta",
    "decimal": "Decimal",
    "enum": "auto",
    "functools": "cache lru_cache partial update_wrapper wraps",
    "itertools": "chain",
    "logging": "getLogger",
    "operator": "attrgetter itemgetter",
    "pathlib": "Path",
    "pydantic": "AfterValidator AliasChoices BeforeValidator ConfigDict Field field_validator model_validator",
    "re": "compile escape",
    "sqlalchemy": "BigInteger CheckConstraint Column Enum ForeignKey Index LargeBinary MetaData String Table Text "
    "UniqueConstraint bindparam text",
    "sqlalchemy.orm": "registry",
    "sqlmodel": "CheckConstraint Column Field Index UniqueConstraint col text",
    "string": "Template",
    "struct": "Struct calcsize pack",
    "structlog": "get_logger",
    "types": "MappingProxyType",
    "typing": "NewType ParamSpec TypeVar cast dataclass_transform",
}
BUILTINS = (
    "abs all any bool bytes chr dict enumerate filter float frozenset getattr hasattr hash int isinstance issubclass "
    "iter len list map max min next ord property range repr reversed round set sorted str sum super tuple type zip "
    "KeyError TypeError ValueError"
)
METHODS = (
    "add append casefold copy encode endswith extend format get items join joinpath keys lower lstrip partition pop "
    "removeprefix removesuffix replace resolve rpartition rstrip setdefault split splitlines startswith strip title "
    "union update upper values"
)
PURE = {*BUILTINS.split(), *(f"{origin}.{name}" for origin, names in DECLARING.items() for name in names.split())}
PLAIN_METHODS = set(METHODS.split())
DATA = {"StrEnum", "Enum", "IntEnum", "NamedTuple", "TypedDict", "TypeDecorator"}
"""What a class is made from that only declares: the type of a column among it."""
RUN_ON_PURPOSE = {"storage/migrations/env.py": "Alembic runs this file; nothing imports it"}


def effects(files: Sequence[Source]) -> list[str]:
    """Find calls that a mere import would make."""
    project = {name: thing for source in files for name, thing in _definitions(source)}
    return [
        finding
        for source in files
        if source.path not in RUN_ON_PURPOSE
        for finding in _Import(source, project).findings()
    ]


@dataclass(frozen=True)
class _Definition:
    source: Source
    node: ast.ClassDef | ast.FunctionDef


def _definitions(source: Source) -> Iterator[tuple[str, _Definition]]:
    for node in source.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield f"{source.module}.{node.name}", _Definition(source, node)


class _Import:
    """One import of one file, followed through."""

    def __init__(self, source: Source, project: Mapping[str, _Definition]) -> None:
        self.source = source
        self.project = project
        self.seen: set[str] = set()

    def findings(self) -> list[str]:
        body = [statement for statement in self.source.tree.body if not _is_main_guard(statement)]
        return [
            self.source.at(call, f"importing this file would call {name}(): build it in app.py and hand it down")
            for statement in body
            for call, name in self._impure(self.source, statement)
        ]

    def _impure(self, source: Source, statement: ast.AST) -> Iterator[tuple[ast.Call, str]]:
        names = _full_names(source)
        for call in _calls_at_import(statement):
            name = _named(call.func, names)
            if not (name in PURE or _is_of_a_plain_value(call, names) or self._only_declares(name)):
                yield call, name

    def _only_declares(self, name: str) -> bool:
        """Whether this is a class of ours that only declares, or a function of ours whose body passes too."""
        found = self.project.get(name)
        if found is None:
            return False
        if isinstance(found.node, ast.ClassDef):
            return _is_data(found.node)
        if name in self.seen:
            return True
        self.seen.add(name)
        return not any(True for line in found.node.body for _ in self._impure(found.source, line))


def _is_data(node: ast.ClassDef) -> bool:
    decorators = {ast.unparse(decorator).split("(")[0].rpartition(".")[2] for decorator in node.decorator_list}
    bases = {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases}
    return bool(decorators & {"dataclass", "record"} or bases & DATA)


def _is_of_a_plain_value(call: ast.Call, names: Mapping[str, str]) -> bool:
    """Whether this is `value.method()`, for a harmless method, of anything but an imported module or a class."""
    function = call.func
    return isinstance(function, ast.Attribute) and function.attr in PLAIN_METHODS and _root(function) not in names


def _is_main_guard(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


def _calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls made when `node` runs, leaving out what only a later call would run."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        later = {*map(id, node.body)}
    elif isinstance(node, ast.Lambda):
        later = {id(node.body)}
    else:
        later = set()
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        if id(child) not in later and not _is_annotation(node, child):
            yield from _calls_at_import(child)


def _is_annotation(node: ast.AST, child: ast.AST) -> bool:
    return child in (getattr(node, "annotation", None), getattr(node, "returns", None))


def _full_names(source: Source) -> dict[str, str]:
    """Return what each name of the file's top level stands for: imports by origin, definitions by module."""
    names = {node.name: f"{source.module}.{node.name}" for node in source.tree.body if hasattr(node, "name")}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {(alias.asname or alias.name).split(".")[0]: alias.name.split(".")[0] for alias in node.names}
    return names


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _named(node: ast.expr, names: Mapping[str, str]) -> str:
    """Return the callee's full name, such as `structlog.get_logger`, or its own text where it has none."""
    text, root = ast.unparse(node), _root(node)
    return names[root] + text.removeprefix(root) if root in names else text
