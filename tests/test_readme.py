"""What the README says must be so."""

import re
from pathlib import Path

import pytest

from bot.console.main import COMMANDS
from bot.settings import TEST_SETTINGS, setting_lines
from bot.views.screens import Screen
from tests.architecture.source import ROOT

MADE_BY_RUNNING = ("data/", ".venv/")
NAMED_OTHERWISE = {Screen.HELP, Screen.GOALS, Screen.PAST_GOALS, Screen.AGENDA, Screen.RECAP, Screen.TALK}
"""By `/mentor` itself, or by a command of their own."""
HEADINGS = "| Name | Default | Meaning |\n|---|---|---|"
CODE = re.compile(r"`([^`\n]+)`|^ {4}(.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def readme() -> str:
    """The README's text."""
    return (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def code(readme: str) -> list[str]:
    """Everything the README sets as code: inline pieces, and lines of code blocks."""
    return [inline or line for inline, line in CODE.findall(readme)]


def settings_table() -> str:
    """Return the table as it must stand in the README."""
    rows = (f"| `{line.name}` | {line.default} | {line.meaning} |" for line in setting_lines())
    return "\n".join((HEADINGS, *rows)) + "\n"


def test_its_settings_are_those_of_the_bot(readme: str) -> None:
    assert settings_table() in readme, f"put this table under Settings:\n\n{settings_table()}"


def test_every_make_target_it_names_exists(code: list[str]) -> None:
    named = {name for line in code for name in re.findall(r"\bmake ([a-z]+)", line)}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_every_command_it_names_exists(code: list[str]) -> None:
    named = {
        name for line in code for name in re.findall(r"\bpython (?:-OO -X no_debug_ranges )?app\.py ([a-z-]+)", line)
    }
    assert {"run", "check", "rekey"} <= named <= COMMANDS.keys()


def test_every_word_of_mentor_it_names_opens_something_and_none_is_left_out(readme: str) -> None:
    features = (ROOT / "docs" / "features.md").read_text("utf-8")
    named = set(re.findall(r"`/mentor ([a-z]+)`", readme + features))
    assert named <= set(Screen)
    assert set(Screen) - named == NAMED_OTHERWISE


def test_every_path_it_names_exists(code: list[str]) -> None:
    paths = {piece for piece in code if re.fullmatch(r"[\w.-][\w./-]*(/|\.(py|toml|yml|md))", piece)}
    missing = {path for path in paths if not path.startswith(MADE_BY_RUNNING) and not (ROOT / path).exists()}
    assert paths
    assert missing == set()


def test_every_picture_and_link_leads_somewhere(readme: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_its_picture_is_a_picture(readme: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", readme)
    assert pictures
    for picture in pictures:
        assert Path(ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_the_example_environment_names_every_setting_and_holds_no_secret() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    named = re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)
    assert set(named) == {line.name for line in setting_lines()} - {line.name for line in TEST_SETTINGS}
    assert re.findall(r"xox[bp]-|xapp-\d", text) == []
