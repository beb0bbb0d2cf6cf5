"""Every word the bot says: present, used, and with slots that somebody fills."""

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

from bot.content.catalogue import Catalog, load_catalog
from bot.domain.about import AboutFlaw, SeniorFlaw
from bot.domain.agendas import CUES
from bot.domain.agreement_sheets import AgreementStep
from bot.domain.agreements import ABOUT_ONESELF, Part, Reading
from bot.domain.endings import EndingFlaw
from bot.domain.items import DueFlaw
from bot.domain.library import ResourceFlaw
from bot.domain.lulls import Rest
from bot.domain.meetings import DraftFlaw
from bot.domain.offers import Availability, OfferFlaw
from bot.domain.pairs import Answered, PersonFlaw
from bot.domain.preferences import ChoiceFlaw
from bot.domain.recaps import RecapStep
from bot.domain.references import Told
from bot.domain.relay.crowds import Band
from bot.domain.relay.intake import DraftFlaw as RequestFlaw
from bot.domain.relay.intake import TurnedAway
from bot.domain.relay.mine import Stage, Stream
from bot.domain.relay.reports import NONE
from bot.domain.roster import FaultKind
from bot.domain.roster_sheets import SheetFlaw
from bot.domain.setup import ChannelFlaw, SetupFlaw
from bot.views.goals import ANSWERS
from bot.views.offer_forms import VALUES
from bot.views.offer_lines import TEXTS
from bot.views.plan_forms import PARTS as PARTS_OF_PLAN
from bot.views.recap_sheet import PARTS
from bot.views.relay.desk import PARTS as PARTS_OF_PLAYBOOK
from bot.views.relay.report import TABLES
from storage.relay.vocabulary import Approach, CaseState, Outcome, Rating, Theme, Urgency, Wish
from storage.vocabulary import (
    AdviceState,
    AgreementField,
    Area,
    AuditKind,
    Authority,
    Cadence,
    ClosureKind,
    Duty,
    Experience,
    FirstStep,
    GoalState,
    Grain,
    Horizon,
    MatchMode,
    PromptKind,
    Rank,
    Standing,
    Strength,
    Thinking,
)
from storage.vocabulary import Stage as FacultyStage
from storage.vocabulary import Stream as FacultyStream
from tests.unit.phrase_families import TOPICS, families_of_gate, families_of_learning, families_of_requests
from tests.unit.phrases import FAMILIES

ROOT = Path(__file__).parents[2]
SECTIONS = tuple(Catalog.__dataclass_fields__)
SECTION_OF_SAY = re.compile(r"\bsay = (?:deps\.)?catalog\.(\w+)")
USED_BY_SAY = re.compile(r"\bsay\.(\w+)")
USED_IN_FULL = re.compile(r"\bcatalog\.(\w+)\.(\w+)")
FIRST_PERSON = Path("bot/content")


def used_phrases() -> set[tuple[str, str]]:
    """Return (section, key) of every phrase that the code names."""
    used = set()
    for room in ("bot", "handlers"):
        for path in (ROOT / room).rglob("*.py"):
            used |= _used_in(path.read_text())
    used |= {("setup", flaw.value) for flaw in ChannelFlaw}
    used |= {("home", f"flaw_{flaw}") for flaw in set(ChannelFlaw) - {ChannelFlaw.NOT_YOURS}}
    used |= {("pairs", word.value) for word in (*PersonFlaw, *Answered)}
    used |= {("pairs", f"cadence_{cadence}") for cadence in Cadence}
    used |= {("gate", key) for key in families_of_gate()} | {("requests", key) for key in families_of_requests()}
    used |= {("goals", key) for key in _families_of_goals()}
    used |= {("items", key) for key in ("unpaired", "meanwhile", *DueFlaw)}
    used |= {("meetings", flaw.value) for flaw in DraftFlaw} | {("agendas", key) for key in _families_of_agendas()}
    used |= {("references", told.value) for told in Told}
    used |= {("offers", key) for key in _families_of_offers()}
    used |= {("agreements", key) for key in _families_of_agreements()}
    used |= {("recaps", key) for key in _families_of_recaps()}
    used |= {("preferences", key) for key in _families_of_preferences()}
    used |= {("about", key) for key in _families_of_about()}
    used |= {("newcomers", f"mode_{mode}") for mode in MatchMode}
    used |= {("setup", f"{family}_{mode}") for family in ("mode", "kept") for mode in MatchMode}
    used |= {("setup", flaw.value) for flaw in SetupFlaw}
    used |= {("roster", word.value) for word in (*FaultKind, *SheetFlaw)} | {("endings", flaw) for flaw in EndingFlaw}
    used |= {("first_meetings", f"step_{step}") for step in FirstStep} | {
        ("library", flaw.value) for flaw in ResourceFlaw
    }
    used |= {("plans", f"ask_{part}") for part in PARTS_OF_PLAN} | {("plans", f"duty_{duty}") for duty in Duty}
    used |= FAMILIES | families_of_learning() | {("audit", kind.value) for kind in AuditKind}
    used |= {("endings", f"kind_{kind}") for kind in ClosureKind} | {("lulls", f"rest_{rest}") for rest in Rest}
    used |= {("relay_report", key) for key in _families_of_relay_reports()}
    used |= {("relay_desk", key) for key in _families_of_relay_desk()}
    used |= {("relay_mine", key) for key in _families_of_relay_mine()}
    used |= {("relay_intake", key) for key in _families_of_relay_intake()}
    used |= {(topic, key) for topic in TOPICS for key in ("title", "unpaired", "meanwhile")}
    return used


def _families_of_preferences() -> set[str]:
    """Return the keys that the view of somebody's hours makes from weekdays, prompts and refusals."""
    families = {f"{family}_{kind}" for family in ("prompt", "muted", "snoozed") for kind in PromptKind}
    return families | {f"day_{day}" for day in range(1, 8)} | set(ChoiceFlaw)


def _families_of_about() -> set[str]:
    """Return the keys that the view of somebody's own facts makes from words of the vocabulary."""
    words = {"rank": Rank, "stream": FacultyStream, "senior": Authority, "ask": Authority}
    return {*AboutFlaw, *SeniorFlaw} | {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_relay_reports() -> set[str]:
    """Return the keys that the report on private requests makes from its tables and their words."""
    words = {"outcome": Outcome, "approach": (*Approach, NONE), "rating": (*Rating, NONE)}
    return {*TABLES} | {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_relay_intake() -> set[str]:
    """Return the keys that a private request makes from its boxes, its crowds, its flaws and its refusals."""
    words = {"theme": Theme, "wish": Wish, "urgency": Urgency, "band": Band}
    return {*RequestFlaw, *TurnedAway} | {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_relay_desk() -> set[str]:
    """Return the keys that the facilitators' desk makes from options and from the parts of the playbook."""
    return {f"option_{approach}" for approach in Approach} | {
        f"playbook_{part}" for part in range(1, PARTS_OF_PLAYBOOK + 1)
    }


def _families_of_relay_mine() -> set[str]:
    """Return the keys that authors' own views make from states, ratings, stages and streams."""
    words = {"state": CaseState, "rate": Rating, "stage": Stage, "stream": Stream}
    return {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_goals() -> set[str]:
    """Return the keys that the views of goals make from words of the vocabulary and from names of fields."""
    words = {"area": Area, "horizon": Horizon, "state": GoalState, "label": ("title", *ANSWERS), "ask": ANSWERS}
    return {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_offers() -> set[str]:
    """Return the keys that a mentor's profile makes from its words, its texts and its refusals."""
    words = {
        "standing": Standing,
        "strength": Strength,
        "experience": Experience,
        "stage": FacultyStage,
        "thinking": Thinking,
        "line_thinking": Thinking,
        "grain": Grain,
        "line_grain": Grain,
        "label": TEXTS,
        "ask": (*FacultyStage, *VALUES),
    }
    return {*Availability, *OfferFlaw} | {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_agendas() -> set[str]:
    """Return the phrases of agendas that are found by an area or a number."""
    return {*Area, *(f"{area}_ideas" for area in Area), *(f"cue_{number}" for number in range(1, CUES + 1))}


def _families_of_agreements() -> set[str]:
    """Return the phrases of agreements that are found by a question, a part, a step or how two answers read."""
    words: dict[str, Iterable[str]] = {
        "ask": AgreementField,
        "document_answers": ABOUT_ONESELF,
        "part": Part,
        "step": set(AgreementStep) - {AgreementStep.STANDING},
        "reading": set(Reading) - {Reading.EMPTY},
        "news": set(AgreementStep) - {AgreementStep.NONE, AgreementStep.WRITING, AgreementStep.CONFIRMED_BY_ME},
    }
    return {f"{family}_{word}" for family, members in words.items() for word in members}


def _families_of_recaps() -> set[str]:
    """Return the phrases of recaps that are found by a step, a part, an answer or an area."""
    words = {"step": RecapStep, "label": PARTS, "state": AdviceState, "area": Area}
    return {f"{family}_{word}" for family, members in words.items() for word in members}


def _used_in(source: str) -> set[tuple[str, str]]:
    used = {(section, key) for section, key in USED_IN_FULL.findall(source) if section in SECTIONS}
    for function in re.split(r"\n(?=def )", source):
        for section in SECTION_OF_SAY.findall(function):
            used |= {(section, key) for key in USED_BY_SAY.findall(function)}
    return used


def written_phrases() -> dict[tuple[str, str], str]:
    """Return every phrase by (section, key)."""
    catalog = load_catalog()
    return {(name, key): phrase for name in SECTIONS for key, phrase in getattr(catalog, name)}


def test_every_phrase_the_code_names_is_written() -> None:
    assert used_phrases() - set(written_phrases()) == set()


def test_no_phrase_is_written_for_nobody() -> None:
    assert set(written_phrases()) - used_phrases() == set()


@pytest.mark.parametrize(("place", "phrase"), written_phrases().items(), ids=lambda value: str(value)[:40])
def test_a_phrase_is_fit_to_be_shown(place: tuple[str, str], phrase: str) -> None:
    _, key = place
    slots = [name for _, name, _, _ in Formatter().parse(phrase) if name is not None]
    assert all(name.isidentifier() for name in slots)
    assert "!" not in phrase
    assert phrase == phrase.strip()
    assert len(phrase) <= (24 if key.endswith("title") and place[0] != "home" and key != "contacts_title" else 1500)
    if key.endswith("_button") or key in {"close", "save", "talk"}:
        assert len(phrase) <= 150


def test_a_missing_phrase_is_named_with_its_file() -> None:
    with pytest.raises(AttributeError, match=r"no phrase 'nothing' in goals\.toml"):
        _ = load_catalog().goals.nothing


def test_the_promise_is_kept_word_for_word() -> None:
    promise = load_catalog().privacy.promise
    assert promise == (
        "Facilitators, mentors, leaders and reports are not told who you are; the bot keeps no record that says who "
        "you are, unless you reveal yourself. Slack, and anyone who alters the running bot, could still observe you. "
        "Do not use for emergencies."
    )
