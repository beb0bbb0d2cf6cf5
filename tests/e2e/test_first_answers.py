"""What people get from their first commands, over real Socket Mode."""

from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from tests.e2e.stage import CHANNEL, FACILITATOR, MEMBER, OWNER, Stage, eventually

SAY = load_catalog()


@pytest.mark.parametrize(
    ("command", "title"),
    [("/goals", SAY.goals.title), ("/agenda", SAY.agendas.title), ("/recap", SAY.recaps.title)],
)
def test_a_command_opens_its_screen(shared: Stage, command: str, title: str) -> None:
    shared.act(MEMBER, "slash", command)
    seen = eventually(lambda: shared.act(MEMBER, "show")["sees"].get("modal"), f"the screen of {command}")
    assert seen["title"] == title
    shared.act(MEMBER, "close")


def test_mentor_answers_only_the_one_who_asked(shared: Stage) -> None:
    shared.act(MEMBER, "--channel", "general", "slash", "/mentor help")
    read = eventually(lambda: _read_in_general(shared, MEMBER), "the answer")
    assert (read[-1]["text"], read[-1]["ephemeral"]) == (SAY.mentor.text, True)
    others = _read_in_general(shared, OWNER) or []
    assert SAY.mentor.text not in [message["text"] for message in others]


def test_the_private_door_opens_the_same_from_the_command_and_from_home(shared: Stage) -> None:
    shared.act(MEMBER, "slash", "/broker whatever is typed here")
    by_command = eventually(lambda: shared.act(MEMBER, "show")["sees"].get("modal"), "the private door")
    shared.act(MEMBER, "close")
    shared.act(MEMBER, "home")
    eventually(lambda: shared.act(MEMBER, "show")["sees"].get("home"), "Home")
    shared.act(MEMBER, "click", SAY.common.talk)
    by_button = eventually(lambda: shared.act(MEMBER, "show")["sees"].get("modal"), "the private door")
    shared.act(MEMBER, "close")
    assert by_button["texts"] == by_command["texts"]
    assert SAY.privacy.promise in by_command["texts"]


def test_an_owner_sets_the_programme_up_from_home(fresh: Stage) -> None:
    fresh.act(OWNER, "home")
    home = eventually(lambda: fresh.act(OWNER, "show")["sees"].get("home"), "Home")
    assert any(SAY.home.set_up in text for text in home["texts"])
    fresh.act(OWNER, "click", SAY.home.set_up_button)
    eventually(lambda: fresh.act(OWNER, "show")["sees"].get("modal"), "the settings")
    fresh.act(OWNER, "fill", f"{SAY.setup.ask_channel}={CHANNEL}", f"{SAY.setup.ask_contacts}=Ombuds: 555 0100")
    saved = fresh.act(OWNER, "submit")
    assert saved["sees"]["modal"]["title"] == SAY.setup.kept_title
    fresh.act(OWNER, "close")
    home = eventually(lambda: _home_without_setup(fresh), "a Home that needs no set-up")
    assert SAY.home.settings_button in [element["label"] for element in home["elements"]]
    assert fresh.act(FACILITATOR, "home")["ok"]
    fresh.act(MEMBER, "--channel", "general", "slash", "/mentor setup")
    refused = eventually(lambda: fresh.act(MEMBER, "--channel", "general", "show")["sees"]["messages"], "a refusal")
    assert refused[-1]["text"] == SAY.setup.facilitators_only
    fresh.act(MEMBER, "slash", "/broker")
    door = eventually(lambda: fresh.act(MEMBER, "show")["sees"].get("modal"), "the private door")
    assert "Ombuds: 555 0100" in door["texts"]


def test_slack_refuses_nothing_and_waits_for_nothing(shared: Stage) -> None:
    for command in ("/mentor", "/mentor nonsense", "/goals", "/agenda", "/recap", "/broker"):
        shared.act(MEMBER, "slash", command)
    shared.act(MEMBER, "home")
    assert shared.log("missed") == []
    refused = [entry for entry in shared.log("call") if not entry["detail"]["answer"].get("ok", True)]
    assert refused == []
    assert all(entry["ms"] < 3000 for entry in shared.log("ack"))


def _home_without_setup(running: Stage) -> dict[str, list[dict[str, str]]] | None:
    home: dict[str, list[dict[str, str]]] = running.act(OWNER, "show")["sees"].get("home", {})
    return None if any(SAY.home.set_up in text for text in home.get("texts", [])) else home


def _read_in_general(running: Stage, person: str) -> list[dict[str, Any]] | None:
    """Return what somebody reads in the channel, None while something else lies over it."""
    read: list[dict[str, Any]] | None = running.act(person, "--channel", "general", "show")["sees"].get("messages")
    return read
