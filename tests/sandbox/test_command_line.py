"""What the command line is given wrongly: one line says what, on standard error, and nothing starts."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.sandbox.pieces import MANIFEST

GOOD = yaml.safe_dump(MANIFEST)


def serve(manifest: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Start a workspace that must not come up, and return how it ended."""
    command = [sys.executable, "-m", "sandbox", "serve", "--manifest", str(manifest), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def assert_refused(ended: "subprocess.CompletedProcess[str]") -> None:
    """Hold that it says why in a sentence of its own."""
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("sandbox: ")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "a: b: c:",
        "display_information: 5",
        "display_information: {}",
        "display_information: {name: X}\nfeatures: {slash_commands: [5]}",
    ],
)
def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(text, encoding="utf-8")
    assert_refused(serve(manifest))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "99999"],
        ["--port", "-1"],
        ["--users", "ada:Nowhere/Land"],
        ["--users", f"{MANIFEST['features']['bot_user']['display_name']}:UTC"],
        ["--private", "desk=nobody"],
    ],
    ids=" ".join,
)
def test_an_argument_that_makes_no_sense_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(GOOD, encoding="utf-8")
    assert_refused(serve(manifest, *arguments))


def test_a_state_that_is_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    manifest, state = tmp_path / "manifest.yml", tmp_path / "letter.txt"
    manifest.write_text(GOOD, encoding="utf-8")
    state.write_text("Dear Ada,\n" * 100, encoding="utf-8")
    assert_refused(serve(manifest, "--state", str(state)))
    assert_refused(serve(manifest, "--state", str(tmp_path)))
    assert state.read_text(encoding="utf-8").startswith("Dear Ada,")


def test_an_address_that_is_none_is_refused() -> None:
    command = [sys.executable, "-m", "sandbox", "act", "--base", "nowhere", "show"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("nowhere is no address")
