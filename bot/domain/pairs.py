"""A pair as one of the two sees it, and what is refused when one is proposed."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.gate import Flag
from bot.domain.people import Person
from storage.records import record
from storage.vocabulary import Cadence, PairState, Side

PROPOSAL_FRESH = timedelta(days=30)
"""How long the message about a proposal is worth sending. The proposal itself stays in Home until it is answered."""

TOPIC_MAX_CHARS = 80

TALK_REMINDED_AFTER = timedelta(days=14)
"""How long after a first conversation is arranged whoever has not said yes or no is reminded, once."""

PARTING_FRESH = timedelta(days=14)
"""How long the message that somebody has left the workspace is worth sending."""


@record
class Partner:
    """One of the two people of a pair."""

    member_id: str
    user_id: str
    """Slack's id, for mentions and messages."""
    name: str
    zone: str
    """IANA name."""
    has_left: bool = False
    """They are no longer in the workspace."""

    @property
    def clock(self) -> ZoneInfo:
        """Return the zone that this person's clock shows."""
        return ZoneInfo(self.zone)


@record
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
    topic: str | None = None
    """The one thing it is about; None for all of it."""

    @property
    def me(self) -> Partner:
        """Return the viewer."""
        return self.mentor if self.side is Side.MENTOR else self.mentee

    @property
    def partner(self) -> Partner:
        """Return the other one."""
        return self.mentee if self.side is Side.MENTOR else self.mentor

    @property
    def other_side(self) -> Side:
        """Return the side of the other one."""
        return self.side.other

    @property
    def is_resting(self) -> bool:
        """Return whether the pair has ended or the other one has left: all is there to read, nothing is asked."""
        return self.partner.has_left or self.state is PairState.ENDED

    def of(self, side: Side) -> Partner:
        """Return the person on `side`."""
        return self.mentor if side is Side.MENTOR else self.mentee


@record
class PairDraft:
    """What a facilitator entered to propose a pair."""

    mentor_user_id: str
    mentee_user_id: str
    cadence: Cadence
    topic: str | None = None


@record
class Proposal:
    """A pair that has not begun, as one of the two finds it."""

    card: PairCard
    proposer: str
    """The name of whoever proposed it."""
    is_own: bool
    """The viewer is that one."""
    has_said_yes: bool
    """The viewer has; the other one is still being waited for."""
    flags: tuple[Flag, ...] = ()
    """The conflicts of interests that the viewer may know of."""
    talks_first: bool = False
    """As it was proposed, a yes is one to a first conversation."""
    is_between_two: bool = False
    """One of the two began it, and no third person hears what becomes of it."""

    @property
    def decides(self) -> bool:
        """Return whether a yes is one to the pair, and not just to a first conversation."""
        return self.card.state is not PairState.PROPOSED or not self.talks_first

    @property
    def waits_for_partner(self) -> bool:
        """Return whether the viewer has answered and the other one has not."""
        return self.has_said_yes and self.card.state is not PairState.HELD


@record
class Proposed:
    """What a facilitator's proposal has led to."""

    mentor: str
    mentee: str
    state: PairState
    has_talk: bool
    """They talk before they decide."""
    flags: tuple[Flag, ...] = ()
    """What the roster says stands between the two."""


class PersonFlaw(StrEnum):
    """Why somebody cannot be in a pair. Each is the key of the sentence that says so."""

    BOT = "bot"
    DEACTIVATED = "deactivated"
    FOREIGN = "foreign"
    GUEST = "guest"


class Answered(StrEnum):
    """What an answer to a proposal has led to. Each is the key of the sentence that says so."""

    WAITING = "waiting"
    """The first yes."""
    TALKING = "talking"
    """The second yes, to a first conversation."""
    FORMED = "formed"
    """The second yes."""
    HELD = "held"
    """The second yes, and a conflict of interests comes first."""
    BARRED = "barred"
    """The second yes, to a pair that the programme does not make."""
    DECLINED = "declined"
    STILL_WAITING = "still_waiting"
    """Had said yes before."""
    STANDS = "stands"
    """The pair was formed before."""
    TALKS = "talks"
    """They had both said yes to a first conversation before."""
    ON_HOLD = "on_hold"
    """They had both said yes, and it is held up still."""
    OVER = "over"
    """It had been closed before."""
    LEFT = "left"
    """The other one is no longer a member of the workspace."""


STANDING: Mapping[PairState, Answered] = {
    PairState.TALKING: Answered.TALKS,
    PairState.HELD: Answered.ON_HOLD,
    PairState.ACTIVE: Answered.STANDS,
}
"""What is answered to a button that asked for something earlier; in all other states it is over."""


def flaw_of_person(person: Person) -> PersonFlaw | None:
    """Return why this person cannot be in a pair, None when nothing stands against it."""
    flaws = {
        PersonFlaw.BOT: person.is_bot,
        PersonFlaw.FOREIGN: person.is_foreign,
        PersonFlaw.DEACTIVATED: person.is_deleted,
        PersonFlaw.GUEST: person.is_guest,
    }
    return next((flaw for flaw, holds in flaws.items() if holds), None)
