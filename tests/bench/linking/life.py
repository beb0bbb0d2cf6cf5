"""Two hundred people in a programme for some weeks: who is about when, who asks, and what others get to see of it."""

import io
import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.runtime.relay import RelayPost
from bot.services.relay.programme import calendar_of
from storage.database import Database
from storage.keyring import Keyring, new_key
from storage.members import Member, keep_members, members_of
from storage.pairs import Pair
from storage.relay.vocabulary import Theme, Urgency, Wish
from storage.vocabulary import PairState
from tests.asking import FACILITATORS, Entered, as_kept, ask, staffed
from tests.integration.goal_steps import set_goal
from tests.log_capture import captured_logs
from tests.outbox import HandClock, timed
from tests.pairing import NOW
from tests.payloads import TEAM, Payload
from tests.rapport import Rapport, running_rapport
from tests.relay_walk import Walker, app_at_once

PEOPLE, ASKING, MENTORS = 200, 20, 50
DAYS = 15
"""Working days."""
OPENS_HOME, SETS_A_GOAL = 0.15, 0.03
"""How often in a session."""
IS_AWAY = 0.1
"""Of half-days."""
HALF_DAYS = (timedelta(hours=-1), timedelta(hours=3, minutes=30))
"""When they begin, from ten o'clock."""
HALF_DAY_SECONDS = 4 * 3600
FIRST, LAST = ("Ada", "Ben", "Chandra", "Dilek", "Emil", "Fatou", "Grace"), ("Adler", "Brandt", "Costa", "Dahl", "Ek")
WORDS = ("We never finish what we begin.", "I am told to wait, and nobody says for what.", "He reads it and says no.")
LABEL = re.compile(r"\*([A-Z][a-z]+ [A-Z][a-z]+)\*")
"""How screens and cards show the two words of a case."""
QUEUE = ("queue:open", "queue:claim", "queue:reply")
MINE = ("open:talk", "note:mine", "note:look")


@dataclass
class Life:
    """What happened, and what became visible of it to others than whoever asked."""

    bot: Rapport
    lines: io.StringIO
    people: dict[str, str]
    """Names, by user id."""
    sessions: dict[str, list[datetime]]
    """When each was about in Slack, as everybody can see."""
    asked: dict[str, str] = field(default_factory=dict)
    """The truth: who asked, by the two words of the case."""
    asked_at: dict[str, datetime] = field(default_factory=dict)
    posted_at: dict[str, datetime] = field(default_factory=dict)
    """When the first card of a case came, by its two words."""
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What facilitators and their channel were shown of a case, by its two words."""
    pairs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Of each, the ids of the pairs they are in."""
    homes: dict[str, Payload] = field(default_factory=dict)
    """Everybody's last Home."""
    slots: list[datetime] = field(default_factory=list)
    """Every instant at which cards went out."""
    before: dict[str, set[str]] = field(default_factory=dict)
    """The main database before the first session, table by table."""


@contextmanager
def lived(folder: Path, *, seed: int) -> Iterator[Life]:
    """Give a programme after three weeks; `seed` decides who does what when, the relay's own chance is its own."""
    chance = Random(seed)
    with ExitStack() as stack:
        keyring = Keyring.of(new_key())
        db = Database.open(f"sqlite:///{folder / 'rapport.db'}", keyring=keyring)
        stack.callback(db.dispose)
        db.migrate()
        lines = stack.enter_context(captured_logs("DEBUG"))
        running = stack.enter_context(running_rapport(db, keyring))
        clock = HandClock(NOW)
        deps = timed(running.deps, clock)
        bot = Rapport(app_at_once(deps), deps, running.slack)
        people = _people(chance)
        pairs = _programme(bot, db, people, chance)
        people = {each: name for each, name in people.items() if pairs[each]}
        life = Life(bot, lines, people, {each: _sessions(chance) for each in people}, pairs=pairs)
        life.before = dump(db)
        _live(life, clock, chance)
        yield life


def dump(db: Database) -> dict[str, set[str]]:
    """Return every row of the main database, as text, by table."""
    with db.reader.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: {repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')}  # noqa: S608 - its own names
            for name in names
        }


def _people(chance: Random) -> dict[str, str]:
    return {f"U0{chance.randrange(36**6):09}": f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(PEOPLE)}


def _programme(bot: Rapport, db: Database, people: dict[str, str], chance: Random) -> dict[str, list[str]]:
    """Keep everybody and their pairs; return the pairs of each."""
    staffed(bot, db)
    ids, pairs = list(people), defaultdict(list)
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=TEAM, user_id=each, name=people[each]) for each in ids])
    with db.begin() as session:
        rows = {user_id: row.id for user_id, row in members_of(session, team_id=TEAM, user_ids=ids).items()}
        for mentee in ids[MENTORS:]:
            mentor = chance.choice(ids[:MENTORS])
            pair = Pair(
                team_id=TEAM,
                mentor_id=rows[mentor],
                mentee_id=rows[mentee],
                proposed_by_id=rows[ids[0]],
                state=PairState.ACTIVE,
                proposed_at=NOW,
            )
            session.add(pair)
            pairs[mentor].append(pair.id)
            pairs[mentee].append(pair.id)
    return pairs


def _sessions(chance: Random) -> list[datetime]:
    """Return when somebody is about: once in each half of a working day, but for those when they are away."""
    days = [NOW + timedelta(days=number) for number in range(DAYS * 7 // 5)]
    halves = [day + half for day in days if day.weekday() < 5 for half in HALF_DAYS]
    there = [half for half in halves if chance.random() >= IS_AWAY]
    return [half + timedelta(seconds=chance.uniform(0, HALF_DAY_SECONDS)) for half in there]


def _live(life: Life, clock: HandClock, chance: Random) -> None:
    """Go through everybody's sessions in order, and through the relay's slots between them."""
    asking = {(each, chance.choice(life.sessions[each])) for each in chance.sample(list(life.people), ASKING)}
    timeline = sorted((at, each) for each, sessions in life.sessions.items() for at in sessions)
    post = RelayPost(life.bot.deps, TEAM, threading.Event(), channel_seconds=0)
    calendar = calendar_of(life.bot.deps, team_id=TEAM)
    end = timeline[-1][0] + timedelta(days=5)
    slot = calendar.first_from(clock.at - timedelta(hours=4))
    for at, who in [*timeline, (end, "")]:
        while calendar.instant_of(slot) <= at:
            clock.at = calendar.instant_of(slot)
            _slot(life, post)
            slot = calendar.first_from(clock.at + timedelta(minutes=1))
        clock.at = at
        if who:
            _session(life, who, is_asking=(who, at) in asking, chance=chance)


def _session(life: Life, who: str, *, is_asking: bool, chance: Random) -> None:
    """Do what somebody does who is about: mostly nothing here."""
    by_home, has_asked = chance.random() < 0.5, who in life.asked.values()
    if chance.random() < SETS_A_GOAL:
        set_goal(life.bot.deps, chance.choice(life.pairs[who]), by=who)
    if chance.random() < OPENS_HOME or (is_asking and by_home):
        walker = Walker(life.bot, who, "", within=MINE if has_asked else ())
        walker.seen = [life.homes[who]] if who in life.homes else []
        walker.walk(walker.open_home())
        _remember_home(life, walker.seen, who)
    if is_asking:
        entered = Entered(
            themes=(chance.choice(list(Theme)),),
            wish=chance.choice(list(Wish)),
            urgency=chance.choice((Urgency.THIS_WEEK, Urgency.WHEN_YOU_CAN)),
            words=chance.choice(WORDS),
        )
        receipt = ask(life.bot, entered, home=life.homes[who] if by_home else None, user=who)
        label = LABEL.findall(str(receipt))[0]
        life.asked[label], life.asked_at[label] = who, life.bot.deps.clock.now()
        published = [said["view"] for said in life.bot.slack.called("views.publish") if said["user_id"] == who]
        _remember_home(life, published, who)


def _remember_home(life: Life, views: Sequence[Payload], who: str) -> None:
    homes = [view for view in views if view["type"] == "home"]
    if homes:
        life.homes[who] = as_kept(homes[-1])


def _slot(life: Life, post: RelayPost) -> None:
    """Let the cards of a slot go out, and facilitators look at them."""
    before = len(life.bot.slack.called("chat.postMessage"))
    post.turn()
    life.slots.append(life.bot.deps.clock.now())
    for card in life.bot.slack.called("chat.postMessage")[before:]:
        shown = [card]
        for each in FACILITATORS:
            walker = Walker(life.bot, each, "Let us talk about what you would like.", within=QUEUE)
            walker.walk(card)
            shown += walker.seen
        for label in set(LABEL.findall(str(card))):
            life.posted_at.setdefault(label, life.bot.deps.clock.now())
            life.seen[label] += map(str, shown)
