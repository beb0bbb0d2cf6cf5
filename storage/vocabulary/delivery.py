"""Messages to people."""

from enum import IntEnum, StrEnum


class TouchpointKind(StrEnum):
    """What a message to a person is about."""

    PAIR_PROPOSED = "pair_proposed"
    PAIR_CONFIRMED = "pair_confirmed"
    PAIR_NOT_FORMED = "pair_not_formed"
    PAIR_OUTCOME = "pair_outcome"
    """To the facilitator who proposed the pair: formed, or another arrangement is needed."""
    WELCOME = "welcome"
    """To whoever joins the workspace: what Rapport is, once."""
    HELP_OFFERED = "help_offered"
    """To somebody new who has no mentor after some weeks, once."""
    HELP_WISHED = "help_wished"
    """To the facilitators: somebody new would like their help to find a mentor."""
    PARTNER_LEFT = "partner_left"
    """To whoever is in a pair with somebody who is no longer in the workspace."""
    MEETING_PLANNED = "meeting_planned"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_FILE = "meeting_file"
    """The .ics file, to whoever asked for it."""
    AGENDA_PROMPT = "agenda_prompt"
    AGENDA_LAST_CALL = "agenda_last_call"
    AGENDA_DIGEST = "agenda_digest"
    RECAP_PROMPT = "recap_prompt"
    RECAP_NUDGE = "recap_nudge"
    RECAP_READY = "recap_ready"
    ITEM_DUE = "item_due"
    INQUIRY_MADE = "inquiry_made"
    """To somebody who is willing to tell what a mentor is like: a colleague would like to hear it."""
    INQUIRY_WAITS = "inquiry_waits"
    """To that colleague after a week without an answer: somebody else can be asked."""
    INQUIRY_ANSWERED = "inquiry_answered"
    AGREEMENT_NEWS = "agreement_news"
    """The other one has done something to the agreement, and it waits for this one."""
    AGREEMENT_SHORT = "agreement_short"
    """Two meetings have been held and nothing stands yet: five minutes would do."""
    AGREEMENT_REVIEW = "agreement_review"
    """The day has come on which the two look at it again."""
    AGREEMENT_ROLE = "agreement_role"
    """What one of them is in the faculty has changed since they agreed."""
    AGREEMENT_FILE = "agreement_file"
    """The agreement as a document, to whoever asked for it."""
    PLAN_SHARED = "plan_shared"
    """To whom somebody lets read what they plan, once."""
    PLAN_REVIEW = "plan_review"
    """A year after somebody last looked at their own plan."""


class PromptKind(StrEnum):
    """What Rapport asks of its own accord, as people choose it: each can be switched off for good."""

    AGENDA = "agenda"
    """What would you like to talk about? To the mentee, before a meeting."""
    DIGEST = "digest"
    """What is waiting on the agenda. To the mentor, before a meeting."""
    RECAP = "recap"
    """What did you take away? To both, after a meeting."""
    ITEM = "item"
    """Something you promised is due."""
    AGREEMENT = "agreement"
    """Would you agree on how you work together, or look at it again? To both."""
    PLAN = "plan"
    """Is your plan still yours? Once a year, to whoever has written one."""


class Lane(IntEnum):
    """Which messages go first."""

    PERSON = 0
    """Somebody has just done something, and somebody waits."""
    SCHEDULE = 1
    """Its day has come."""


class TouchpointState(StrEnum):
    """Where a message stands."""

    READY = "ready"
    LEASED = "leased"
    """One sender has taken it; nothing has been sent yet."""
    SENDING = "sending"
    """Slack is being asked; until that is settled nobody knows whether it arrived."""
    SENT = "sent"
    SKIPPED = "skipped"
    """It had become pointless when its time came; `outcome` says why."""
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    """Rapport ended between sending and noting it: nobody knows whether it arrived."""
