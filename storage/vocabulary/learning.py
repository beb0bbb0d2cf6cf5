"""What helps people to begin, and to do better: checklists, short scenarios, a look at how it goes."""

from enum import StrEnum


class FirstStep(StrEnum):
    """What one side does well to settle when a pair meets for the first time, as the study's mentors listed it."""

    INTRODUCED = "introduced"
    REACHED = "reached"
    NUMBER = "number"
    GOALS = "goals"
    LOOKED_BACK = "looked_back"
    NEXT_DATE = "next_date"
    BRINGS = "brings"
    PAPERS = "papers"
    EXPECTED = "expected"
    SENDS = "sends"
    PRIVATE = "private"
    RECAP = "recap"


class Scenario(StrEnum):
    """A situation that mentoring brings, to be thought through in three minutes."""

    FINDING = "finding"
    PREPARING = "preparing"
    LATE_MANUSCRIPT = "late_manuscript"
    WHOSE_IDEA = "whose_idea"
    FADING = "fading"
    PARTING = "parting"
    TO_COLLEAGUE = "to_colleague"
    """Somebody whom one has advised becomes a colleague of equal standing: for mentors alone."""


class CheckItem(StrEnum):
    """What somebody looks at, alone, when they ask themselves how a mentoring goes: the study's eleven themes."""

    RECIPROCITY = "reciprocity"
    RESPECT = "respect"
    EXPECTATIONS = "expectations"
    CONNECTION = "connection"
    VALUES = "values"
    COMMUNICATION = "communication"
    COMMITMENT = "commitment"
    STYLE = "style"
    COMPETITION = "competition"
    INTERESTS = "interests"
    EXPERIENCE = "experience"
