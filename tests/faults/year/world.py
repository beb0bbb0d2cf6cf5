"""The programme at one moment of its year: who is in it, what was agreed, and what will be done when."""

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from bot.deps import Deps
from bot.errors import UserError
from storage.vocabulary import Cadence, ItemState
from tests.faults.year.people import Fellow
from tests.outbox import HandClock

Deed = Callable[[], object]


@dataclass
class Couple:
    """Two people whom a facilitator brings together."""

    pair_id: str
    mentor: Fellow
    mentee: Fellow
    cadence: Cadence
    answers: set[bool] = field(default_factory=set)
    is_formed: bool = False
    ahead: "Meeting | None" = None
    formed_at: datetime | None = None
    ends_at: datetime | None = None
    """When it ends, as both have been told."""
    over_at: datetime | None = None
    """When it has ended."""
    drifts_until: datetime | None = None
    """Until then neither thinks of a meeting."""
    rests_until: date | None = None
    """Neither is asked about the quiet before, as they have chosen."""
    wrote_at: dict[str, datetime] = field(default_factory=dict)
    """Who has left the other a note last when, by user id."""
    has_agreed: bool = False
    shares: bool = False
    """Whether the mentee lets the mentor read something that they need."""
    has_statement: bool = False
    """Whether the mentor has asked for a statement."""
    told_over: set[str] = field(default_factory=set)
    """Who has heard that it ends only when it was over, by user id."""
    asked_about: dict[str, datetime] = field(default_factory=dict)
    """About the quiet since when somebody has been asked, by user id."""

    @property
    def two(self) -> tuple[Fellow, Fellow]:
        """Return both."""
        return self.mentor, self.mentee

    @property
    def is_alive(self) -> bool:
        """Whether both are there, and a pair."""
        return self.is_formed and self.over_at is None and not any(fellow.is_gone for fellow in self.two)

    def partner_of(self, fellow: Fellow) -> Fellow:
        """Return the other one."""
        return self.mentee if fellow is self.mentor else self.mentor


@dataclass
class Meeting:
    """What the two have agreed, and what has become of it, as they remember it."""

    meeting_id: str
    couple: Couple
    starts_at: datetime
    ends_at: datetime
    revision: int = 1
    is_cancelled: bool = False
    is_not_held: bool = False
    wrote: set[str] = field(default_factory=set)
    """User ids of those who have sent a recap."""
    settled: set[str] = field(default_factory=set)
    """Of those who have sent one, or said that they will not."""


@dataclass
class Item:
    """Something that somebody promised."""

    item_id: str
    couple: Couple
    owner: Fellow
    due_on: date
    revision: int = 1
    state: ItemState = ItemState.OPEN


@dataclass
class Subject:
    """Something else that messages are about: a review, a note, a version of the agreement, a farewell."""

    couple: Couple
    revision: int = 1
    state: str = ""
    author: str = ""
    """By user id."""
    day: date | None = None
    steps: dict[str, str] = field(default_factory=dict)
    """How it stands for each of the two, by user id."""
    signed: set[str] = field(default_factory=set)
    """Who of the two has signed it, by user id."""


@dataclass
class World:
    """Everything that happens, in the order in which it happens."""

    deps: Deps
    clock: HandClock
    seed: int
    chance: Random
    ends_at: datetime
    """From then on nothing new is begun."""
    facilitator: Fellow
    fellows: dict[str, Fellow] = field(default_factory=dict)
    """By user id."""
    couples: dict[str, Couple] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)
    out_of_touch: dict[str, Fellow] = field(default_factory=dict)
    """Who has told a facilitator that they hear nothing, by member id."""
    life: float = 0.0
    """How much happens beside meetings: 0 for nothing, 1 for what a year brings."""
    deeds: Counter[str] = field(default_factory=Counter)
    """What people did, and how often they were refused."""
    _diary: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)

    def couple_of(self, subject_id: str) -> Couple | None:
        """Return whom a message is about, None when it is about no pair."""
        found = self.meetings.get(subject_id) or self.items.get(subject_id) or self.subjects.get(subject_id)
        return found.couple if found else self.couples.get(subject_id)

    def new_id(self) -> str:
        """Return an id that is the same in every year of this seed."""
        return f"{self.chance.getrandbits(128):032x}"

    def at(self, instant: datetime, deed: Deed) -> None:
        """Let something be done at that instant, or now where that is over. After the year nothing is begun."""
        if instant < self.ends_at:
            heapq.heappush(self._diary, (max(instant, self.clock.at), next(self._number), deed))

    def after(self, days: float, deed: Deed, *, since: datetime | None = None) -> None:
        """Let something be done so many days later, to the minute."""
        minutes = round(days * 24 * 60)
        self.at((since or self.clock.at) + timedelta(minutes=minutes), deed)

    def next_deed(self) -> datetime | None:
        """Return when something is done next, None when nothing is."""
        return self._diary[0][0] if self._diary else None

    def do_what_is_due(self) -> bool:
        """Do what is to be done by now; return whether there was anything."""
        is_due = bool(self._diary) and self._diary[0][0] <= self.clock.at
        while self._diary and self._diary[0][0] <= self.clock.at:
            _, _, deed = heapq.heappop(self._diary)
            deed()
        return is_due

    def attempt(self, name: str, deed: Deed) -> bool:
        """Do something that may be refused, as people's clicks are; return whether it was done."""
        try:
            deed()
        except UserError:
            self.deeds[f"{name}, refused"] += 1
            return False
        self.deeds[name] += 1
        return True
