"""Whoever stands at the door of every conversation: sees each message as it arrives, and holds it against the rules."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import col, select

from sandbox.blockkit import check_message
from storage.touchpoints import IS_IN_FLIGHT, IS_READY, Touchpoint
from storage.vocabulary import Lane, TouchpointKind, TouchpointState
from tests.faults.year import care, rules
from tests.faults.year.answering import asked_in
from tests.faults.year.people import TEAM, Fellow
from tests.faults.year.world import World
from tests.payloads import Payload

A_MONTH, AN_HOUR = timedelta(days=31), timedelta(hours=1)
POST, FILE = "chat.postMessage", "files.upload.v2"

React = Callable[[Fellow, Sequence[Touchpoint], str, Payload], None]

ABOVE, OUTSIDE, GONE, TWICE, OTHER = "above cap", "outside hours", "about gone", "twice", "otherwise"
COLUMNS = (ABOVE, OUTSIDE, GONE, TWICE, OTHER)
"""What can be wrong with a message."""
UNDER = {"outside hours": OUTSIDE, "pointless": GONE, "to somebody who has left": GONE}
ASKS = 2
"""How often one thing is asked for: once, and one reminder."""


@dataclass
class Received:
    """What has reached one person so far."""

    counted: list[datetime] = field(default_factory=list)
    unsolicited: list[datetime] = field(default_factory=list)
    said: set[tuple[str, str, int]] = field(default_factory=set)
    """Kind, subject and revision of what was not put off."""
    asked: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    """The same of what was asked for, by what it asks."""
    check_ins: list[tuple[datetime, int]] = field(default_factory=list)
    """When they were asked about a mentee, and in which round."""
    messages: int = 0
    digests: int = 0
    by_rule: int = 0
    """Messages outside hours that the rules allow."""


@dataclass
class Inspector:
    """Counts, and writes down every rule that was broken."""

    world: World
    react: React
    received: defaultdict[str, Received] = field(default_factory=lambda: defaultdict(Received))
    """By user id."""
    arrived: Counter[str] = field(default_factory=Counter)
    """How often each row arrived, by its id."""
    told_at: dict[str, datetime] = field(default_factory=dict)
    """Of what somebody has just caused, by the id of its row: since when it wants to be told."""
    broken: list[tuple[str, str]] = field(default_factory=list)
    """The user id, and what was wrong."""
    flaws: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same in numbers, by the kind of message and COLUMNS."""

    def expect_news(self) -> None:
        """Remember what somebody has caused at this very instant."""
        with self.world.deps.db.read() as session:
            fresh = select(Touchpoint.id).where(IS_READY, Touchpoint.team_id == TEAM, Touchpoint.lane == Lane.PERSON)
            for row_id in session.exec(fresh.where(col(Touchpoint.due_at) == self.world.clock.at)):
                self.told_at.setdefault(row_id, self.world.clock.at)

    def inspect(self, method: str, user_id: str, ts: str, payload: Payload) -> None:
        """Look at one call: a message, or a file; a title that goes ahead of somebody's first file is no message."""
        fellow = self.world.fellows[user_id]
        rows = self._under_way(fellow)
        is_preface = method == POST and any(row.kind in rules.ANSWERS for row in rows)
        if is_preface:
            return
        self.note(user_id, not rows, f"{method} for no row")
        self.note(user_id, method not in {POST, FILE}, f"called {method}")
        said = {key: value for key, value in payload.items() if key in {"text", "blocks"}}
        self.note(user_id, method == POST and check_message(said) != [], "a message that Slack refuses")
        for row in rows:
            self._judge(fellow, row)
        self._care(fellow, rows, payload)
        if rows:
            self._count(fellow, rows)
            self.react(fellow, rows, ts, payload)

    def note(self, user_id: str, is_broken: bool, rule: str, *, kind: str = "", under: str = OTHER) -> None:
        """Write down what was broken, and when; count it for that kind of message `under` one of COLUMNS."""
        if is_broken:
            self.broken.append((user_id, f"{self.world.clock.at:%Y-%m-%d %H:%M:%S} {kind} {rule}"))
            self.flaws[kind, under] += 1

    def _under_way(self, fellow: Fellow) -> list[Touchpoint]:
        with self.world.deps.db.read() as session:
            theirs = select(Touchpoint).where(IS_IN_FLIGHT, col(Touchpoint.member_id) == fellow.member.id)
            return [row for row in session.exec(theirs) if row.state is TouchpointState.SENDING]

    def _judge(self, fellow: Fellow, row: Touchpoint) -> None:
        user_id, received, at = fellow.member.user_id, self.received[fellow.member.user_id], self.world.clock.at
        note = partial(self.note, user_id, kind=row.kind)
        for flaw in rules.flaws(self.world, fellow, row):
            note(True, f"{row.id[:8]}: {flaw}", under=UNDER.get(flaw, OTHER))
        told_at = self.told_at.get(row.id)
        is_held = row.kind not in rules.PROMPTS and told_at is not None and rules.is_held_too_long(fellow, told_at, at)
        note(is_held, f"{row.id[:8]}: known since {told_at}, and not told at the next opening")
        self.arrived[row.id] += 1
        note(self.arrived[row.id] > 1, f"{row.id[:8]}: twice", under=TWICE)
        if row.dedupe_key.count(":") == 3:
            key = (row.kind, row.subject_id, row.revision)
            note(key in received.said, f"{row.id[:8]}: said before", under=TWICE)
            received.said.add(key)
            asks = (str(rules.PROMPTS.get(row.kind, row.kind)), row.subject_id, row.revision)
            received.asked[asks] += 1
            note(received.asked[asks] > ASKS, f"{row.id[:8]}: a second reminder", under=TWICE)

    def _care(self, fellow: Fellow, rows: Sequence[Touchpoint], payload: Payload) -> None:
        """Look at what a check-in asks."""
        user_id, kind = fellow.member.user_id, TouchpointKind.CHECK_IN
        before = self.received[user_id].check_ins
        for asked in asked_in(payload) if any(row.kind is kind for row in rows) else ():
            for flaw in care.flaws(self.world, fellow, asked, before=before):
                self.note(user_id, True, flaw, kind=kind, under=GONE if "no more" in flaw else OTHER)
            before.append((self.world.clock.at, asked.number))

    def _count(self, fellow: Fellow, rows: Sequence[Touchpoint]) -> None:
        user_id, at, choices = fellow.member.user_id, self.world.clock.at, fellow.choices
        received = self.received[user_id]
        received.messages += 1
        received.digests += len(rows) > 1
        received.by_rule += not fellow.is_at_work(at)
        if rules.is_counted(rows):
            today = sum(fellow.today(each) == fellow.today(at) for each in received.counted)
            note = partial(self.note, user_id, kind=rows[0].kind, under=ABOVE)
            note(any(at - each < AN_HOUR for each in received.counted[-2:]), "two within an hour")
            note(today >= choices.daily, f"more than {choices.daily} on one day")
            received.counted.append(at)
        if rules.is_unsolicited(rows):
            month = sum(at - each < A_MONTH for each in received.unsolicited)
            why = f"more than {choices.monthly} within 31 days"
            self.note(user_id, month >= choices.monthly, why, kind=rows[0].kind, under=ABOVE)
            received.unsolicited.append(at)
