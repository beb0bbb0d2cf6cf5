"""Tips for mentors: which one comes when. Pure rules."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.check_ins import ROUND, in_turn, rounds_ahead
from bot.domain.hours import Hours
from bot.domain.mornings import Morning

APART = ROUND // 2
"""After a mentor's check-in, and before the next: the two never come on one day."""
SNOOZABLE_FOR = timedelta(days=14)


class Tip(StrEnum):
    """What a tip is about: what the study's mentors and mentees found to matter."""

    LISTEN = "listen"
    DOOR = "door"
    COACH = "coach"
    HONEST = "honest"
    CREDIT = "credit"
    ADVICE = "advice"
    PITFALLS = "pitfalls"
    ATTENTION = "attention"
    WHOLE = "whole"
    PROMISE = "promise"
    MISSTEP = "misstep"
    NETWORK = "network"


def tip_of(number: int) -> Tip:
    """Return the tip of a round: one after the other."""
    tips = tuple(Tip)
    return in_turn(tips, number) or tips[0]


def tips_ahead(member_id: str, hours: Hours, *, now: datetime) -> list[tuple[int, Morning]]:
    """Return the rounds in which somebody gets a tip within ten weeks, each with its number and its morning."""
    return rounds_ahead(member_id, hours, now=now, shift=APART)
