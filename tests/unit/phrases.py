"""Families of phrases that the code makes from words of the vocabulary: of searches, and between two meetings."""

from bot.domain.check_ins import DEEDS, PAUSE_MONTHS
from bot.domain.credits import TEXTS, Signing
from bot.domain.door_rules import BEGUN_BY, TOLD
from bot.domain.items import DueFlaw
from bot.domain.offers import Availability
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import OF_A_YEAR, WORDS
from bot.domain.reviews import LEADS_TO, ReviewAct, ReviewFlaw
from bot.domain.stressors import Stressor
from bot.domain.tips import Tip
from bot.views.door_messages import NOW
from bot.views.reports.csv_table import COLUMNS
from storage.holdings import HOLDINGS
from storage.vocabulary import (
    Area,
    CheckIn,
    Course,
    CreditState,
    DoorKind,
    DoorState,
    ReviewKind,
    ReviewState,
    Side,
    YearAnswer,
)
from storage.vocabulary import Stage as FacultyStage


def families_of_reviews() -> set[str]:
    """Return the keys that the views of reviews make from kinds, states, acts and refusals."""
    words = {"kind": ReviewKind, "kind_choice": ReviewKind, "state": ReviewState, "act": ReviewAct, "now": ReviewState}
    told = {
        f"told_{side}_{state}"
        for (one, _), acts in LEADS_TO.items()
        for state in acts.values()
        for side in Side
        if side is not one
    }
    return {*ReviewFlaw, *told} | {f"{family}_{word}" for family, members in words.items() for word in members}


def families_of_check_ins() -> set[str]:
    """Return the keys that check-ins make from questions, their answers, and pauses."""
    answers = {f"{question}_{deed}" for question, deeds in DEEDS.items() for deed in deeds}
    return answers | {f"ask_{question}" for question in CheckIn} | {f"pause_{months}" for months in PAUSE_MONTHS}


def families_of_finding() -> set[str]:
    """Return the keys that looking for a mentor makes from areas, stages and whether somebody can be asked."""
    words = {"area": Area, "stage": FacultyStage}
    return {*Availability} | {f"{family}_{word}" for family, members in words.items() for word in members}


def families_of_doors() -> set[str]:
    """Return the keys that the views of doors make from kinds, sides and states."""
    states = {f"{family}_{state}" for family in ("state", "act") for state in set(DoorState) - {DoorState.OPEN}}
    kinds = {f"{family}_{kind}" for family in ("new", "kind", "begun", "opened") for kind in DoorKind}
    titles = {f"form_{kind}_title" for kind in DoorKind} | {f"lead_{side}" for side in Side}
    asked = {f"ask_{kind}_{side}" for side, kinds in BEGUN_BY.items() for kind in kinds}
    told = {f"told_{kind}_{state}" for kind, states in TOLD.items() for state in states}
    return states | kinds | titles | asked | told | {f"now_{state}" for state in NOW}


def families_of_credits() -> set[str]:
    """Return the keys that the register of shared work makes from states, signatures, questions and refusals."""
    words = {"state": CreditState, "mark": CreditState, "ask": TEXTS, "label": ("title", *TEXTS, "submission")}
    return {*Signing, *DueFlaw} | {f"{family}_{word}" for family, members in words.items() for word in members}


def families_of_reports() -> set[tuple[str, str]]:
    """Return the places of what the report of a programme says of its measures and facts, and heads its table with."""
    words = {"table": Measure, "units": Measure, "split": Split}
    named = {("report_words", f"{family}_{word}") for family, members in words.items() for word in members}
    counted = {**WORDS, **dict.fromkeys(OF_A_YEAR, tuple(YearAnswer))}
    named |= {("report_words", f"{measure}_{word}") for measure, answers in counted.items() for word in answers}
    named |= {("report_words", f"course_{course}") for course in Course}
    return named | {("report_page", f"head_{column}") for column in COLUMNS}


HANDED = [table for table, each in HOLDINGS.items() if each.taken_by or each.within or each.by_number]
FAMILIES = {
    *families_of_reports(),
    *(("own_data", f"of_{table}") for table in HANDED),
    *(("reviews", key) for key in families_of_reviews()),
    *(("check_ins", key) for key in families_of_check_ins()),
    *(("credits", key) for key in families_of_credits()),
    *(("doors", key) for key in families_of_doors()),
    *(("finding", key) for key in families_of_finding()),
    *(("stressors", stressor.value) for stressor in Stressor),
    *(("tips", f"tip_{tip}") for tip in Tip),
}
"""Each with its section."""
