"""Who stands at the private door, as everything behind it sees them: what they carry, and nobody by name."""

from dataclasses import dataclass, field

from bot.domain.relay.crowds import Band
from bot.domain.relay.slots import Slot


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever knocks, as Slack signed it. Goes no further than the door."""

    team_id: str
    user_id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
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
    partners: frozenset[str] = field(repr=False)
    """Slack ids of everybody they are or were paired with."""
    crowd: Band
    """How many people of the programme could be here."""
    identity: str = field(repr=False)
    """Their name as Slack gives it: for the one who reveals it, and for nothing else."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A facilitator at work: proven, for this one request, to be in the private channel now."""

    team_id: str
    facilitator_id: str
    """Slack's id."""
