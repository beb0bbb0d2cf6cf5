"""There is no way to ask who has asked: no command, no setting, no function that goes from a case to a person."""

import ast

import pytest

from bot.console.main import COMMANDS
from bot.settings import Settings
from storage.relay.tables import relay_metadata
from tests.architecture.source import Source, sources

FORBIDDEN = ("unmask", "reveal", "decrypt", "deanonym", "identify", "who_asked", "requester", "author")
"""What a way to find somebody out would be called."""
FOR_AUTHORS = {"door", "intake", "mine", "own_acts", "finding", "reveal", "relations"}
"""Modules of services that need somebody's door: what they can do, only that person can."""


def test_no_command_asks_who_has_asked() -> None:
    """Relay 51: neither a command nor what is said of it."""
    said = " ".join([*COMMANDS, *COMMANDS.values()]).lower()
    assert not [word for word in FORBIDDEN if word in said]


def test_no_setting_lets_anybody_see_who_has_asked() -> None:
    """Relay 51: there is no switch that the wrong hands could turn."""
    assert not [name for name in Settings.model_fields if any(word in name for word in FORBIDDEN)]


@pytest.mark.parametrize("source", sources("bot/console", "bot/runtime", "app.py"), ids=lambda source: source.path)
def test_what_runs_without_a_person_reaches_nothing_that_is_for_authors(source: Source) -> None:
    """Relay 51: the command line and the clockwork read neither words nor names, and have no door to come by."""
    reached = {each for each in _imported(source) if each.startswith("bot.services.relay.")}
    assert not {each.split(".")[3] for each in reached} & (FOR_AUTHORS | {"desk", "desk_acts"})


def test_a_name_is_taken_from_the_door_by_the_step_that_says_it_alone() -> None:
    """Relay 51: no other module of ours reads who stands there."""
    readers = {
        source.path
        for source in sources("bot", "handlers")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "identity"
    }
    assert readers == {"bot/services/relay/reveal.py", "handlers/relay/reveal.py"}


def test_no_column_of_the_relay_is_for_a_person_who_asks() -> None:
    """Relay 51: the only people in its tables are facilitators."""
    columns = {column.name for table in relay_metadata().tables.values() for column in table.columns}
    people = {
        name for name in columns if "user" in name or "member" in name or "person" in name or name.endswith("_by")
    }
    assert people == set()
    assert {name for name in columns if name.endswith("facilitator_id")} == {"facilitator_id", "to_facilitator_id"}


def _imported(source: Source) -> set[str]:
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found
