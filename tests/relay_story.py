"""One private request from its first word to its end, by a process that can be killed at any moment of it.

A moment is the begin or the end of a commit in the relay's database, or of a call of Slack.
"""

import os
import signal
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, select

from bot.content.catalogue import load_catalog
from bot.deps import Deps, Slack
from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Asker, Desk, Door
from bot.domain.relay.intake import RequestDraft
from bot.domain.relay.mine import Hold
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import gateway_for
from bot.runtime.keys import keyring_for
from bot.runtime.relay import RelayPost
from bot.runtime.relay_keys import relay_for
from bot.services.relay import desk_acts, intake, mine, own_acts
from bot.services.relay.door import open_door
from bot.services.relay.programme import calendar_of
from bot.settings import load_settings
from storage.database import Database
from storage.relay.assignments import assignments_of
from storage.relay.cases import RelayCase
from storage.relay.vocabulary import CaseState, Outcome, Role, Theme, Urgency, Wish
from tests.outbox import HandClock
from tests.pairing import MENTEE, NOW
from tests.payloads import TEAM

WORDS, REPLY, ANSWER, END = "MARKER he is never there", "Shall I sit in?", "Yes, please", "Be well"
SENT = "sent"


@dataclass
class Story:
    """The story so far; what its author knows stands in a journal that outlives the process."""

    deps: Deps
    clock: HandClock
    journal: Path

    @property
    def receipt(self) -> str:
        """The receipt that its author was shown; empty when they were shown none."""
        return self.journal.read_text() if self.journal.exists() else ""

    def send(self) -> None:
        """Ask for a facilitator; the author then has the receipt on paper."""
        draft = RequestDraft(
            themes=frozenset({Theme.COMMUNICATION}),
            wish=Wish.ADVICE,
            urgency=Urgency.THIS_WEEK,
            words=WORDS,
            other_party_user_id=None,
            not_these=frozenset(),
            shares_other_party=False,
        )
        self.journal.write_text(intake.send(self.deps, door=self.door(), draft=draft, key="V0STORY").receipt)

    def go_on(self) -> None:
        """Do all that is not done yet; safe to repeat from any moment."""
        self._release()
        case = self.case()
        desk = Desk(TEAM, self._handler(case))
        if case.state is not CaseState.CLOSED:
            desk_acts.claim(self.deps, desk=desk, case_id=case.case_id)
        desk_acts.speak(self.deps, desk=desk, case_id=case.case_id, speech=Speech(REPLY), key="V0REPLY")
        if case.state is not CaseState.CLOSED:
            own_acts.answer(self.deps, door=self.door(), hold=self.hold(), speech=Speech(ANSWER), key="V0ANSWER")
        desk_acts.close(self.deps, desk=desk, case_id=case.case_id, outcome=Outcome.CONTINUES, words=END, key="V0CLOSE")

    def door(self) -> Door:
        """Return the author's door, as after /broker."""
        return open_door(self.deps, actor=Asker(TEAM, MENTEE), blob="")

    def hold(self) -> Hold:
        """Return what the receipt holds."""
        found = mine.by_receipt(self.deps, door=self.door(), typed=self.receipt)
        assert found, "the receipt finds nothing"
        return found

    def case(self) -> RelayCase:
        """Return the one case there is."""
        (case,) = self.cases()
        return case

    def cases(self) -> list[RelayCase]:
        """Return every case."""
        assert self.deps.relay
        with self.deps.relay.db.read() as session:
            return list(session.exec(select(RelayCase)))

    def _release(self) -> None:
        """Let the clock reach the slot of the card, and the one after it, in which an unclaimed case comes again."""
        calendar = calendar_of(self.deps, team_id=TEAM)
        post = RelayPost(self.deps, TEAM, threading.Event(), channel_seconds=0)
        slot = self.case().send_slot
        for _ in range(2):
            self.clock.at = calendar.instant_of(slot)
            post.turn()
            slot = calendar.first_from(self.clock.at + timedelta(minutes=1))

    def _handler(self, case: RelayCase) -> str:
        """Return who works on it, or whom it was given to."""
        assert self.deps.relay
        with self.deps.relay.db.read() as session:
            parts = {part.role: part.facilitator_id for part in assignments_of(session, case_id=case.case_id)}
        return parts.get(Role.OWNER) or parts[Role.PRIMARY]


def composed(environment: Mapping[str, str]) -> Deps:
    """Return the product's own collaborators, as that environment describes them; asks Slack nothing."""
    settings = load_settings(environment, env_file=None)
    keyring = keyring_for(settings)
    db = Database.open(settings.database_url, keyring=keyring)
    slack = gateway_for(settings, db)
    directory = LiveDirectory(slack)
    return Deps(settings, load_catalog(), keyring, db, HandClock(NOW), slack, directory, relay_for(settings))


def story(environment: Mapping[str, str], journal: Path) -> Story:
    """Return the story on real collaborators, on a clock that starts on a Tuesday morning."""
    clock = HandClock(NOW)
    return Story(replace(composed(environment), clock=clock), clock, journal)


@dataclass
class Fate:
    """Ends this process, as `kill -9` does, at the moment of that number."""

    moment: int
    passed: int = 0

    def comes(self, *_: object) -> None:
        """Let one more moment pass."""
        self.passed += 1
        if self.passed == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Mortal:
    """A way to Slack on which one can die."""

    slack: Slack
    fate: Fate

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
        """Call Slack; before it and after it a moment passes."""
        self.fate.comes()
        answer = self.slack.call(method, team_id=team_id, **arguments)
        self.fate.comes()
        return answer


def live(environment: dict[str, str], journal: str, moment: int) -> None:
    """Be the process that tells the story until that moment, or to its end."""
    fate, tale = Fate(moment), story(environment, Path(journal))
    slack = Mortal(tale.deps.slack, fate)
    tale.deps = replace(tale.deps, slack=slack, directory=LiveDirectory(slack))
    for kind in ("before_commit", "after_commit"):
        event.listen(Session, kind, fate.comes)
    tale.send()
    tale.go_on()
