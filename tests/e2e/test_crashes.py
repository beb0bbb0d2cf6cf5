"""kill -9 at any moment, started again: the workspace and the bot go on."""

import json
import random
import threading

from bot.console.processes import Child
from bot.content.catalogue import load_catalog
from tests.e2e.stage import CHANNEL, MEMBER, OWNER, PATIENCE_SECONDS, Stage, eventually

SAY = load_catalog()
DEAD_SECONDS = 10.0
"""After these a screen that has not come is one whose bot was killed before it could open it."""


def test_a_killed_bot_goes_on_where_it_was(fresh: Stage) -> None:
    _set_up(fresh)
    _kill(fresh.bot)
    outcome = fresh.act(MEMBER, "slash", "/mentor", expect=1)
    assert outcome["error"]
    fresh.start_bot()
    assert fresh.act(MEMBER, "slash", "/mentor")["ok"]
    fresh.act(MEMBER, "slash", "/broker")
    door = eventually(lambda: fresh.act(MEMBER, "show")["sees"].get("modal"), "the private door")
    assert "Ombuds: 555 0100" in door["texts"]


def test_a_killed_workspace_is_found_again_by_the_bot(fresh: Stage) -> None:
    fresh.act(MEMBER, "--channel", "general", "say", "remember me")
    _kill(fresh.sandbox)
    port = fresh.base_url.rsplit(":", 1)[1]
    command = list(fresh.sandbox.command)
    command[command.index("--port") + 1] = port
    fresh.sandbox.command = command
    fresh.sandbox.start(speaks=True)
    again = json.loads(fresh.sandbox.first_line())
    assert again == fresh.workspace
    fresh.wait_until_connected(1)
    eventually(lambda: fresh.act(MEMBER, "slash", "/mentor", expect=0)["ok"], "an answer")
    said = fresh.act(MEMBER, "--channel", "general", "show")["sees"]["messages"]
    assert "remember me" in [message["text"] for message in said]


def test_a_bot_killed_at_random_moments_of_a_set_up_keeps_all_of_it_or_nothing(fresh: Stage) -> None:
    chance = random.Random(20261122)
    for round_number in range(4):
        contacts = f"Ombuds: 555 01{round_number:02}"
        killer = threading.Timer(chance.uniform(0.3, 1.2), fresh.bot.process.kill if fresh.bot.process else print)
        killer.start()
        is_saved = _try_to_save(fresh, contacts)
        killer.join()
        fresh.bot.stop()
        fresh.start_bot()
        fresh.act(MEMBER, "slash", "/broker")
        door = eventually(lambda: fresh.act(MEMBER, "show")["sees"].get("modal"), "the private door")
        fresh.act(MEMBER, "close")
        assert not is_saved or contacts in door["texts"]


def _try_to_save(running: Stage, contacts: str) -> bool:
    """Return whether the person was told that it is saved."""
    try:
        _set_up(running, contacts, within_seconds=DEAD_SECONDS)
    except AssertionError:
        return False
    return True


def _set_up(running: Stage, contacts: str = "Ombuds: 555 0100", *, within_seconds: float = PATIENCE_SECONDS) -> None:
    running.act(OWNER, "slash", "/mentor setup")
    eventually(lambda: running.act(OWNER, "show")["sees"].get("modal"), "the settings", within_seconds=within_seconds)
    running.act(OWNER, "fill", f"{SAY.setup.ask_channel}={CHANNEL}", f"{SAY.setup.ask_contacts}={contacts}")
    assert running.act(OWNER, "submit")["sees"]["modal"]["title"] == SAY.setup.kept_title
    running.act(OWNER, "close")


def _kill(child: Child) -> None:
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    if child.process.stdout:
        child.process.stdout.close()
