"""What each kind of message is: who causes it, what is promised of it, and whether its person can switch it off."""

from collections.abc import Mapping
from enum import StrEnum

from storage.records import record
from storage.vocabulary import Lane, PromptKind, TouchpointKind


class Nature(StrEnum):
    """Who causes a message. That decides when it may come."""

    ANSWER = "answer"
    """Its own person asked for it a moment ago: it comes at once."""
    NEWS = "news"
    """Somebody else did something: it comes within working hours and counts towards no cap. Where waiting for the end
    of a pause would make it pointless it does not wait for that, and where the night would, it comes at once."""
    PROMPT = "prompt"
    """A meeting causes it: within working hours, at most so many an hour and a day."""
    REMINDER = "reminder"
    """Nobody asked for it on that day: at most so many a month as well."""


class Promise(StrEnum):
    """What holds for a message when nobody can tell whether it arrived."""

    ONCE = "once"
    """Not sent again: what it asks for also waits in Home."""
    AT_LEAST_ONCE = "at_least_once"
    """Sent again: somebody waits for it, and twice is better than never."""


@record
class Trait:
    """What one kind of message is."""

    nature: Nature
    promise: Promise
    prompt: PromptKind | None = None
    """What its person may switch off; None for what only people cause, and for what comes once."""

    is_round: bool = False
    """Its revision is the number of a round: several are planned ahead, and each waits for its own day."""

    @property
    def lane(self) -> Lane:
        """Return who goes first: what people cause, before what the calendar causes."""
        return Lane.PERSON if self.nature in {Nature.ANSWER, Nature.NEWS} else Lane.SCHEDULE


ANSWER = Trait(Nature.ANSWER, Promise.AT_LEAST_ONCE)
NEWS = Trait(Nature.NEWS, Promise.AT_LEAST_ONCE)

TRAITS: Mapping[TouchpointKind, Trait] = {
    TouchpointKind.PAIR_PROPOSED: NEWS,
    TouchpointKind.PAIR_CONFIRMED: NEWS,
    TouchpointKind.PAIR_NOT_FORMED: NEWS,
    TouchpointKind.PAIR_OUTCOME: NEWS,
    TouchpointKind.WELCOME: Trait(Nature.NEWS, Promise.ONCE),
    TouchpointKind.HELP_OFFERED: Trait(Nature.REMINDER, Promise.ONCE),
    TouchpointKind.HELP_WISHED: NEWS,
    TouchpointKind.NEW_STAGE: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.PLAN),
    TouchpointKind.PAIR_TALKING: NEWS,
    TouchpointKind.TALK_REMINDER: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.REQUEST),
    TouchpointKind.PAIR_HELD: NEWS,
    TouchpointKind.HOLD_TO_WEIGH: NEWS,
    TouchpointKind.REQUEST_MADE: NEWS,
    TouchpointKind.REQUEST_REMINDER: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.REQUEST),
    TouchpointKind.REQUEST_ANSWERED: NEWS,
    TouchpointKind.REQUEST_UNANSWERED: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.REQUEST),
    TouchpointKind.REQUEST_TO_HELP: NEWS,
    TouchpointKind.PARTNER_LEFT: NEWS,
    TouchpointKind.ENDING_TOLD: NEWS,
    TouchpointKind.ENDING_COME: NEWS,
    TouchpointKind.ENDING_OUTCOME: NEWS,
    TouchpointKind.LULL_PAUSED: NEWS,
    TouchpointKind.MEETING_PLANNED: NEWS,
    TouchpointKind.MEETING_MOVED: NEWS,
    TouchpointKind.MEETING_CANCELLED: NEWS,
    TouchpointKind.MEETING_FILE: ANSWER,
    TouchpointKind.AGENDA_PROMPT: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.AGENDA),
    TouchpointKind.AGENDA_LAST_CALL: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.AGENDA),
    TouchpointKind.AGENDA_DIGEST: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.DIGEST),
    TouchpointKind.RECAP_PROMPT: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.RECAP),
    TouchpointKind.RECAP_NUDGE: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.RECAP),
    TouchpointKind.RECAP_READY: NEWS,
    TouchpointKind.ITEM_DUE: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.ITEM),
    TouchpointKind.INQUIRY_MADE: NEWS,
    TouchpointKind.INQUIRY_WAITS: Trait(Nature.REMINDER, Promise.ONCE),
    TouchpointKind.INQUIRY_ANSWERED: NEWS,
    TouchpointKind.AGREEMENT_NEWS: NEWS,
    TouchpointKind.AGREEMENT_SHORT: Trait(Nature.PROMPT, Promise.ONCE, PromptKind.AGREEMENT),
    TouchpointKind.AGREEMENT_REVIEW: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.AGREEMENT, is_round=True),
    TouchpointKind.AGREEMENT_ROLE: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.AGREEMENT),
    TouchpointKind.AGREEMENT_FILE: ANSWER,
    TouchpointKind.CREDIT_NEWS: NEWS,
    TouchpointKind.CREDIT_DUE: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.CREDIT),
    TouchpointKind.CREDIT_FILE: ANSWER,
    TouchpointKind.PLAN_SHARED: NEWS,
    TouchpointKind.NEED_SHARED: NEWS,
    TouchpointKind.NEED_SUGGESTED: NEWS,
    TouchpointKind.PLAN_REVIEW: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.PLAN),
    TouchpointKind.CHECK_OFFERED: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.CHECK),
    TouchpointKind.LULL: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.LULL),
    TouchpointKind.REVIEW_ASKED: NEWS,
    TouchpointKind.REVIEW_WAITS: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.ITEM),
    TouchpointKind.REVIEW_CHANGED: NEWS,
    TouchpointKind.REVIEW_DUE: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.ITEM),
    TouchpointKind.NOTE_LEFT: NEWS,
    TouchpointKind.BETWEEN_MEETINGS: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.BETWEEN),
    TouchpointKind.OUT_OF_TOUCH: NEWS,
    TouchpointKind.CHECK_IN: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.CHECK_IN, is_round=True),
    TouchpointKind.THANKS_SENT: NEWS,
    TouchpointKind.NAMING_ASKED: NEWS,
    TouchpointKind.REPORT_POST: Trait(Nature.ANSWER, Promise.ONCE),
    TouchpointKind.STATEMENT_FILE: ANSWER,
    TouchpointKind.DATA_FILE: ANSWER,
    TouchpointKind.MILESTONE_AHEAD: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.MILESTONE),
    TouchpointKind.YEAR_ASKED: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.YEAR),
    TouchpointKind.MENTOR_TIP: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.TIP, is_round=True),
    TouchpointKind.LESSON_OFFERED: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.TIP),
    TouchpointKind.DOOR_OPENED: NEWS,
    TouchpointKind.DOOR_WAITS: Trait(Nature.REMINDER, Promise.ONCE, PromptKind.DOOR),
    TouchpointKind.DOOR_ANSWERED: NEWS,
}

SENT_ONCE = frozenset(kind for kind, trait in TRAITS.items() if trait.promise is Promise.ONCE)
FOLDABLE = frozenset(kind for kind, trait in TRAITS.items() if trait.nature is not Nature.ANSWER)
"""Those of one person that wait at the same time go out as one message."""
CAPPED = frozenset(kind for kind, trait in TRAITS.items() if trait.nature in {Nature.PROMPT, Nature.REMINDER})
UNSOLICITED = frozenset(kind for kind, trait in TRAITS.items() if trait.nature is Nature.REMINDER)
ROUNDS = frozenset(kind for kind, trait in TRAITS.items() if trait.is_round)
