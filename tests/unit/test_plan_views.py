"""Every screen of a plan, with the longest and the strangest words, held against Slack's rules."""

from dataclasses import replace
from datetime import date

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.goals import TITLE_MAX_CHARS
from bot.domain.plans import (
    GOALS_SHOWN,
    HORIZONS,
    NOTE_MAX_CHARS,
    PAIRS_OFFERED,
    WORDS_MAX_CHARS,
    YEARS_SHOWN,
    Papers,
    PartnersPapers,
    PlanBoard,
    PlanDraft,
    TimeDraft,
    TimeYear,
)
from bot.errors import FieldError
from bot.views import plan_forms, plan_messages, plans
from bot.views.carried import Carried
from sandbox.blockkit import check_message, check_view
from storage.vocabulary import Duty, Paper
from tests.cards import LONGEST_NAME, a_card
from tests.payloads import Payload, submit

SAY = load_catalog()
KINDS = {"plain": "x", "mention": "<!channel> <@U1> ", "markup": "*_~`>", "emoji": "\N{OWL}", "ampersand": "&"}
QUARTERS = dict.fromkeys(Duty, 25)
CARDS = [replace(a_card(name=LONGEST_NAME), pair_id=f"{number:032}") for number in range(PAIRS_OFFERED)]


def full_papers(piece: str) -> Papers:
    def words(limit: int) -> str:
        return (piece * limit)[:limit]

    plan = PlanDraft(**{str(part): words(WORDS_MAX_CHARS) for part in plan_forms.PARTS})
    goals = {horizon: [words(TITLE_MAX_CHARS)] * GOALS_SHOWN for horizon in HORIZONS}
    said = TimeDraft(QUARTERS, QUARTERS, words(NOTE_MAX_CHARS))
    return Papers(plan, goals, [TimeYear(2026 - ago, said) for ago in range(YEARS_SHOWN)])


def numbers(**parts: str) -> dict[str, Payload]:
    return {f"plan_{name}": {"type": "number_input", "value": value} for name, value in parts.items()}


def lived(teaching: str, clinical: str = "0", research: str = "0", administration: str = "0") -> dict[str, Payload]:
    parts = {"teaching": teaching, "clinical": clinical, "research": research, "administration": administration}
    return numbers(**{f"lived_{duty}": value for duty, value in parts.items()})


def a_time_form() -> Payload:
    return plan_forms.time_form(SAY, said=None, carried=Carried())


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_the_longest_plan_fits_and_stays_words(piece: str) -> None:
    papers = full_papers(piece)
    board = PlanBoard(papers, date(2026, 11, 3), dict.fromkeys(Paper, CARDS), CARDS)
    shown = [
        plans.board(SAY, board=board, carried=Carried()),
        plans.partners(SAY, papers=PartnersPapers(CARDS[0], frozenset(Paper), papers)),
        plan_forms.form(SAY, plan=papers.plan, carried=Carried()),
        plan_forms.time_form(SAY, said=papers.years[0].said, carried=Carried()),
    ]
    assert [check_view(view) for view in shown] == [[]] * len(shown)
    marked = [block["text"]["text"] for view in shown for block in view["blocks"] if "text" in block]
    kinds = {
        block["text"]["type"] for view in shown for block in view["blocks"] if piece * 20 in str(block.get("text"))
    }
    assert any(piece * 20 in text for text in marked)
    assert kinds == {"plain_text"}


@pytest.mark.parametrize("count", [0, 1, PAIRS_OFFERED])
def test_the_choice_of_readers_fits_however_many_pairs_there_are(count: int) -> None:
    chosen = {paper: frozenset(card.pair_id for card in CARDS[:count]) for paper in Paper}
    form = plan_forms.share_form(SAY, cards=CARDS[:count], chosen=chosen, carried=Carried())
    assert check_view(form) == []
    assert ("submit" in form) is (count > 0)


@pytest.mark.parametrize("shared", [frozenset({paper}) for paper in Paper], ids=str)
def test_what_is_not_shared_is_not_shown(shared: frozenset[Paper]) -> None:
    papers = Papers(PlanDraft(one_year="words of the plan"), {}, [TimeYear(2026, TimeDraft(QUARTERS, note="the year"))])
    shown = str(plans.partners(SAY, papers=PartnersPapers(a_card(), shared, papers)))
    assert ("words of the plan" in shown) is (Paper.PLAN in shared)
    assert ("the year" in shown) is (Paper.TIME in shared)


def test_an_empty_plan_says_that_it_is_its_owners_alone() -> None:
    board = PlanBoard(Papers(PlanDraft(), {}, []), None, {paper: [] for paper in Paper}, [])
    shown = plans.board(SAY, board=board, carried=Carried())
    assert check_view(shown) == []
    assert SAY.plans.private in str(shown)
    assert SAY.plans.holds_button not in str(shown)


def test_readers_are_named_and_many_are_counted() -> None:
    few = PlanBoard(Papers(PlanDraft(), {}, []), None, {Paper.PLAN: [a_card()], Paper.TIME: []}, [])
    many = replace(few, readers={Paper.PLAN: [], Paper.TIME: [a_card()] * 7})
    assert "Your plan is read by Idris Okafor and you." in str(plans.board(SAY, board=few, carried=Carried()))
    assert "Idris Okafor and 2 more and you." in str(plans.board(SAY, board=many, carried=Carried()))


def test_a_year_in_parts_is_read_as_it_was_entered() -> None:
    described = numbers(described_teaching="60", described_research="40")
    note = {plan_forms.NOTE: {"type": "plain_text_input", "value": " less teaching "}}
    view = submit(a_time_form(), {**lived("40", "30", "20", "10"), **described, **note})["view"]
    assert plan_forms.read_time(SAY, view) == TimeDraft(
        {Duty.TEACHING: 40, Duty.CLINICAL: 30, Duty.RESEARCH: 20, Duty.ADMINISTRATION: 10},
        {Duty.TEACHING: 60, Duty.RESEARCH: 40},
        "less teaching",
    )


@pytest.mark.parametrize("value", ["101", "-1", "12.5", "many", "1e1"])
def test_what_is_no_per_cent_is_refused_beside_its_field(value: str) -> None:
    view = submit(a_time_form(), lived("40", value))["view"]
    with pytest.raises(FieldError) as refused:
        plan_forms.read_time(SAY, view)
    assert refused.value.block_id == "plan_lived_clinical"


def test_an_answer_that_is_too_long_is_refused_beside_its_field() -> None:
    form = plan_forms.form(SAY, plan=PlanDraft(), carried=Carried())
    view = submit(form, {"plan_own": {"type": "plain_text_input", "value": "x" * (WORDS_MAX_CHARS + 1)}})["view"]
    with pytest.raises(FieldError) as refused:
        plan_forms.read_form(SAY, view)
    assert refused.value.block_id == "plan_own"


def test_messages_about_plans_are_what_slack_takes() -> None:
    messages = [
        plan_messages.review(SAY, member_id="m" * 32, revision=9, waits=()),
        plan_messages.held(SAY),
        plan_messages.shared(SAY, card=a_card(name="<!channel>&")),
    ]
    assert [check_message(message) for message in messages] == [[]] * 3
    assert "<!channel>" not in str(messages[2])
