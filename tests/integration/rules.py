"""Who may use which listener: the one table. Whoever adds a listener adds a line, and says by it who is answered.

Where a listener takes a whole family of buttons, one of them may have a rule of its own.
"""

from collections.abc import Mapping
from enum import Enum

from bot.views.screens import Screen
from tests.integration.actors import Actor

EVERYBODY = frozenset(Actor)
COLLEAGUES = frozenset({Actor.FACILITATOR, Actor.LEFT, Actor.MEMBER, Actor.ELSEWHERE})
"""Full members of a workspace; each is shown what is their own, or their workspace's."""


class Rule(Enum):
    """Who is answered when they send what somebody else may send; everybody else hears a sentence."""

    OPEN = (EVERYBODY, "it is the same for everybody, and nobody's")
    COLLEAGUE = (COLLEAGUES - {Actor.ELSEWHERE}, "it is about somebody whom colleagues may look at")
    OWN = (COLLEAGUES, "each reaches what is their own, whatever the payload says")
    PAIR = (frozenset[Actor](), "it is of one pair, or of one person, whom its id belongs to")
    FACILITATORS = (frozenset({Actor.FACILITATOR}), "who is in the channel now, and a full member")
    CASE = (frozenset[Actor](), "of the facilitators only those whose case it is, or whose file")
    REQUESTER = (frozenset[Actor](), "its screen is sealed for whoever asked")
    SLACK = (frozenset({Actor.ELSEWHERE}), "Slack tells of it; it changes nothing of another workspace")

    def __init__(self, answered: frozenset[Actor], reason: str) -> None:
        """Take who is answered, and why them."""
        self.answered = answered
        self.reason = reason


OWN_SCREENS = (
    Screen.GOALS,
    Screen.PAST_GOALS,
    Screen.AGENDA,
    Screen.RECAP,
    Screen.ITEMS,
    Screen.AGREEMENT,
    Screen.TALK,
    Screen.HOURS,
    Screen.PROFILE,
    Screen.FIRST,
    Screen.SCENARIOS,
    Screen.LIBRARY,
    Screen.ME,
    Screen.FIND,
    Screen.PLAN,
    Screen.REQUESTS,
    Screen.CLOSE,
    Screen.PAST,
    Screen.REVIEW,
    Screen.NOTES,
    Screen.CHECK_INS,
    Screen.CHECK,
    Screen.GAP,
    Screen.MILESTONES,
    Screen.THANK,
    Screen.STATEMENT,
    Screen.CREDIT,
    Screen.CIRCLE,
    Screen.YEAR,
    Screen.DATA,
    Screen.DOORS,
)
DESK_SCREENS = (Screen.PAIR, Screen.MATCHES, Screen.SETUP, Screen.ROSTER, Screen.CASES, Screen.REPORTS, Screen.DESK)
SCREENS: Mapping[Screen, Rule] = {
    **dict.fromkeys(OWN_SCREENS, Rule.OWN),
    **dict.fromkeys(DESK_SCREENS, Rule.FACILITATORS),
    Screen.HELP: Rule.OPEN,
}
"""Who is shown which screen, by its word after /mentor and by its button alike."""

OTHERWISE: Mapping[str, Rule] = {
    "need:add": Rule.OWN,
    "queue:report": Rule.FACILITATORS,
    "queue:half": Rule.FACILITATORS,
    "queue:playbook": Rule.FACILITATORS,
}
"""Of a family that one listener takes: buttons that another rule is for than for the family."""
