"""`python app.py relay-check`, walked through in the sandbox."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.console import relay_check
from bot.content.catalogue import load_catalog
from tests.e2e.stage import MEMBER, ROOT, Stage, eventually

SAY = load_catalog().privacy


@contextmanager
def checking(running: Stage) -> Iterator["subprocess.Popen[str]"]:
    """Start the command in the place of the bot, as soon as it listens."""
    running.bot.stop()
    command = [sys.executable, "app.py", "relay-check"]
    given = dict(running.bot.environment)
    with subprocess.Popen(
        command, cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def lines_until(process: "subprocess.Popen[str]", last: str) -> list[str]:
    """Return what is printed until this line has come."""
    assert process.stdout
    said: list[str] = []
    while last not in said:
        line = process.stdout.readline()
        assert line, said
        said.append(line.rstrip())
    return said


def walk(running: Stage, process: "subprocess.Popen[str]") -> list[str]:
    """Do what the command asks for, and return what it says."""
    said = lines_until(process, relay_check.OPEN)
    running.act(MEMBER, "home")
    said += lines_until(process, relay_check.PRESS)
    eventually(lambda: SAY.check_heading in str(running.act(MEMBER, "show")["sees"]), "the Home of the check")
    running.act(MEMBER, "click", SAY.check_button)
    said += lines_until(process, relay_check.AGAIN)
    running.act(MEMBER, "messages")
    running.act(MEMBER, "home")
    said += lines_until(process, relay_check.LATER)
    assert process.wait(30) == 0, said
    return said


def test_a_person_is_led_through_and_the_next_time_hears_since_when_home_has_kept_it(fresh: Stage) -> None:
    with checking(fresh) as process:
        first = walk(fresh, process)
    assert sum(line.startswith("ok") for line in first) == 4, first
    assert "carries nothing" in str(first)
    with checking(fresh) as process:
        second = walk(fresh, process)
    assert "has kept the mark of a check since" in str(second)
    fresh.start_bot()
    fresh.act(MEMBER, "messages")
    fresh.act(MEMBER, "home")
    eventually(lambda: SAY.check_heading not in str(fresh.act(MEMBER, "show")["sees"]), "Home to be back")


def test_it_does_not_listen_beside_a_running_bot(shared: Stage) -> None:
    command = [sys.executable, "app.py", "relay-check"]
    given = dict(shared.bot.environment)
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "is running on this database already" in done.stderr
