"""Fixtures of the bot in the sandbox."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Stage, stage


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Stage]:
    """A new workspace in which nothing is set up."""
    with stage(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One workspace for all tests of a module; they leave it as they found it."""
    with stage(tmp_path_factory.mktemp("stage")) as running:
        yield running
