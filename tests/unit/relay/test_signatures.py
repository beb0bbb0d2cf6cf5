"""Only the door knows who asks: what lies behind it cannot even be handed a sender."""

import ast

import pytest

from tests.architecture.source import Source, sources

KNOW_SENDERS = {"bot/services/relay/door.py", "bot/services/relay/relations.py", "handlers/relay/door.py"}
SENDERS = {"args", "body", "context", "payload", "event", "command", "actor", "asker", "member", "user_id", "client"}
BEHIND = [each for each in sources("handlers/relay", "bot/services/relay") if each.path not in KNOW_SENDERS]


@pytest.mark.parametrize("source", BEHIND, ids=lambda source: source.path)
def test_no_function_behind_the_door_takes_a_sender(source: Source) -> None:
    taken = {
        argument.arg
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    }
    assert not taken & SENDERS


@pytest.mark.parametrize("source", BEHIND, ids=lambda source: source.path)
def test_no_module_behind_the_door_asks_for_the_asker(source: Source) -> None:
    named = {node.id for node in ast.walk(source.tree) if isinstance(node, ast.Name)}
    assert not named & {"Asker", "open_door", "BoltContext", "Args"}


def test_the_door_itself_is_where_it_was() -> None:
    assert {each.path for each in sources("handlers/relay", "bot/services/relay")} >= KNOW_SENDERS
