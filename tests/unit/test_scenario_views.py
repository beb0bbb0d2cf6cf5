"""Scenarios: nothing is said about a way before somebody has picked one."""

import pytest

from bot.content.catalogue import load_catalog
from bot.domain.scenarios import Picked, Way
from bot.views import scenarios
from sandbox.blockkit import check_view
from storage.vocabulary import Scenario

SAY = load_catalog()


@pytest.mark.parametrize("scenario", Scenario)
def test_the_note_is_read_after_a_way_is_picked_and_not_before(scenario: Scenario) -> None:
    note = getattr(SAY.scenarios, f"{scenario}_note")
    sheet = scenarios.sheet(SAY, scenario=scenario)
    assert check_view(sheet) == []
    assert note not in str(sheet)
    for way in Way:
        noted = scenarios.noted(SAY, picked=Picked(scenario, way))
        assert check_view(noted) == []
        assert note in [block.get("text", {}).get("text") for block in noted["blocks"]]


@pytest.mark.parametrize("scenario", Scenario)
def test_a_scenario_is_read_within_three_minutes(scenario: Scenario) -> None:
    parts = ("story", *Way, "note")
    words = " ".join(getattr(SAY.scenarios, f"{scenario}_{part}") for part in parts).split()
    assert len(words) < 3 * 100


def test_the_list_marks_what_was_read() -> None:
    board = scenarios.board(SAY, shelf={each: each is Scenario.FADING for each in Scenario})
    assert check_view(board) == []
    marked = [block for block in board["blocks"] if SAY.scenarios.already_read in str(block)]
    assert [block["accessory"]["action_id"] for block in marked] == ["scenario:open:fading"]


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "scenario:pick:d", "value": "fading"},
        {"action_id": "scenario:pick:a", "value": "promotion"},
        {"action_id": "scenario:pick:a", "value": None},
        {"action_id": "scenario:pick:", "value": "fading"},
    ],
)
def test_what_was_never_offered_is_no_way(action: dict[str, str | None]) -> None:
    assert scenarios.picked(action) is None


def test_what_was_never_offered_is_no_scenario() -> None:
    assert scenarios.chosen({"action_id": "scenario:open:promotion"}) is None
    assert scenarios.chosen({"action_id": "scenario:open:fading"}) is Scenario.FADING
