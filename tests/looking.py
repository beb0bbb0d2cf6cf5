"""What one person can come by: whatever they open and read on from there, and whatever others were shown, pressed."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.onlookers import Stage, open_everything, open_home, pressed_by, remembered, submitted_by, ways_in
from tests.payloads import TEAM, Payload, slash

ELSEWHERE_TEAM = "T2"
WORDS = (
    "profile",
    "find",
    "requests",
    "matches",
    "agreement",
    "credit",
    "milestones",
    "thank",
    "pair",
    "roster",
    "desk",
)
"""Screens of /mentor besides those that `open_everything` opens."""
READS_ON = re.compile(
    r"^(board:|pair:|find:|home:page|library:(site|page)|agreement:(write|read|word|back)|offer:(open|pair)"
    r"|plan:(write|time|share|read|of)|request:(ask|open|list|page)|gate:(page|read|rules)|inquiry:open"
    r"|milestone:(add|of|page)|need:(add|open|find|change)|hint:|credit:(read|back)|door:(new|letter)|scenario:open|circle:(page|join)|newcomer:ask"
    r"|desk:(alone|notes|deeds)|[a-z]+:declare$)"
)
"""Buttons that show something and change nothing."""
FIND = "find_form"
SOME_DAY = "2026-12-01"
MOST_PRESSES = 400


class Elsewhere(Stage):
    """The same bot, as it is reached from another workspace."""

    def send(self, payload: Payload, *, user: str) -> None:
        """Hand over what `user` does there."""
        super().send(_moved(payload), user=user)


def read_on(
    stage: Stage, messages: Iterable[Payload] = (), *, user: str, words: Iterable[str] | None = None
) -> list[Payload]:
    """Open, as `user`, every screen, and from there and from these messages all that can be read.

    Where `words` of /mentor are named, Home and these screens alone. Returns what was shown, the messages among it.
    """
    start, got = _mark(stage), list(messages)
    if words is None:
        open_everything(stage, user=user)
    else:
        open_home(stage, user=user)
    for word in WORDS if words is None else words:
        stage.send(slash("/mentor", word, user=user), user=user)
    done: set[tuple[str, str]] = set()
    while fresh := [each for each in _reads([*got, *_shown_since(stage, start, user)]) if each[0] not in done]:
        for key, surface, action in fresh:
            if key not in done:
                done.add(key)
                assert len(done) < MOST_PRESSES, "one button leads to ever new ones"
                _do(stage, surface, action, user=user)
    return [*got, *_shown_since(stage, start, user)]


def forge(stage: Stage, shown: Iterable[Payload], ids: Iterable[str], *, user: str) -> Iterator[tuple[str, list[str]]]:
    """Press and send off, as `user`, whatever in these payloads carries one of `ids`; yield (what, what they heard)."""
    wanted, done = tuple(ids), set()
    for payload in shown:
        surface = payload.get("view") or payload
        carried = remembered(surface)
        for action in [*ways_in(surface), *([None] if surface.get("submit") else [])]:
            key = (str(action), carried if action else f"{carried}{surface['callback_id']}")
            if key in done or not any(each in "".join(key) for each in wanted):
                continue
            done.add(key)
            start = _mark(stage)
            _do(stage, surface, action, user=user)
            name = str(action["action_id"] if action else surface["callback_id"])
            yield name, [str(each) for each in _shown_since(stage, start, user)]


def _do(stage: Stage, surface: Payload, action: Payload | None, *, user: str) -> None:
    if action:
        stage.send(pressed_by(surface, action, user=user), user=user)
        return
    sent = submitted_by(surface, user=user)
    if surface["callback_id"] != FIND:
        sent["view"]["state"] = {"values": filled_in(surface)}
    stage.send(sent, user=user)


def filled_in(view: Payload) -> dict[str, Payload]:
    """Return what Slack sends of each field: what it was filled with, and something where it was empty."""
    return dict(_entered(view))


def _entered(view: Payload) -> Iterator[tuple[str, Payload]]:
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        options = element.get("options") or [
            option for each in element.get("option_groups", ()) for option in each["options"]
        ]
        said = {
            "value": element.get("initial_value", "1"),
            "selected_option": element.get("initial_option", next(iter(options), None)),
            "selected_options": element.get("initial_options", options[:1]),
            "selected_date": element.get("initial_date", SOME_DAY),
            "selected_time": element.get("initial_time", "10:00"),
            "selected_user": element.get("initial_user"),
            "selected_users": element.get("initial_users", []),
        }
        yield block["block_id"], {element["action_id"]: {"type": element["type"], **said}}


def _reads(shown: Iterable[Payload]) -> Iterator[tuple[tuple[str, str], Payload, Payload | None]]:
    for payload in shown:
        surface = payload.get("view") or payload
        for action in ways_in(surface):
            if READS_ON.match(action["action_id"]):
                yield (str(action), remembered(surface)), surface, action
        if surface.get("callback_id") == FIND:
            yield (FIND, ""), surface, None


def _mark(stage: Stage) -> tuple[int, int]:
    return len(stage.rapport.slack.calls), len(stage.acks)


def _shown_since(stage: Stage, start: tuple[int, int], user: str) -> list[Payload]:
    return list({str(said): said for reader, said in stage.said_to(*start) if reader == user}.values())


def _moved(payload: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return what Slack would send from the other workspace."""
    if isinstance(payload, dict):
        return {key: _moved(value) for key, value in payload.items()}
    if isinstance(payload, list):
        return [_moved(value) for value in payload]
    return ELSEWHERE_TEAM if payload == TEAM else payload
