"""Every way into the bot, found by people who open, press and send off whatever they are shown: one walk for all.

Nothing that happens on the way stays: after each step that has changed something all is put back.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from slack_bolt import App

from bot.views.screens import Screen
from tests.integration.listeners import taken_by
from tests.integration.rewinding import Kept
from tests.integration.test_roster_screens import FILE
from tests.looking import FIND, SOME_DAY, filled_in
from tests.onlookers import Stage, pressed_by, submitted_by, ways_in
from tests.payloads import Payload, event, slash

COMMANDS = ("/goals", "/agenda", "/recap", "/mentor", "/broker")
NUMBERS = re.compile(r"[0-9a-f]{32}|\d+")
DEEP = (
    "request:open",
    "recap:write",
    "agenda:quick",
    "door:act name",
    "find:card",
    "note:mine",
    "note:2 send",
    "pair:",
)
"""What leads to something else each time: pressed by everybody, and more than once."""
DEEP_PRESSES = 3
FAMILIES = ("open:", "board:of:", "scenario:open:")
"""Buttons of which each leads to a screen that is come to by other ways as well."""
MUST_BE: Mapping[str, Payload] = {
    "pair_mentor": {"selected_user": "U0SECOND01"},
    "pair_mentee": {"selected_user": "U0STRANGER"},
    "data_word": {"value": "erase"},
    "roster_file": {"files": [{"id": FILE, "name": "roster.csv"}]},
}
"""What a form does not take without: it would speak of that first, and of no right."""
MOST_CHOICES = 6
"""Of one menu, or of one family."""
MOST_STEPS = 2000


@dataclass(frozen=True)
class Way:
    """One payload that a listener takes, from somebody who may send it."""

    name: str
    """Of the listener."""
    user: str
    payload: Payload
    what: str = ""
    """What is pressed, chosen, sent or typed, whichever id it carries."""
    heard: str = ""
    """What whoever may has heard, as JSON; nothing of what nobody has tried."""


@dataclass
class Walk:
    """What has been found so far."""

    stage: Stage
    app: App
    names: list[str]
    files: tuple[Kept, ...]
    ways: dict[str, list[Way]] = field(default_factory=dict)
    pressed: Counter[str] = field(default_factory=Counter)
    steps: int = 0

    def go(self, user: str, *shown: Payload, group: str, words: Iterable[str] = tuple(Screen)) -> None:
        """Let somebody open Home and these screens, and press and send off what they are shown, or were shown before.

        People of one `group` are shown the same kinds of things: what one of them has pressed the others leave out.
        """
        ahead, soon = [*shown], self.stage.clock.at + timedelta(days=30)
        for payload in openers(user, words):
            ahead += self.step(user, payload, str(payload.get("text", "")))
        while ahead:
            surface = ahead.pop(0)
            for what, payload in doings(surface, user=user, day=soon.date()):
                if self._is_new(what, user, group):
                    ahead += self.step(user, payload, what)

    def _is_new(self, what: str, user: str, group: str) -> bool:
        """Return whether something is still to be pressed, and note that it is."""
        is_deep = what.startswith(DEEP)
        mark, most = (f"{user} {what}", DEEP_PRESSES) if is_deep else (f"{group} {what}", 1)
        family = next((each for each in FAMILIES if what.startswith(each)), what.partition(" ")[0])
        kind = f"{group} {family}"
        is_new = self.pressed[mark] < most and (is_deep or self.pressed[kind] < MOST_CHOICES)
        self.pressed.update({mark, kind} if is_new else ())
        return is_new

    def step(self, user: str, payload: Payload, what: str) -> list[Payload]:
        """Send a payload, put all back, and return the surfaces that it has shown."""
        self.steps += 1
        assert self.steps < MOST_STEPS, "there is no end to it"
        name = taken_by(self.app, self.names, payload)
        assert name, f"no listener takes {payload}"
        said = heard(self.stage, payload, user=user)
        self.ways.setdefault(name, []).append(Way(name, user, payload, what, as_json(said)))
        shown = [each.get("view") or each for reader, each in said if reader == user]
        for each in self.files:
            each.rewind()
        return [surface for surface in shown if "blocks" in surface]


def heard(stage: Stage, payload: Payload, *, user: str) -> list[tuple[str | None, Payload]]:
    """Let somebody send a payload; return whatever left the bot because of it, and whom it reached."""
    start = len(stage.rapport.slack.calls), len(stage.acks)
    stage.send(payload, user=user)
    return list(stage.said_to(*start))


def as_json(said: Iterable[tuple[str | None, Payload]]) -> str:
    """Return payloads as one text, in which sentences can be looked for."""
    return json.dumps([payload for _, payload in said], ensure_ascii=False)


def openers(user: str, words: Iterable[str]) -> Iterator[Payload]:
    """Yield what opens Home, every screen that has a command of its own, and these screens of /mentor."""
    yield event("app_home_opened", user=user, channel="D1", tab="home", event_ts="1.1")
    yield from (slash(command, user=user) for command in COMMANDS if words)
    yield from (slash("/mentor", word, user=user) for word in words)


def entered(form: Payload, day: date) -> dict[str, Payload]:
    """Return what is entered in a form: whatever comes first, people and a file where they must be, that day."""
    filled = filled_in(form)
    for name, block in filled.items():
        for element in block.values():
            if element.get("selected_date") == SOME_DAY:
                element["selected_date"] = day.isoformat()
            element.update(MUST_BE.get(name, {}))
    return filled


def doings(surface: Payload, *, user: str, day: date) -> Iterable[tuple[str, Payload]]:
    """Yield whatever can be done on a surface: what it is, whichever id it carries, and its payload."""
    for action in ways_in(surface):
        chosen = str((action.get("selected_option") or {}).get("value", ""))
        what = NUMBERS.sub("#", f"{action['action_id']} {chosen}")
        yield what, pressed_by(surface, action, user=user)
    if surface.get("submit"):
        sent = submitted_by(surface, user=user)
        if surface["callback_id"] != FIND:
            sent["view"]["state"] = {"values": entered(surface, day)}
        yield f"{surface['callback_id']} send", sent
