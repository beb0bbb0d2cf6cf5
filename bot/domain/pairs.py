"""A pair as one of the two sees it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from storage.vocabulary import Cadence, PairState, Side


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two people of a pair."""

    member_id: str
    user_id: str
    """Slack's id, for mentions and messages."""
    name: str
    zone: str
    """IANA name."""

    @property
    def clock(self) -> ZoneInfo:
        """Return the zone that this person's clock shows."""
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class PairCard:
    """A pair, and the side from which it is looked at."""

    pair_id: str
    team_id: str
    side: Side
    """The viewer's side."""
    mentor: Partner
    mentee: Partner
    cadence: Cadence
    state: PairState

    @property
    def me(self) -> Partner:
        """Return the viewer."""
        return self.mentor if self.side is Side.MENTOR else self.mentee

    @property
    def partner(self) -> Partner:
        """Return the other one."""
        return self.mentee if self.side is Side.MENTOR else self.mentor

    def of(self, side: Side) -> Partner:
        """Return the person on `side`."""
        return self.mentor if side is Side.MENTOR else self.mentee


@dataclass(frozen=True, slots=True)
class PairDraft:
    """What a facilitator entered to propose a pair."""

    mentor_user_id: str
    mentee_user_id: str
    cadence: Cadence
