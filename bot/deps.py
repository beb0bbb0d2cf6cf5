"""The collaborators, handed down from `app.py`: built once, passed along, never imported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any, Protocol

from bot.content.catalogue import Catalog
from bot.domain.files import SentFile
from bot.domain.people import Channel, Listing, Person
from bot.domain.pictures import Picture
from bot.domain.relay.memory import Memory
from bot.settings import Settings
from storage.database import Database
from storage.keyring import Keyring
from storage.records import record
from storage.relay.database import RelayDatabase
from storage.relay.keys import RelayKeys


class Clock(Protocol):
    """Where `now` comes from: the machine, the sandbox's movable clock, or a test."""

    def now(self) -> datetime:
        """Return the present instant, aware, UTC."""


class Slack(Protocol):
    """The part of Slack's Web API that is called outside a listener."""

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - Slack's arguments are any JSON
        """Call one Web API method as the bot of `team_id` and return the parsed answer.

        Beside a sandbox, whose clock people can move, `at` is none of Slack's arguments: it says when that would be.

        Raises:
            TransientDeliveryError: a time-out, a 429, Slack's own trouble: ask again later.
            PermanentDeliveryError: Slack refused for good; `code` is Slack's word for it.
        """


class Directory(Protocol):
    """Live look-ups: each answer is at most 60 s old. Fails closed, within 2 s of the start of the look-up."""

    def prefetch(self, *, team_id: str, user_ids: Iterable[str] = (), channel_ids: Iterable[str] = ()) -> None:
        """Start look-ups at once, without waiting: the calls that follow share them and the 2 s they have.

        Of a person what `person` asks, of a channel what `channel` and `members` ask. Never raises.
        """

    def forget(self, *, team_id: str, channel_id: str) -> None:
        """Drop what is remembered of a channel: somebody has left it."""

    def person(self, *, team_id: str, user_id: str) -> Person | None:
        """Return what Slack says of a person now, None when Slack knows no such user.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """

    def channel(self, *, team_id: str, channel_id: str) -> Channel | None:
        """Return what Slack says of a channel now, None when the bot cannot see it.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """

    def members(self, *, team_id: str, channel_id: str) -> frozenset[str]:
        """Return the user ids in a channel now; empty when the bot cannot see it.

        Raises:
            DeliveryError: Slack did not answer in time, or refused.
        """

    def everybody(self, *, team_id: str) -> Listing:
        """Return everybody in a workspace now, with their addresses where Rapport may read those. Takes its time.

        Raises:
            DeliveryError: Slack did not answer, or refused.
        """


class Files(Protocol):
    """Files that people send with a form: a workspace may grant that they are read, or not."""

    def are_readable(self, *, team_id: str) -> bool:
        """Return whether files can be read in a workspace.

        Raises:
            DeliveryError: Slack did not answer.
        """

    def sent(self, *, team_id: str, file_id: str, most_bytes: int) -> SentFile | None:
        """Return a file, of one that is larger than `most_bytes` a little more than that; None when there is none.

        Raises:
            DeliveryError: Slack did not answer, or refused.
        """


class Painter(Protocol):
    """Draws pictures, in a process of its own. Takes its time."""

    def paint(self, pictures: Sequence[Picture]) -> list[bytes] | None:
        """Return pictures as PNG; None where they could not be drawn."""


@record
class Relay:
    """Private requests: their own database, and the keys without which nothing in it can be read."""

    db: RelayDatabase
    keys: RelayKeys
    memory: Memory = field(default_factory=Memory)
    """Gone with the process, and so is how often somebody tried something."""


@record
class Deps:
    """Everything a handler, a service or a tick may need."""

    settings: Settings
    catalog: Catalog
    keyring: Keyring
    db: Database
    clock: Clock
    slack: Slack
    directory: Directory
    relay: Relay | None = None
    """None: no private requests are taken here."""
    files: Files | None = None
    """None: no files of people are read here."""
    painter: Painter | None = None
    """None: no pictures are drawn here."""
