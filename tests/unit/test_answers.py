"""What comes back from a form: chosen by its sender, so anything odd reads as nothing."""

from datetime import date, time
from typing import Any

import pytest

from bot.views import answers
from storage.vocabulary import Horizon


def form(entry: object) -> dict[str, Any]:
    return {"state": {"values": {"field": {"field": entry}}}}


def test_text_is_trimmed_and_emptiness_is_none() -> None:
    assert answers.text(form({"value": "  a goal \n"}), "field") == "a goal"
    assert answers.text(form({"value": "   "}), "field") is None
    assert answers.text(form({"value": None}), "field") is None


def test_halves_of_a_sign_and_zero_bytes_are_left_out_of_text() -> None:
    assert answers.text(form({"value": "a\ud83d go\x00al 😀"}), "field") == "a goal 😀"
    assert answers.text(form({"value": "\ud83d\x00"}), "field") is None


def test_a_word_of_the_vocabulary_is_read_and_any_other_is_nothing() -> None:
    assert answers.word(form({"selected_option": {"value": "one_year"}}), "field", Horizon) is Horizon.ONE_YEAR
    assert answers.word(form({"selected_option": {"value": "a_century"}}), "field", Horizon) is None
    assert answers.word(form({"selected_option": None}), "field", Horizon) is None


def test_days_and_times_that_exist_are_read_and_others_are_nothing() -> None:
    assert answers.day(form({"selected_date": "2026-11-24"}), "field") == date(2026, 11, 24)
    assert answers.day(form({"selected_date": "2026-13-01"}), "field") is None
    assert answers.wall_time(form({"selected_time": "14:05"}), "field") == time(14, 5)
    assert answers.wall_time(form({"selected_time": "25:00"}), "field") is None


def test_ticked_boxes_are_their_values() -> None:
    boxes = {"selected_options": [{"value": "a"}, {"value": "b"}]}
    assert answers.ticked(form(boxes), "field") == {"a", "b"}
    assert answers.ticked(form({}), "field") == frozenset()


def test_people_and_conversations_are_ids() -> None:
    assert answers.user(form({"selected_user": "U1"}), "field") == "U1"
    assert answers.conversation(form({"selected_conversation": "C1"}), "field") == "C1"


@pytest.mark.parametrize("view", [{}, {"state": {}}, {"state": {"values": {"field": {}}}}, form("no object")])
def test_a_form_without_the_field_says_nothing(view: dict[str, Any]) -> None:
    assert answers.text(view, "field") is None
    assert answers.user(view, "field") is None
    assert answers.choice(view, "field") is None
    assert answers.ticked(view, "field") == frozenset()
    assert answers.day(view, "field") is None
