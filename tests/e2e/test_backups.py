"""`python app.py backup`, `restore` and `status`, as somebody types them beside a running bot."""

import json
import subprocess
import sys
from pathlib import Path

from storage.relay.keys import new_relay_key
from tests.e2e.stage import ROOT, Stage, stage


def typed(running: Stage, *words: str, expect: int = 0) -> str:
    """Run a command in the bot's environment and return all it said."""
    command = [sys.executable, "app.py", *words]
    environ = running.bot.environment
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == expect, said
    return said


def test_a_running_bot_is_backed_up_and_after_a_restore_it_goes_on(fresh: Stage, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert "The keys are NOT in it" in typed(fresh, "backup", str(backups))
    assert fresh.act("Mia", "slash", "/mentor")["ok"]
    assert "running on this database already" in typed(fresh, "restore", str(backups), expect=1)
    fresh.kill_bot()
    assert "Rapport can be started." in typed(fresh, "restore", str(backups))
    fresh.start_bot()
    assert fresh.act("Mia", "slash", "/mentor")["ok"]
    assert "wrong" not in typed(fresh, "check")


def test_private_requests_are_backed_up_and_restored_beside_the_rest(tmp_path: Path) -> None:
    backups, apart = str(tmp_path / "backups"), str(tmp_path / "apart")
    with stage(tmp_path, RELAY_KEYS=new_relay_key("a")) as running:
        assert "Private requests: copied to" in typed(running, "backup", backups, "--relay", apart)
        running.kill_bot()
        said = typed(running, "restore", backups, "--relay", apart)
        assert "Restored private requests" in said
        assert said.rstrip().endswith("Rapport can be started.")
        running.start_bot()
        assert "wrong" not in typed(running, "check")


def test_a_folder_without_a_backup_and_a_missing_word_are_told(shared: Stage, tmp_path: Path) -> None:
    shared_words = typed(shared, "backup", expect=2)
    assert "DIR" in shared_words
    (tmp_path / "nothing").mkdir()
    assert "running on this database already" in typed(shared, "restore", str(tmp_path / "nothing"), expect=1)


def test_status_reads_beside_a_running_bot(shared: Stage) -> None:
    assert isinstance(json.loads(typed(shared, "status", "--json")), list)
    typed(shared, "status")
