"""House habits that one look at a file shows: printing, publishing Home, tables, transactions, lint exceptions."""

import ast
import io
import re
import tokenize
from collections.abc import Sequence

from tests.architecture.source import Source

MAY_PRINT = ("bot/console", "sandbox/act.py", "sandbox/serve.py")
MAY_PUBLISH = ("handlers/home.py", "bot/runtime/home_probe.py")
"""The one publisher; and a check that runs while nothing serves, which carries on what it has seen."""
MAY_OPEN_TRANSACTIONS = ("bot/services",)
WITHOUT_TEAM = {
    "KeyMark": "which keys sealed this database is a fact of the whole database",
    "JobLease": "whose turn a piece of work is concerns every process on the database",
    "Heartbeat": "which process is alive concerns no workspace",
}
EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore)\b")
EXCEPTION_WITH_REASON = re.compile(
    r"#\s*(noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*\s*-|type:\s*ignore\[[a-z-]+(,\s*[a-z-]+)*\]\s*#)\s*\w+"
)


def prints(files: Sequence[Source]) -> list[str]:
    """Find `print` anywhere but on the command lines."""
    return [
        source.at(node, "only a command line prints: log an event, or write to the stream you were given")
        for source in files
        if not source.within(*MAY_PRINT)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def second_publishers(files: Sequence[Source]) -> list[str]:
    """Find places that publish App Home besides its one publisher, by method or by Slack's name for it."""
    return [
        source.at(node, "Home has one publisher, handlers/home.py: call it, its private_metadata is the member's own")
        for source in files
        if not source.within(*MAY_PUBLISH)
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "views_publish")
        or (isinstance(node, ast.Constant) and node.value == "views.publish")
    ]


def transactions_outside_services(files: Sequence[Source]) -> list[str]:
    """Find a write transaction opened on somebody's `db` outside the use cases."""
    return [
        source.at(node, "only a use case in bot/services opens a transaction: call one, or write one")
        for source in files
        if not source.within(*MAY_OPEN_TRANSACTIONS)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "begin" and _last_name(node.value) in {"db", "database"}
    ]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def spelled_foreign_keys(files: Sequence[Source]) -> list[str]:
    """Find foreign keys that name their table in a string: its module may not have been read when a row is kept."""
    return [
        source.at(node.value, "say key_of(Table): only so is the table that this one points to read with it")
        for source in files
        for node in ast.walk(source.tree)
        if isinstance(node, ast.keyword) and node.arg == "foreign_key" and isinstance(node.value, ast.Constant)
    ]


def tables_without_team(files: Sequence[Source]) -> list[str]:
    """Find tables whose rows do not say whose workspace they belong to."""
    return [
        source.at(node, f"table {node.name} needs team_id: every row belongs to a workspace")
        for source in files
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and _is_table(node) and node.name not in WITHOUT_TEAM and not _has_team(node)
    ]


def _is_table(node: ast.ClassDef) -> bool:
    return any(
        word.arg == "table" and isinstance(word.value, ast.Constant) and word.value.value for word in node.keywords
    )


def _has_team(node: ast.ClassDef) -> bool:
    return any(
        isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id == "team_id"
        for line in node.body
    )


def exceptions_without_reason(files: Sequence[Source]) -> list[str]:
    """Find lint and type exceptions that name no rule or give no reason."""
    return [
        f"{source.path}:{token.start[0]}: name the rule and say why: `noqa: RULE - why` or `type: ignore[rule]  # why`"
        for source in files
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline)
        if token.type == tokenize.COMMENT
        and EXCEPTION.match(token.string)
        and not EXCEPTION_WITH_REASON.match(token.string)
    ]
