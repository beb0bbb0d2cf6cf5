"""A private request before it is sent: what was entered, what is wrong with it, and what its author is shown."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.relay.crowds import Band
from bot.domain.relay.giveaways import Passage
from bot.domain.relay.slots import Slot
from storage.records import record
from storage.relay.vocabulary import Theme, Urgency, Wish

WORDS_MAX_CHARS = 1000
"""More words tell more of who wrote them, and the boxes come first."""
CASES_A_DAY = 20
"""New cases of a workspace in a day; more is no ordinary day, and is looked at by people first."""
DAY = timedelta(days=1)


class DraftFlaw(StrEnum):
    """What is wrong with a request. Each is the key of the sentence that says so."""

    NO_THEME = "no_theme"
    NO_WISH = "no_wish"
    NO_URGENCY = "no_urgency"
    TOO_LONG = "too_long"
    NOT_A_MEMBER = "not_a_member"
    NOT_A_FACILITATOR = "not_a_facilitator"


class TurnedAway(StrEnum):
    """Why a request is not taken, though nothing is wrong with it. Each is the key of the sentence that says so."""

    NOBODY_FREE = "nobody_free"
    """No facilitator is left who may handle it."""
    CHANNEL_UNFIT = "channel_unfit"
    """The facilitators' channel is not as private as it must be."""
    ENOUGH_ASKED = "enough_asked"
    """Its author has asked as often as one may."""
    FULL_TODAY = "full_today"


@record
class RequestDraft:
    """What was entered."""

    themes: frozenset[Theme]
    wish: Wish
    urgency: Urgency
    words: str = field(repr=False)
    """As facilitators get them; may be empty."""
    other_party_user_id: str | None = field(repr=False)
    """Slack's id of the other party, whether their name is to be shown or not: they never handle it."""
    not_these: frozenset[str] = field(repr=False)
    """Slack ids of facilitators who must not handle it."""
    shares_other_party: bool
    """Ticked in spite of a small crowd: show the other party's name all the same."""

    @property
    def kept_out(self) -> frozenset[str]:
        """Slack ids of everybody whom its author wants kept out of it."""
        return self.not_these | ({self.other_party_user_id} if self.other_party_user_id else set())


@record
class Preview:
    """What the author sees before anything is sent."""

    words: str = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    crowd: Band
    other_party: str | None = field(repr=False)
    """The name of the other party, None when nobody was named."""
    other_crowd: Band | None
    """How many people could write about the other party."""
    answer_by: date
    is_unsafe: bool
    division_crowd: Band | None = None
    """How many of the author's own division could have written it; None where nobody knows that."""

    @property
    def omits_other_party(self) -> bool:
        """Whether the name stays out unless that is ticked: too few people could have named them."""
        return self.other_crowd is Band.FEWER


@record
class Sent:
    """A request that was taken."""

    label: str
    receipt: str = field(repr=False)
    slots: tuple[Slot, ...] = field(repr=False)
    """What the author's Home carries from now on."""
    answer_by: date
