"""Who stands at the private door, as everything behind it sees them: what they carry, and nobody by name."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from bot.domain.relay.slots import Slot
from storage.records import record
from storage.vocabulary import Side


@record
class Asker:
    """Whoever knocks, as Slack signed it. Goes no further than the door."""

    team_id: str
    user_id: str = field(repr=False)


@record
class Door:
    """One requester, for as long as one request lasts. Shows nothing of itself, and is never stored."""

    team_id: str
    binding: str = field(repr=False)
    """Binds seals and tags to this workspace and person."""
    slots: tuple[Slot, ...] = field(repr=False)
    has_home: bool
    """The slots came from their Home and can go back there; not so after /broker."""
    names: tuple[str, ...] = field(repr=False)
    """What in their own words would give them away: parts of their name and address."""
    excluded: frozenset[str] = field(repr=False)
    """Slack ids of those who must never handle what they write: themselves, and everybody they are paired with."""
    sides: Mapping[str, Side] = field(repr=False)
    """Slack ids of everybody they are or were paired with, and on which side they themselves stand in that pair."""
    partner_names: tuple[str, ...] = field(repr=False)
    """Parts of the names of those."""
    authorities: frozenset[str] = field(repr=False)
    """Slack ids of those who have a say in their career."""
    is_in_pairs: bool = field(repr=False)
    """They are in a pair now, and so among the programme's people already."""
    identity: str = field(repr=False)
    """Their name as Slack gives it: for the one who reveals it, and for nothing else."""
    division: str | None = field(default=None, repr=False)
    """Of the faculty, as far as it is known: words that tell it are of few people."""
    home_hash: str = field(default="", repr=False)
    """Of the Home that the slots came from: the next one is published with it."""

    @property
    def tied(self) -> frozenset[str]:
        """Slack ids of everybody else who must never handle what they write, and of whom they may well write."""
        return frozenset(self.sides) | self.authorities


@record
class Kept:
    """What a screen behind the door carried: sealed, for one person and one kind of screen, for half an hour."""

    blob: str = field(default="", repr=False)
    """The slots of the Home it was opened from, sealed; empty after /broker."""
    home_hash: str = field(default="", repr=False)
    what: Mapping[str, Any] = field(default_factory=dict, repr=False)


@record
class Desk:
    """A facilitator at work: proven, for this one request, to be in the private channel now."""

    team_id: str
    facilitator_id: str
    """Slack's id."""
