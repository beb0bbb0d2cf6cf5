"""One scenario's world: a database, a Slack that can misbehave, a clock that can be set, and workers."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlmodel import col, select, update

from bot.services.letter import planned
from storage.columns import EPOCH, new_id
from storage.database import Database
from storage.installations import keep_installation
from storage.keyring import Keyring, new_key
from storage.members import Member
from storage.pace import Pace
from storage.touchpoints import PlannedTouchpoint, Touchpoint, plan
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.faults import books
from tests.faults.clock import MONDAY_NOON, FileClock
from tests.faults.crew import Crew, Worker, work
from tests.faults.leases import short_leases
from tests.faults.ledger import Ledger, balance
from tests.faults.waiting import POLL_SECONDS, wait_until
from tests.faults.workspace import Workspace, workspace

ONCE, AGAIN = TouchpointKind.AGENDA_PROMPT, TouchpointKind.MEETING_PLANNED
"""A kind that is sent once whatever happens, and one that is sent again when in doubt."""
OPEN = (TouchpointState.LEASED, TouchpointState.SENDING)
TEAM = "T0FAULTS"
A_DAY = timedelta(days=1)
A_FEW_MINUTES = timedelta(minutes=15)
"""No delay after a trouble is longer; what waits for working hours waits longer."""


@dataclass
class Stage:
    """The world of one scenario, and what was planned in it so far."""

    folder: Path
    url: str
    key: str
    db: Database
    slack: Workspace
    clock: FileClock
    chance: Random
    crew: Crew
    pace: dict[str, float] = field(default_factory=dict)
    """How the workers of this scenario differ from the usual ones."""
    marks: list[str] = field(default_factory=list)
    planned_at: float = 0.0

    @property
    def is_sqlite(self) -> bool:
        """Whether one process at a time may write."""
        return self.db.file is not None

    def work(self, *, is_awaited: bool = True, **differences: float | str) -> Worker:
        """Start one more worker; `differences` are fields of `tests.faults.worker.Manner`."""
        return self.crew.call(work, self.environment(**differences), is_awaited=is_awaited)

    def environment(self, **differences: float | str) -> dict[str, str]:
        """Return the whole environment of a process that works on this database."""
        manner = {**self.pace, **differences}
        return {
            "SLACK_BOT_TOKEN": f"xoxb-{TEAM}",
            "SLACK_APP_TOKEN": "xapp-faults",
            "SLACK_API_URL": str(manner.pop("base_url", self.slack.base_url)),
            "DATABASE_URL": self.url,
            "RAPPORT_DATA_DIR": str(self.folder),
            "RAPPORT_KEYS": self.key,
            "FAULTS_CLOCK": str(manner.pop("clock", self.clock.file)),
            "FAULTS_TEAM": TEAM,
            "FAULTS_MANNER": json.dumps(manner),
        }

    def keep_people(self, number: int, *, zone: str = "UTC", team_id: str = TEAM) -> list[Member]:
        """Keep and return that many members."""
        people = [
            Member(team_id=team_id, user_id=f"U{new_id()[-12:].upper()}", name="Ada", zone=zone) for _ in range(number)
        ]
        with self.db.begin() as session:
            session.add_all(people)
        return people

    def plan(
        self,
        people: Sequence[Member],
        *,
        kind: TouchpointKind = ONCE,
        due: timedelta = timedelta(seconds=-1),
        lives: timedelta = A_DAY,
        each: int = 1,
    ) -> list[str]:
        """Plan `each` messages for everyone, due so long after now, and return their dedupe keys."""
        due_at = self.clock.now() + due
        rows = [
            planned(
                kind=kind,
                member_id=person.id,
                team_id=person.team_id,
                subject_id=new_id(),
                due_at=due_at,
                expires_at=due_at + lives,
            )
            for _ in range(each)
            for person in people
        ]
        return self.keep(rows)

    def keep(self, rows: Sequence[PlannedTouchpoint]) -> list[str]:
        """Plan these rows and return their dedupe keys."""
        with self.db.begin() as session:
            plan(session, rows)
        marks = [row.dedupe_key for row in rows]
        self.marks += marks
        self.planned_at = time.time()
        return marks

    def rows(self) -> dict[str, Touchpoint]:
        """Return every row as it stands, by dedupe key."""
        with self.db.read() as session:
            return {row.dedupe_key: row for row in session.exec(select(Touchpoint))}

    def states(self) -> dict[str, TouchpointState]:
        """Return where every row stands, by dedupe key."""
        with self.db.read() as session:
            return {row.dedupe_key: row.state for row in session.exec(select(Touchpoint))}

    def unsettled(self) -> int:
        """Return how many rows are due or in somebody's hands."""
        now = self.clock.now()
        return sum(state in OPEN or due_at <= now for state, due_at in self._open_rows())

    def wait_until_settled(self, *, seconds: float = 60.0, is_hasty: bool = False) -> bool:
        """Return whether no row is due or in anybody's hands before so many seconds have passed.

        Args:
            seconds: how long to wait.
            is_hasty: wait for no delay: let blocks lapse, and the clock move on to what was put off by some minutes.
        """
        until = time.monotonic() + seconds
        while self.unsettled() or (is_hasty and self._hasten()):
            if time.monotonic() > until:
                return False
            time.sleep(POLL_SECONDS)
            if is_hasty:
                self._unblock()
        return True

    def _open_rows(self) -> list[tuple[TouchpointState, datetime]]:
        wanted = select(Touchpoint).where(col(Touchpoint.state).in_((TouchpointState.READY, *OPEN)))
        with self.db.read() as session:
            return [(row.state, row.due_at) for row in session.exec(wanted)]

    def _hasten(self) -> bool:
        """Move the clock to what was put off by a few minutes; return whether there is such a row."""
        soon = [due_at for _, due_at in self._open_rows() if due_at - self.clock.now() < A_FEW_MINUTES]
        if soon:
            self.clock.set(min(soon) + timedelta(milliseconds=1))
        return bool(soon)

    def set_pace(self, *, interval_us: int) -> None:
        """Let so many microseconds lie between two messages from now on, whoever sends, and the next slot be free."""
        with self.db.begin() as session:
            session.exec(update(Pace).values(interval_us=interval_us, next_slot_at=EPOCH))

    def _unblock(self) -> None:
        """Let every workspace's wait for Slack lapse."""
        with self.db.begin() as session:
            session.exec(update(Pace).where(col(Pace.blocked_until).is_not(None)).values(blocked_until=None))

    def wait_for_arrivals(self, number: int, *, seconds: float = 30.0) -> None:
        """Return when so many rows have arrived. Raises AssertionError when they have not in time."""
        wait_until(lambda: len(self.arrivals()) >= number, f"{number} arrivals", seconds=seconds)

    def arrivals(self) -> dict[str, list[books.Arrival]]:
        """Return what stands in people's conversations, by dedupe key."""
        return books.arrivals(self.slack.books)

    def calls(self) -> list[tuple[float, str, str]]:
        """Return when, in which workspace and with which outcome chat.postMessage was called."""
        return books.calls(self.slack.books)

    def wait_for_state(self, state: TouchpointState, *, number: int = 1) -> None:
        """Return when so many rows stand there. Raises AssertionError when they do not in time."""
        wait_until(lambda: list(self.states().values()).count(state) >= number, f"{number} rows {state}")

    def wait_for_line(self, event: str) -> None:
        """Return when a worker has logged this event. Raises AssertionError when none does in time."""
        wait_until(lambda: bool(self.crew.logged(event)), f"a log line {event}")

    def settle_down(self, *, seconds: float = 1.0) -> None:
        """Return when Slack has not been called for so long."""
        seen, since = -1, time.monotonic()
        while time.monotonic() - since < seconds:
            if (now := len(self.calls())) != seen:
                seen, since = now, time.monotonic()
            time.sleep(POLL_SECONDS)

    def ledger_when_settled(self, *, seconds: float = 60.0, is_hasty: bool = True) -> Ledger:
        """Wait until nothing is due, at most so long, and hold the books together."""
        self.wait_until_settled(seconds=seconds, is_hasty=is_hasty)
        return self.ledger()

    def ledger(self, *, promptly: float = 30.0) -> Ledger:
        """Hold the books together; what arrived more than `promptly` seconds after the last planning is late."""
        late_after = self.planned_at + promptly
        return balance(self.marks, self.rows(), self.arrivals(), now=self.clock.now(), late_after=late_after)


@contextmanager
def stage(folder: Path, url: str, *, seed: int, at: datetime = MONDAY_NOON) -> Iterator[Stage]:
    """Give a scenario its world in `folder`, on the migrated database at `url`; people's clocks begin at `at`."""
    key = new_key()
    with workspace(folder, seed=seed) as slack, ExitStack() as stack:
        clock = FileClock(folder / "clock")
        clock.set(at)
        crew = Crew(folder)
        stack.callback(crew.end)
        db = stack.enter_context(_database(url, key))
        yield Stage(folder, url, key, db, slack, clock, Random(seed), crew)


@contextmanager
def elsewhere(world: Stage, url: str) -> Iterator[Stage]:
    """Give the same world on another database."""
    with _database(url, world.key) as db:
        yield replace(world, url=url, db=db, marks=[])


@contextmanager
def _database(url: str, key: str) -> Iterator[Database]:
    """Open a database with the newest schema, install one workspace in it, and keep its leases short."""
    db = Database.open(url, keyring=Keyring.of(key))
    token, now = f"xoxb-{TEAM}", datetime.now(UTC)
    with db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token=token, bot_user_id="U0RAPPORT", at=now)
    with short_leases(db):
        yield db
    db.dispose()
