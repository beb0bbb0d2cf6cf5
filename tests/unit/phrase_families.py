"""Phrases that code finds by putting words together: their keys, feature by feature."""

from bot.domain.gate import KINDS
from bot.domain.needs import Cover
from bot.domain.requests import Reply, ReplyFlaw, Turn
from bot.domain.scenarios import Way
from bot.domain.statements import FIRST_MONTHS
from bot.views import milestones, outcomes
from bot.views.statement_document import COLUMNS, METHOD
from storage.vocabulary import CheckItem, Interest, MilestoneKind, MilestoneState, RequestState, Scenario, YearAnswer

TOPICS = (
    "goals",
    "agendas",
    "recaps",
    "agreements",
    "first_meetings",
    "endings",
    "reviews",
    "notes",
    "selfchecks",
    "thanks",
    "credits",
    "doors",
)
"""What has words for somebody who is in no pair."""


def families_of_gate() -> set[str]:
    """Return the keys that the conflict gate makes from what can stand between two people."""
    declared = {f"{family}_{kind}" for family in ("own", "box") for kind in Interest}
    return {f"{family}_{kind}" for family in ("flag", "kind") for kind in KINDS} | declared


def families_of_requests() -> set[str]:
    """Return the keys that the views of requests make from states, sides, turns, answers and their flaws."""
    states = set(RequestState)
    settled = states - {RequestState.ASKED}
    answered = settled - {RequestState.WITHDRAWN}
    return {
        *ReplyFlaw,
        *(f"mentee_{state}" for state in states),
        *(f"mentor_{state}" for state in settled),
        *(f"short_{state}" for state in settled),
        *(f"replied_{state}" for state in answered),
        *(f"reply_{reply}" for reply in Reply),
        *(f"{family}_{turn}" for family in ("turn", "next") for turn in set(Turn) - {Turn.NOBODY}),
    }


def families_of_learning() -> set[tuple[str, str]]:
    """Return (section, key) of what the views make from scenarios, items of the self-check, and who covers a need."""
    scenarios = {
        ("scenarios", f"{scenario}_{part}") for scenario in Scenario for part in ("title", "story", *Way, "note")
    }
    needs = {("needs", f"by_{cover}") for cover in Cover}
    checks = {("selfchecks", f"{family}_{item}") for family in ("item", "opener") for item in CheckItem}
    return scenarios | needs | checks | families_of_milestones() | families_of_statements() | families_of_outcomes()


def families_of_milestones() -> set[tuple[str, str]]:
    """Return (section, key) of what the views make from milestones, their states and what can be done with them."""
    verbs = (milestones.DONE, milestones.CHANGE, milestones.DROP, milestones.HIDE, milestones.AGAIN, milestones.DELETE)
    kinds = {f"kind_{kind}" for kind in MilestoneKind} | {f"state_{state}" for state in MilestoneState}
    return {("milestones", key) for key in (*kinds, *(f"{verb}_choice" for verb in verbs))}


def families_of_outcomes() -> set[tuple[str, str]]:
    """Return (section, key) of what the views make from the three questions about a year, and their answers."""
    said = {f"{name}_{each}" for name in outcomes.QUESTIONS for each in (YearAnswer.YES, YearAnswer.NO)}
    asked = {f"{family}_{name}" for family in ("ask", "hint", "what") for name in outcomes.QUESTIONS}
    return {("outcomes", key) for key in said | asked}


def families_of_statements() -> set[tuple[str, str]]:
    """Return (section, key) of what the views make from the parts of a statement, and from when a year begins."""
    parts = {f"document_column_{name}" for name in COLUMNS} | {f"document_method_{name}" for name in METHOD}
    return {("statements", key) for key in parts | {f"years_{month}" for month in FIRST_MONTHS}}
