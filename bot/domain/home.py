"""What a member's Home shows: what waits for them first, then each of their pairs."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from bot.domain.endings import EndingLine
from bot.domain.pairs import PairCard, Proposal
from bot.domain.requests import RequestCard
from bot.domain.reviews import Load
from bot.domain.setup import ChannelFlaw
from storage.records import record
from storage.vocabulary import MatchMode

PAIRS_SHOWN_IN_FULL = 3
"""With more pairs than these, each is two lines, and the boards behind its buttons hold the rest."""


class WaitingKind(StrEnum):
    """What a pair waits for from the viewer."""

    RECAP = "recap"
    WORDING = "wording"
    """The other side put into one wording what two recaps said differently."""
    ADVICE = "advice"
    """Suggestions of which the mentee has not said what became of them."""
    ITEM = "item"
    AGREEMENT = "agreement"
    """The agreement waits for answers, for a yes, or to be looked at again."""
    REVIEW_ASKED = "review_asked"
    """A mentor is asked for a review and has not answered."""
    REVIEW_OFFERED = "review_offered"
    """A mentor has offered another day, and the mentee has not said whether it helps."""
    REVIEW_DUE = "review_due"
    """A mentor has agreed to a review, and its day is near."""


@record
class Waiting:
    """Something that waits for the viewer."""

    kind: WaitingKind
    card: PairCard
    on: date
    """The day of the meeting to recap, of a wording or of the first suggestion, or the day an item is due."""
    task: str = ""
    """Of an item; of a review what kind it is, a `ReviewKind`."""


@record
class ItemLine:
    """An open action item."""

    card: PairCard
    task: str
    is_mine: bool
    due_on: date | None


@record
class GoalLine:
    """An open goal."""

    title: str
    due_on: date | None


@record
class PairLines:
    """One active pair, with what is open between the two."""

    card: PairCard
    meets_at: datetime | None
    """When they meet next; None while nothing is planned."""
    items: Sequence[ItemLine]
    """The viewer's own first, the nearest due first among them."""
    goals: Sequence[GoalLine]
    has_met: bool = True
    """They have met at least once, and that is over: until then the first meeting is more use than a recap."""
    ending: EndingLine | None = None
    """Where its end is settled, or the viewer's own note is on its way."""


@record
class HomePage:
    """The facts of one Home, worked out afresh each time its owner opens it."""

    name: str
    """What the person is called in Slack; empty when Slack did not say."""
    is_first_time: bool
    is_member: bool
    """A full member of this workspace. Guests and visitors see a single sentence."""
    may_set_up: bool
    """Nobody has chosen the facilitators' channel yet, and this person may."""
    is_facilitator: bool
    channel_flaw: ChannelFlaw | None = None
    """What has become wrong with the facilitators' channel, for somebody who can mend it."""
    takes_requests: bool = False
    """Private requests are taken here."""
    today: date = date.min
    """On the viewer's own calendar."""
    proposals: Sequence[Proposal] = ()
    """Pairs that not both have said yes to."""
    waiting: Sequence[Waiting] = ()
    pairs: Sequence[PairLines] = ()
    """Those who meet soonest first, then those who have planned nothing, those who rest last."""
    requests: Sequence[RequestCard] = ()
    """Requests of and to the viewer that have no answer."""
    to_weigh: int = 0
    """How much waits for the viewer as a facilitator, pairs on hold and requests without an answer."""
    has_past_pairs: bool = False
    """Some pair of the viewer's has come to its close, and is there to be read."""
    mode: MatchMode = MatchMode.SELF_CHOICE
    """How mentors and mentees come together in this programme, for whoever is in no pair."""
    load: Load | None = None
    """What the viewer carries as a mentor, for their eyes alone; None for somebody who mentors nobody."""
    number: int = 0
    """Which page of pairs is shown, from 0."""

    @property
    def own_items(self) -> list[ItemLine]:
        """Return the viewer's open items of all pairs that are not due yet: the nearest due first, undated last."""
        mine = [item for lines in self.pairs for item in lines.items if item.is_mine and not self.is_due(item)]
        return sorted(mine, key=lambda item: (item.due_on is None, item.due_on or date.max))

    def is_due(self, item: ItemLine) -> bool:
        """Return whether an item is the viewer's own and due: it waits for them, and stands there."""
        return item.is_mine and item.due_on is not None and item.due_on <= self.today
