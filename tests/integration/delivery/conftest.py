"""Fixtures of delivery: a clock that stands, a Slack that takes everything, and writers that say the same."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.deps import Deps
from bot.services.letter import Letter, Written
from storage.vocabulary import TouchpointKind
from tests.outbox import HandClock, writers
from tests.rapport import Rapport

SECRET = "the words of the pair"
ONCE, AGAIN = TouchpointKind.AGENDA_PROMPT, TouchpointKind.MEETING_PLANNED


@pytest.fixture(autouse=True)
def letters(rapport: Rapport, monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Every letter that was written, of any kind, in order; Slack takes each."""
    rapport.slack.answers["chat.postMessage"] = lambda said: {
        "ok": True,
        "ts": "1.1",
        "channel": f"D{said['channel'].lstrip('D')}",
    }
    written: list[Letter] = []

    def write(_deps: Deps, letter: Letter) -> Written:
        written.append(letter)
        return {"text": f"{SECRET} {letter.subject_id}", "blocks": []}

    for kind in TouchpointKind:
        monkeypatch.setitem(writers(), kind, write)
    return written


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon."""
    return HandClock()


def refusing(code: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return what answers every call with that refusal."""
    return lambda _: {"ok": False, "error": code}
