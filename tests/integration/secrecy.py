"""What must never be logged, and a look at whether it was."""

import io
from typing import Any

from tests.payloads import USER

WORD = "MARKER"
MARKER = f"{WORD}he threatens my promotion"
TRIGGER = "1.1.trigger"


def assert_silent_about_people(lines: io.StringIO) -> None:
    """Fail when a line holds what somebody typed, who it was, or what opens a door to either."""
    said = lines.getvalue()
    for secret in (WORD, USER, "maya", "xoxb-", "xapp-", "response_url", TRIGGER):
        assert secret not in said, said


def fail(command: dict[str, Any]) -> None:
    """Fail as a careless listener does: with everything it knows."""
    raise ValueError(command["text"], command["user_id"])
