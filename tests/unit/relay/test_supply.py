"""Keys stay where they were put, and what is installed is what was looked at."""

import re
from typing import NoReturn

import pytest

from bot.console import main
from storage.relay.keys import RelayKeyError, RelayKeys, new_relay_key
from tests.architecture.source import ROOT

A_KEY = re.compile(r"\b[a-z0-9]{1,8}:([A-Za-z0-9+/]{43}=)")
A_TOKEN = re.compile(r"\bx(?:oxb|app)-\d[\w-]{20,}")
PINNED = re.compile(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+")


def texts() -> list[str]:
    """Return the text of every file of ours; what runs and tools leave behind is not ours."""
    folders = ("bot", "handlers", "storage", "sandbox", "tests", "docs", "requirements", ".ci")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*")]
    files += [file for file in ROOT.iterdir() if file.name != ".env"]
    kinds = {".py", ".toml", ".yml", ".md", ".txt", ".json", ".js", ".html", ".css", ".mako", ".example", ""}
    return [file.read_text("utf-8", "replace") for file in files if file.suffix in kinds and file.is_file()]


def is_a_key(encoded: str) -> bool:
    """Return whether a start would take this for a root key."""
    try:
        RelayKeys.of(f"a:{encoded}")
    except RelayKeyError:
        return False
    return True


def test_no_file_of_the_repository_holds_a_key_or_a_token() -> None:
    """Relay 67: neither in code nor in a test, an example or a picture's caption."""
    assert A_KEY.search(new_relay_key("a")), "the search would find one"
    found = [match[0][:12] for text in texts() for match in A_KEY.finditer(text) if is_a_key(match[1])]
    assert found == []
    assert [match[0][:12] for text in texts() for match in A_TOKEN.finditer(text)] == []


@pytest.mark.parametrize("command", main.COMMANDS)
def test_no_command_takes_a_key_where_every_process_could_read_it(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Relay 67: arguments stand in /proc for all to see; keys come by the environment alone."""
    with pytest.raises(SystemExit):
        main.main([command, "--help"], environ={}, compose=_never, register=_never)
    options = re.findall(r"--[a-z-]+", capsys.readouterr().out)
    assert set(options) <= {"--apply", "--help", "--relay", "--forget", "--workspace", "--half-year", "--json"}


@pytest.mark.parametrize("name", ["app", "demo", "dev"])
def test_everything_that_is_installed_has_a_hash(name: str) -> None:
    """Relay 68: each version is pinned, with the hashes of its files."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    wanted = [line for line in text.splitlines() if PINNED.match(line)]
    assert len(wanted) > 20
    assert [line.split()[0] for line in wanted if "--hash=sha256:" not in line] == []
    others = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(others) == len(wanted)


def test_nothing_is_installed_without_its_hash() -> None:
    """Relay 68: the one way in which make installs anything asks for hashes."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert installs
    assert [line for line in installs if "--require-hashes" not in line and "uv" not in line] == []


def _never(*_: object) -> NoReturn:
    raise AssertionError("nothing is built for a page of help")
