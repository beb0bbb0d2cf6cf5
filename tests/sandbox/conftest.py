"""One sandbox for each module of tests."""

from collections.abc import Iterator

import pytest

from tests.sandbox.world import Person, World, running


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A running sandbox that the tests of a module share."""
    with running(tmp_path_factory.mktemp("world") / "state.db") as world:
        yield world


@pytest.fixture
def ada(world: World) -> Person:
    """The workspace's owner."""
    return world.person("ada")


@pytest.fixture
def someone(world: World) -> Person:
    """Somebody whom no other test knows."""
    return world.newcomer()
