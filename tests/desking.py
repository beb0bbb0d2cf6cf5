"""Facilitators at work: the slots that pass, the cards they bring, and what is pressed and entered at the desk."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.deps import Deps, Relay
from bot.domain.relay.calendar import RelayCalendar
from bot.runtime.relay import RelayPost
from bot.services.relay.programme import calendar_of
from bot.services.relay.switch import relay_of
from bot.views.relay import queue
from storage.relay.assignments import assignments_of
from storage.relay.vocabulary import Approach, Outcome, Role
from tests.asked import the_cases
from tests.asking import NUMBERS, Entered, ask, checked
from tests.facilitating import CHANNEL
from tests.onlookers import Stage, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE
from tests.payloads import TEAM, Payload, press, press_message, slash, submit
from tests.rapport import Rapport


@dataclass(frozen=True)
class Queue:
    """A programme whose cards are posted when a test says so."""

    stage: Stage
    post: RelayPost

    @property
    def deps(self) -> Deps:
        """Return the bot's collaborators, on the test's clock."""
        return self.stage.deps

    @property
    def relay(self) -> Relay:
        """Return the relay."""
        return relay_of(self.deps)

    @property
    def calendar(self) -> RelayCalendar:
        """Return when the programme works."""
        return calendar_of(self.deps, team_id=TEAM)

    @property
    def now(self) -> datetime:
        """Return what the clock shows."""
        return self.stage.clock.at

    def ask(self, entered: Entered | None = None, *, user: str = MENTEE, home: Payload | None = None) -> Payload:
        """Ask for a facilitator, and return the screen of the receipt."""
        return ask(self.stage.rapport, entered, user=user, home=home)

    def at_slot(self, slot: int) -> list[Payload]:
        """Let a slot begin; return the messages that go out in it."""
        self.stage.clock.at = self.calendar.instant_of(slot)
        return self.turn()

    def next_slot(self) -> list[Payload]:
        """Let the next slot begin; return the messages that go out in it."""
        return self.at_slot(self.calendar.later(self.calendar.slot_at(self.now), slots=1))

    def turn(self) -> list[Payload]:
        """Let the post look once; return what it has sent."""
        before = len(self.messages)
        self.post.turn()
        return self.messages[before:]

    @property
    def messages(self) -> list[Payload]:
        """Return every message so far."""
        return self.stage.rapport.slack.called("chat.postMessage")

    def first_card(self) -> Payload:
        """Let slots pass until the first card comes."""
        for _ in range(6):
            if sent := self.next_slot():
                return sent[0]
        raise AssertionError("no card came in three days")

    def part(self, role: Role) -> str:
        """Return who has this part in the one case there is."""
        (case,) = the_cases(self.stage.rapport)
        with self.relay.db.read() as session:
            parts = {row.role: row.facilitator_id for row in assignments_of(session, case_id=case.case_id)}
        return parts[role]

    def shown(self, payload: Payload, *, user: str) -> Payload:
        """Hand over what somebody does, and return the last screen that it brings."""
        before = len(self.stage.rapport.slack.calls)
        self.stage.send(payload, user=user)
        calls = [call for call in self.stage.rapport.slack.calls[before:] if call.method.startswith("views.")]
        assert calls, payload
        return checked(calls[-1].arguments["view"])

    def open(self, card: Payload, *, user: str) -> Payload:
        """Press the button of a card, and return what is shown."""
        return self.shown(press_message(card, self.deps.catalog.relay_desk.open, user=user), user=user)

    def claimed(self, *, entered: Entered | None = None, home: Payload | None = None) -> tuple[Payload, str]:
        """Ask, let the card come and be claimed; return the case on the owner's screen, and the owner."""
        self.ask(entered, home=home)
        owner = self.part(Role.PRIMARY)
        case = self.open(self.first_card(), user=owner)
        return self.press(case, self.deps.catalog.relay_desk.claim_button, user=owner), owner

    def press(self, view: Payload, label: str, *, user: str) -> Payload:
        """Press a button of a screen, and return what is shown."""
        return self.shown(press(view, label, user=user), user=user)

    def choose(self, view: Payload, approach: Approach, *, user: str) -> Payload:
        """Choose an option to offer, and return its form."""
        options = self.press(view, self.deps.catalog.relay_desk.option_button, user=user)
        pressed = press(options, self.deps.catalog.relay_desk.choose_button, user=user)
        pressed["actions"][0]["value"] = approach.value
        return self.shown(pressed, user=user)

    def sends(
        self, form: Payload, words: str, *, user: str, outcome: Outcome | None = None, view_id: str = ""
    ) -> Payload:
        """Send off a form, and return how it was answered; nothing means that it closed. Each form has its own id."""
        fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
        values: dict[str, Any] = {name: {"type": "plain_text_input", "value": words} for name in fields}
        if outcome:
            values[queue.OUTCOME] = {"type": "radio_buttons", "selected_option": {"value": outcome.value}}
        payload = submit(form, values, user=user)
        place = {"id": view_id or f"V{next(NUMBERS)}", "previous_view_id": user}
        payload = {**payload, "trigger_id": f"{user}.trigger", "view": {**payload["view"], **place}}
        return self.stage.rapport.answer_to(payload)

    def says(self, case: Payload, words: str, *, user: str) -> Payload:
        """Reply, and return the case as it is drawn anew."""
        form = self.press(case, self.deps.catalog.relay_desk.reply_button, user=user)
        before = len(self.stage.rapport.slack.called("views.update"))
        assert self.sends(form, words, user=user) == {}
        return checked(self.stage.rapport.slack.called("views.update")[before]["view"])

    def mine(self, *, user: str) -> Payload:
        """Ask for one's cases by the word, and return what is shown."""
        return self.shown(slash("/mentor", "cases", user=user), user=user)


@contextmanager
def queueing(rapport: Rapport, clock: HandClock, *, is_movable: bool = False) -> Iterator[Queue]:
    """Yield a programme whose bot does everything at once and posts without pauses."""
    place = {"ok": True, "ts": "1700000000.000100"}
    rapport.slack.answers["chat.postMessage"] = lambda said: {
        **place,
        "channel": CHANNEL if said["channel"] == CHANNEL else f"D{said['channel']}",
    }
    with staged(rapport, clock) as stage:
        settings = stage.deps.settings.model_copy(update={"clock_url": "http://127.0.0.1:9/"}) if is_movable else None
        yield Queue(stage, posting(stage.deps, settings=settings))


def posting(deps: Deps, *, settings: Any = None) -> RelayPost:  # noqa: ANN401 - the bot's settings
    """Return what posts the cards of the workspace, without pauses."""
    return RelayPost(replace(deps, settings=settings or deps.settings), TEAM, threading.Event(), channel_seconds=0)


def metadata_of(view: Payload) -> Payload:
    """Return what a screen carries."""
    kept: Payload = json.loads(view["private_metadata"])
    return kept
