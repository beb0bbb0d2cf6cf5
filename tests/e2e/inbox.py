"""What the bot has sent to somebody, read as the person reads it, and told apart by the phrases it was made of."""

import re
from typing import Any

from tests.e2e.stage import Stage

SLOT = re.compile(r"\\\{\w+\\\}")


def inbox(running: Stage, person: str) -> list[dict[str, Any]]:
    """Return every message from the bot to a person, oldest first."""
    user_id = next(user["id"] for user in running.get("/client/workspace")["users"] if user["real_name"] == person)
    rooms = running.get(f"/client/{user_id}/conversations")["conversations"]
    room = next(room["id"] for room in rooms if room["kind"] == "app")
    found: list[dict[str, Any]] = running.get(f"/client/{user_id}/messages?channel={room}")["messages"]
    return found


def kinds(running: Stage, person: str, phrases: dict[str, str]) -> list[str]:
    """Return which phrase each message to a person was made of, by its name; a file by its title.

    Args:
        running: the workspace.
        person: by real name.
        phrases: the name of each phrase that may come, and the phrase with its slots.

    Raises:
        AssertionError: a message fits none of them.
    """
    return [_kind(_words(message), phrases) for message in inbox(running, person)]


def _words(message: dict[str, Any]) -> str:
    """Return a message's text, or the title of the file in it."""
    titles = [str(file["title"]) for file in message.get("files", ())]
    return str(message["text"] or " ".join(titles))


def _kind(words: str, phrases: dict[str, str]) -> str:
    for name, phrase in phrases.items():
        if re.match(SLOT.sub(".+", re.escape(phrase)), words):
            return name
    raise AssertionError(f"nothing reads like {words!r}")
