"""`python app.py import FILE`, as somebody types it: beside a running bot, and with it stopped."""

from pathlib import Path

import pytest

from bot.content.catalogue import load_catalog
from tests.e2e.stage import CHANNEL, FACILITATOR, MEMBER, OWNER, Stage, eventually, type_command

HEADING = "slack_id,email,rank,joined_on,supervisor"


@pytest.fixture
def roster(fresh: Stage, tmp_path: Path) -> Path:
    """A roster of three lines, of which the last is about nobody."""
    users = fresh.workspace["users"]
    lines = [f"{users[MEMBER]},,assistant,2026-09-01,fay@example.com", ",fay@example.com,full,,"]
    file = tmp_path / "roster.csv"
    file.write_text("\n".join((HEADING, *lines, ",nobody@example.com,full,,")), encoding="utf-8")
    return file


def test_a_roster_is_tried_beside_the_running_bot_and_kept_once_it_has_stopped(fresh: Stage, roster: Path) -> None:
    environ = dict(fresh.bot.environment)
    said = type_command("import", str(roster), expect=1, **environ)
    assert "Would be brought in: 2 lines. 2 change something, 0 say what is known already." in said
    assert "Line 4, nobody@example.com: email: nobody in this workspace is “nobody@example.com”." in said
    assert f"Line 2, {MEMBER}: rank assistant; joined_on 2026-09-01; supervisor {FACILITATOR}" in said
    assert "running on this database already" in type_command("import", str(roster), "--apply", expect=1, **environ)
    fresh.bot.stop()
    assert "Brought in: 2 lines. 2 changed" in type_command("import", str(roster), "--apply", expect=1, **environ)
    assert "0 changed something, 2 said what was" in type_command("import", str(roster), "--apply", expect=1, **environ)


def test_a_roster_can_come_before_the_first_start(fresh: Stage, tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(f"slack_id,rank\n{fresh.workspace['users'][OWNER]},full\n", encoding="utf-8")
    nothing_kept = {**fresh.bot.environment, "RAPPORT_DATA_DIR": str(tmp_path / "new")}
    assert "The database is not made yet" in type_command("import", str(file), expect=1, **nothing_kept)
    assert "Brought in: 1 lines." in type_command("import", str(file), "--apply", expect=0, **nothing_kept)


def test_a_file_that_is_not_there_is_named(fresh: Stage, tmp_path: Path) -> None:
    said = type_command("import", str(tmp_path / "none.csv"), expect=1, **dict(fresh.bot.environment))
    assert "none.csv cannot be read: No such file or directory." in said


def test_a_facilitator_brings_in_a_roster_from_slack(fresh: Stage, roster: Path) -> None:
    fresh.act(OWNER, "slash", "/mentor setup")
    settings = load_catalog().setup
    _wait_for_modal(fresh, OWNER, settings.intro)
    fresh.act(OWNER, "fill", f"{settings.ask_channel}={CHANNEL}")
    fresh.act(OWNER, "submit")
    fresh.act(FACILITATOR, "slash", "/mentor roster")
    _wait_for_modal(fresh, FACILITATOR, "nothing is written before you say so")
    fresh.act(FACILITATOR, "fill", f"The file={roster}")
    fresh.act(FACILITATOR, "submit")
    _wait_for_modal(fresh, FACILITATOR, "nobody in this workspace is “nobody@example.com”")
    fresh.act(FACILITATOR, "submit")
    _wait_for_modal(fresh, FACILITATOR, "Brought in: 2 lines. 2 changed something")
    fresh.act(MEMBER, "slash", "/mentor me")
    _wait_for_modal(fresh, MEMBER, f"{FACILITATOR} (supervisor)")


def _wait_for_modal(stage: Stage, person: str, words: str) -> None:
    eventually(lambda: words in str(stage.act(person, "show")["sees"].get("modal")), f"{person} to read {words}")
