"""What docs/privacy.md says must be so."""

import re

import pytest

from bot.console.main import COMMANDS
from bot.console.relay_copies import KEPT
from bot.content.catalogue import load_catalog
from bot.domain.relay.retention import IDLE_WEEKS, MOST_WEEKS, NOTICE_WEEKS, QUIET_WEEKS, SHELL_WEEKS, TEXT_WEEKS
from bot.settings import setting_lines
from tests.architecture.source import ROOT

WEEK = 7


@pytest.fixture(scope="module")
def page() -> str:
    """The page's text."""
    return (ROOT / "docs" / "privacy.md").read_text("utf-8")


def test_it_promises_what_people_are_promised_and_nothing_else(page: str) -> None:
    quotes = re.findall(r"^> (.+)$", page, re.MULTILINE)
    assert quotes == [load_catalog().privacy.promise]


def test_its_times_are_those_of_the_relay(page: str) -> None:
    assert 30 <= TEXT_WEEKS * WEEK < 30 + WEEK
    assert 180 - WEEK < MOST_WEEKS * WEEK <= 180
    assert 120 <= SHELL_WEEKS * WEEK < 120 + WEEK
    assert QUIET_WEEKS * WEEK == 21
    assert 60 <= IDLE_WEEKS * WEEK < 60 + WEEK
    assert NOTICE_WEEKS * WEEK == 14
    assert KEPT.days == 30
    for phrase in ("thirty days after the end", "180 days", "120 days", "three weeks", "sixty days", "two weeks later"):
        assert phrase in page


def test_its_commands_settings_and_files_exist(page: str) -> None:
    assert set(re.findall(r"\bapp\.py ([a-z-]+)", page)) <= COMMANDS.keys()
    named = {line.name for line in setting_lines()}
    assert set(re.findall(r"\b(RELAY_[A-Z_]+)", page)) <= named
    paths = re.findall(r"`((?:bot|tests|docs)/[\w./]+)`", page)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", page)) <= targets


def test_it_says_what_it_will_not_say(page: str) -> None:
    assert 'never say "untraceable"' in page
    assert page.count("untraceable") == 1
    assert "anonymous" not in page.lower()
