"""The buttons that lead from one screen to another: one family of actions, told apart by its last word.

They carry no data, so there is nothing in them to forge: each opener finds out for itself who has pressed.
"""

from enum import StrEnum

from bot.views.blocks import Button, button

PREFIX = "open:"


class Screen(StrEnum):
    """What a button opens. The words are neutral: they can be seen in Slack's own log of a click."""

    HELP = "help"
    GOALS = "goals"
    PAST_GOALS = "past_goals"
    AGENDA = "agenda"
    RECAP = "recap"
    ITEMS = "items"
    AGREEMENT = "agreement"
    PAIR = "pair"
    SETUP = "setup"
    TALK = "talk"
    HOURS = "hours"
    CASES = "cases"
    PROFILE = "profile"
    FIRST = "first"
    SCENARIOS = "scenarios"
    LIBRARY = "library"
    ME = "me"
    ROSTER = "roster"
    FIND = "find"
    PLAN = "plan"
    MATCHES = "matches"
    REQUESTS = "requests"
    CLOSE = "close"
    PAST = "past"
    REVIEW = "review"
    NOTES = "notes"
    CHECK_INS = "checkins"
    CHECK = "check"
    GAP = "gap"
    MILESTONES = "milestones"
    THANK = "thank"
    STATEMENT = "statement"
    CREDIT = "credit"
    CIRCLE = "circle"
    DOORS = "doors"
    REPORTS = "reports"
    YEAR = "year"
    DESK = "desk"
    DATA = "data"


def opener(screen: Screen, label: str, *, is_primary: bool = False) -> Button:
    """Return the button that opens `screen`."""
    return button(PREFIX + screen, label, is_primary=is_primary)
