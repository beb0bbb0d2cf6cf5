"""The year itself: people do things, and at each instant at which something is due the sender has its turn."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import structlog
from sqlmodel import select

from bot.content.catalogue import load_catalog
from bot.deps import Deps
from bot.domain.delivery import LONG_AGO
from bot.runtime.sender import Sender
from bot.services import delivery
from bot.settings import load_settings
from storage.database import Database
from storage.installations import keep_installation
from storage.keyring import Keyring
from storage.members import Member, keep_members
from storage.settings import keep_setting
from storage.touchpoints import Touchpoint
from storage.vocabulary import Cadence, SettingName
from tests.faults.year import answering, habits, meetings, rounds
from tests.faults.year.inspector import Inspector
from tests.faults.year.office import FACILITATORS, Office, Register
from tests.faults.year.people import PROGRAMME_HOLIDAYS, TEAM, ZONES, Fellow
from tests.faults.year.rules import PROMPTS
from tests.faults.year.world import Couple, World
from tests.outbox import AtOnce, HandClock
from tests.payloads import Payload

FACILITATOR = "U0000"
SWEEP = timedelta(hours=6)
"""How often what has expired is swept up, at most; the product does so every minute."""
SLOT_US = 1
"""Slots are of the machine's clock, and nobody waits for it here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how many, and which year it is."""

    members: int
    begins_at: datetime
    days: int
    seed: int
    cadences: Sequence[Cadence] = tuple(Cadence)
    life: float = 0.0
    """How much happens in a pair beside its meetings: 0 for nothing, 1 for what a year brings."""
    part: int = 0
    """Which of several programmes that are played beside each other."""

    @property
    def ends_at(self) -> datetime:
        """Return when the last new thing is begun."""
        return self.begins_at + timedelta(days=self.days)


YEAR = Plan(500, datetime(2026, 9, 1, tzinfo=UTC), 365, seed=1)
FORTY_PAIRS = Plan(80, datetime(2026, 9, 1, tzinfo=UTC), 365, seed=1, life=1.0)
"""With everything that pairs do."""
SEASON = Plan(6, datetime(2026, 9, 1, tzinfo=UTC), 90, seed=5, life=5.0)
"""A few pairs, and ninety days in which much happens."""
SIX_WEEKS = Plan(60, datetime(2026, 10, 1, tzinfo=UTC), 42, seed=1, cadences=(Cadence.MONTHLY,))
"""Around the nights on which clocks change in Sydney and Lord Howe, in Berlin and in New York."""


@dataclass
class Played:
    """What came of it."""

    plan: Plan
    world: World
    inspector: Inspector
    rows: list[Touchpoint]
    turns: int = 0
    errors: list[str] = field(default_factory=list)
    """What the product itself called an error, in its log."""


def play(plan: Plan, db: Database, keyring: Keyring) -> Played:
    """Play it on a migrated, empty database; it goes on after its end until nothing is to be sent any more."""
    world, office = _founded(plan, db, keyring)
    inspector = Inspector(world, partial(_react, world))
    office.inspect = inspector.inspect
    sender = Sender(world.deps, stop=threading.Event(), pool=AtOnce(), interval_us=SLOT_US)
    with structlog.testing.capture_logs() as log:
        turns = _live(world, sender, inspector)
    errors = [f"{entry['event']}: {entry.get('exc_info', '')!r}" for entry in log if entry["log_level"] == "error"]
    with db.read() as session:
        rows = list(session.exec(select(Touchpoint)))
    return Played(plan, world, inspector, rows, turns, errors)


def _live(world: World, sender: Sender, inspector: Inspector) -> int:
    """Go from instant to instant; return at how many of them something was done or sent."""
    turns, swept_at = 0, world.clock.at
    while instant := _next_instant(world):
        world.clock.at = max(instant, world.clock.at)
        if world.do_what_is_due():
            inspector.expect_news()
        if world.clock.at - swept_at >= SWEEP:
            swept_at = world.clock.at
            delivery.expire(world.deps, now=swept_at)
        sender.turn()
        turns += 1
    return turns


def _next_instant(world: World) -> datetime | None:
    due = (world.next_deed(), delivery.next_instant(world.deps, after=LONG_AGO))
    return min((instant for instant in due if instant), default=None)


def _react(world: World, fellow: Fellow, rows: Sequence[Touchpoint], ts: str, payload: Payload) -> None:
    if rows[0].kind in PROMPTS:
        habits.react(world, fellow, rows, ts)
    for row in rows if world.life else ():
        answering.answer(world, fellow, row, payload)


def _founded(plan: Plan, db: Database, keyring: Keyring) -> tuple[World, Office]:
    """Return the programme on its first day, with everything that people will do of their own accord."""
    clock, register = HandClock(plan.begins_at), Register(FACILITATOR)
    office = Office(inspect=lambda *_: None)
    environment = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "RAPPORT_FACILITATOR_CHANNEL": FACILITATORS,
    }
    deps = Deps(
        settings=load_settings(environment, env_file=None),
        catalog=load_catalog(),
        keyring=keyring,
        db=db,
        clock=clock,
        slack=office,
        directory=register,
    )
    fellows = _enrolled(deps, register, count=plan.members)
    chance = Random(f"{plan.seed} {plan.part}")
    world = World(deps, clock, plan.seed, chance, plan.ends_at, fellows[FACILITATOR], fellows, life=plan.life)
    _begin(world, register, plan)
    if plan.life:
        rounds.ask(world)
    return world, office


def _enrolled(deps: Deps, register: Register, *, count: int) -> dict[str, Fellow]:
    """Keep the workspace and its people as the roster does, and return them by user id."""
    people = [
        Member(
            id=f"{number:032x}",
            team_id=TEAM,
            user_id=f"U{number:04}",
            name=f"Fellow {number}",
            zone=ZONES[number % len(ZONES)],
        )
        for number in range(count)
    ]
    with deps.db.begin() as session:
        keep_installation(session, team_id=TEAM, bot_token="xoxb-1", bot_user_id="UBOT", at=deps.clock.now())
        keep_setting(session, team_id=TEAM, name=SettingName.HOLIDAYS, value=PROGRAMME_HOLIDAYS)
        keep_members(session, members=people)
    register.members_by_user = {member.user_id: member for member in people}
    return {user_id: Fellow(member, home=member.zone) for user_id, member in register.members_by_user.items()}


def _begin(world: World, register: Register, plan: Plan) -> None:
    """Let everybody have habits, and the facilitator pair them up within the first weeks: one mentor, some mentees."""
    everybody = sorted(world.fellows)
    for user_id in everybody:
        habits.settle_in(world, register, world.fellows[user_id], days=plan.days)
    shuffled = world.chance.sample(everybody, len(everybody))
    mentors = shuffled[: len(shuffled) // 2]
    for mentee in shuffled[len(mentors) :]:
        mentor = world.fellows[world.chance.choice(mentors)]
        couple = Couple(world.new_id(), mentor, world.fellows[mentee], world.chance.choice(plan.cadences))
        days = world.chance.uniform(0, plan.days / 6)
        world.after(days, partial(meetings.propose, world, couple))


def seeded(plan: Plan, seed: int, *, parts: int) -> list[Plan]:
    """Return the plan with another seed, cut into so many parts of as many people each."""
    return [replace(plan, seed=seed, part=part, members=plan.members // parts) for part in range(parts)]
