"""The workspace at run time: its state and everything that lives only while the process does."""

import asyncio
import secrets
import sqlite3
from dataclasses import asdict, dataclass, field

from sandbox.faults import Faults
from sandbox.hub import Hub
from sandbox.ids import new_id
from sandbox.journal import Journal
from sandbox.manifest import Manifest
from sandbox.ratelimits import Meters
from sandbox.state import fact, remember
from sandbox.timings import Timings
from sandbox.wires import Reply, Wires


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the workspace and its one app are, and the app's two tokens."""

    team_id: str
    team_name: str
    domain: str
    app_id: str
    bot_id: str
    bot_user_id: str
    verification_token: str
    bot_token: str
    app_token: str


@dataclass(slots=True)
class Workspace:
    """What every part of the sandbox is handed.

    Attributes:
        base_url: where the workspace answers, without a slash at its end.
        waiting: people who wait for an event's first delivery, by event_id.
        errands: what is under way and must not be forgotten before it ends.
        schedule_changed: set when the clock people see or the scheduled messages changed.
        events_changed: set when an event waits to be delivered.
    """

    db: sqlite3.Connection
    manifest: Manifest
    identity: Identity
    base_url: str
    timings: Timings
    hub: Hub
    journal: Journal
    wires: Wires = field(default_factory=Wires)
    faults: Faults = field(default_factory=Faults)
    meters: Meters = field(default_factory=Meters)
    waiting: dict[str, asyncio.Future[Reply]] = field(default_factory=dict)
    errands: set[asyncio.Task[None]] = field(default_factory=set)
    schedule_changed: asyncio.Event = field(default_factory=asyncio.Event)
    events_changed: asyncio.Event = field(default_factory=asyncio.Event)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def refusal(self) -> str:
        """The error word the bot token is refused with, empty while it is good."""
        return str(fact(self.db, "token_refusal") or "")


def open_workspace(db: sqlite3.Connection, manifest: Manifest, base_url: str, timings: Timings) -> Workspace:
    """Return the workspace kept in `db`, given its identity on the first start."""
    kept = fact(db, "identity")
    identity = Identity(**kept) if kept else _new_identity()
    remember(db, "identity", asdict(identity))
    hub = Hub()
    return Workspace(db, manifest, identity, base_url, timings, hub, Journal(hub))


def _new_identity() -> Identity:
    app_id = new_id("A")
    return Identity(
        team_id=new_id("T"),
        team_name="Sandbox",
        domain="sandbox",
        app_id=app_id,
        bot_id=new_id("B"),
        bot_user_id=new_id("U"),
        verification_token=secrets.token_hex(12),
        bot_token=f"xoxb-{secrets.randbelow(10**12):012d}-{secrets.token_hex(12)}",
        app_token=f"xapp-1-{app_id}-{secrets.randbelow(10**12):012d}-{secrets.token_hex(32)}",
    )
