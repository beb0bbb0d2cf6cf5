"""Slack in the same process: it knows everybody, takes every message, and shows each to whoever inspects them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.people import Channel, Listing, Person
from storage.members import Member
from tests.payloads import Payload

FACILITATORS = "C0FACILITATE"

Inspect = Callable[[str, str, str, Payload], None]
"""Gets the method, the user id of whoever is written to, Slack's name for the message, and the arguments."""


@dataclass
class Office:
    """The product's `Slack`: nothing is lost, refused or slow here."""

    inspect: Inspect
    count: int = 0

    def call(self, method: str, *, team_id: str, **arguments: Any) -> Mapping[str, Any]:  # noqa: ANN401 - Slack's arguments are any JSON
        """Take a call, and answer as Slack does."""
        assert team_id
        self.count += 1
        user_id = str(arguments["channel"]).removeprefix("D-")
        ts = f"{self.count}.000001"
        self.inspect(method, user_id, ts, arguments)
        return {"ok": True, "ts": ts, "channel": f"D-{user_id}"}


@dataclass
class Register:
    """The product's `Directory`: everybody as they are now; `facilitator` alone may bring people together."""

    facilitator: str
    members_by_user: dict[str, Member] = field(default_factory=dict)

    def prefetch(self, *, team_id: str, user_ids: Iterable[str] = (), channel_ids: Iterable[str] = ()) -> None:
        """Do nothing: every answer is at hand."""

    def forget(self, *, team_id: str, channel_id: str) -> None:
        """Do nothing: nothing is remembered."""

    def person(self, *, team_id: str, user_id: str) -> Person | None:
        """Return somebody as they are now."""
        member = self.members_by_user.get(user_id)
        return person_of(member) if member and member.team_id == team_id else None

    def channel(self, *, team_id: str, channel_id: str) -> Channel | None:
        """Return nothing: nobody asks in this programme."""
        return None

    def members(self, *, team_id: str, channel_id: str) -> frozenset[str]:
        """Return the facilitator."""
        return frozenset({self.facilitator})

    def everybody(self, *, team_id: str) -> Listing:
        """Return everybody as they are now."""
        known = [person_of(member) for member in self.members_by_user.values() if member.team_id == team_id]
        return Listing({person.user_id: person for person in known})


def person_of(member: Member) -> Person:
    """Return a member as Slack describes people."""
    return Person(
        team_id=member.team_id,
        user_id=member.user_id,
        name=member.name,
        zone=member.zone,
        locale=member.locale,
        is_deleted=member.is_deleted,
    )
