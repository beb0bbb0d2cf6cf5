"""Every screen of goals, with the longest and the strangest words, held against Slack's rules."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.goals import (
    HISTORY_ROWS,
    TITLE_MAX_CHARS,
    GoalChange,
    GoalDraft,
    GoalHistory,
    GoalRevision,
    GoalsBoard,
    GoalSheet,
)
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import goal_form, goal_history, goals
from bot.views.carried import Carried, HomeBefore
from bot.views.pages import PAGE_ROWS
from sandbox.blockkit import check_view
from storage.vocabulary import Area, GoalState, Horizon, Side
from tests.cards import LONGEST_NAME, a_card
from tests.payloads import submit

SAY = load_catalog()
FULL_LOAD = Carried(
    pair_id="p" * 32, board="past_goals", subject_id="g" * 32, revision=9, page=9, home=HomeBefore("m" * 2000, "h" * 40)
)
KINDS = {"plain": "x", "mention": "<!channel> <@U1> ", "markup": "*_~`>", "emoji": "\N{OWL}", "ampersand": "&"}


def a_goal(piece: str = "x", **said: Any) -> GoalDraft:  # noqa: ANN401 - any field of a goal
    def words(limit: int) -> str:
        return (piece * limit)[:limit]

    texts = {name: words(limit) for name, limit in goals.ANSWERS.items()}
    facts = {"area": Area.ADMINISTRATION, "horizon": Horizon.NEXT_MEETING, "due_on": date(2026, 12, 31)}
    return GoalDraft(**{"title": words(TITLE_MAX_CHARS), **facts, **texts, "support_from": Side.MENTOR, **said})


def a_revision(
    said: GoalDraft, card: PairCard, *, state: GoalState = GoalState.OPEN, revision: int = 1
) -> GoalRevision:
    return GoalRevision(said, state, revision, card.mentor.member_id, datetime(2026, 11, 3, 23, tzinfo=UTC))


def a_board(said: GoalDraft, *, rows: int, state: GoalState = GoalState.OPEN) -> dict[str, Any]:
    card = a_card(name=LONGEST_NAME)
    sheets = tuple(GoalSheet(card, f"{number:032}", a_revision(said, card, state=state)) for number in range(rows))
    board = GoalsBoard(card, sheets, is_past=state is not GoalState.OPEN, others=1000, page=1, pages=100)
    return goals.board(SAY, board=board, carried=FULL_LOAD)


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize("state", GoalState)
@pytest.mark.parametrize("rows", [0, PAGE_ROWS])
def test_slack_takes_every_board(piece: str, state: GoalState, rows: int) -> None:
    assert check_view(a_board(a_goal(piece), rows=rows, state=state)) == []


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_slack_takes_the_fullest_goal_its_form_and_the_form_of_a_conflict(piece: str) -> None:
    card, said = a_card(name=LONGEST_NAME), a_goal(piece)
    sheet = GoalSheet(card, "g" * 32, a_revision(said, card))
    assert check_view(goals.sheet(SAY, sheet=sheet, carried=FULL_LOAD)) == []
    assert check_view(goal_form.form(SAY, card=card, carried=FULL_LOAD, goal=said)) == []
    assert check_view(goal_form.form(SAY, card=card, carried=FULL_LOAD, goal=said, newer=sheet)) == []


@pytest.mark.parametrize("side", Side)
def test_slack_takes_an_empty_form_of_either_side(side: Side) -> None:
    assert check_view(goal_form.form(SAY, card=a_card(side=side), carried=Carried())) == []


@pytest.mark.parametrize("piece", KINDS.values(), ids=KINDS.keys())
def test_slack_takes_a_history_in_which_everything_changed_each_time(piece: str) -> None:
    card = a_card(name=LONGEST_NAME)
    before = a_revision(a_goal(piece), card, state=GoalState.DROPPED)
    everything = frozenset({*GoalDraft.__dataclass_fields__, "state"})
    changes = (GoalChange(before, card.mentee.member_id, before.changed_at, everything),) * HISTORY_ROWS
    history = GoalHistory(GoalSheet(card, "g" * 32, before), changes, page=3, pages=9)
    assert check_view(goal_history.history(SAY, history=history, carried=FULL_LOAD)) == []


def test_what_somebody_wrote_is_shown_as_it_is() -> None:
    card, wild = a_card(), "<!channel> <https://evil.example|click> & <@U1>"
    sheet = GoalSheet(card, "g", a_revision(a_goal(title=wild, why=wild), card))
    texts = [block.get("text") for block in goals.sheet(SAY, sheet=sheet, carried=Carried())["blocks"]]
    assert texts.count({"type": "plain_text", "text": wild, "emoji": False}) == 2
    assert wild not in str(a_board(a_goal(title=wild), rows=1))


def test_every_field_says_who_sees_it() -> None:
    card = a_card()
    form = goal_form.form(SAY, card=card, carried=Carried())
    hints = [block["hint"]["text"] for block in form["blocks"] if block["type"] == "input"]
    assert len(hints) == 12
    assert all(card.partner.name in hint for hint in hints)


def test_a_phone_needs_three_fields_only() -> None:
    form = goal_form.form(SAY, card=a_card(), carried=Carried())
    required = [block["block_id"] for block in form["blocks"] if block["type"] == "input" and not block["optional"]]
    assert required == [goal_form.TITLE, goal_form.AREA, goal_form.HORIZON]


def test_what_a_form_was_filled_with_is_what_is_read_from_it() -> None:
    said = a_goal("word ", support_from=Side.MENTEE)
    form = goal_form.form(SAY, card=a_card(), carried=Carried(), goal=said)
    entered = {block["block_id"]: _state(block["element"]) for block in form["blocks"] if block["type"] == "input"}
    read = goal_form.read_form(SAY, submit(form, entered)["view"])
    trimmed = {name: getattr(said, name).strip() for name in ("title", *goals.ANSWERS)}
    assert read == replace(said, **trimmed)


def test_a_choice_that_was_never_offered_is_refused_beside_its_field() -> None:
    form = goal_form.form(SAY, card=a_card(), carried=Carried(), goal=a_goal())
    entered = {block["block_id"]: _state(block["element"]) for block in form["blocks"] if block["type"] == "input"}
    entered[goal_form.AREA] = {"selected_option": {"value": "politics"}}
    with pytest.raises(FieldError) as refusal:
        goal_form.read_form(SAY, submit(form, entered)["view"])
    assert refusal.value.block_id == goal_form.AREA


def _state(element: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": element.get("initial_value"),
        "selected_option": element.get("initial_option"),
        "selected_date": element.get("initial_date"),
    }
