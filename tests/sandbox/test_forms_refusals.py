"""What a person is told before a form leaves the screen."""

import pytest

from sandbox.blockkit import with_ids
from sandbox.forms import blank_state, refusals, typed
from sandbox.forms.fields import FIELDS
from tests.sandbox.blocks import Json, Value, actions, asks, element


def told(kind: str, value: Value, *, optional: bool = False, **more: Value) -> str | None:
    blocks = [asks(element(kind, action_id="act", **more), block_id="blk", optional=optional)]
    state = typed(blocks, blank_state(blocks), block_id="blk", action_id="act", value=value)
    return refusals(blocks, state).get("blk")


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_field_is_required_unless_optional(kind: str) -> None:
    assert told(kind, None) == "Please complete this required field."
    assert told(kind, None, optional=True) is None


@pytest.mark.parametrize(
    ("kind", "value", "more", "sentence"),
    [
        ("plain_text_input", "abc", {"min_length": 4}, "at least 4 characters; there are 3"),
        ("plain_text_input", "abc", {"max_length": 2}, "at most 2 characters; there are 3"),
        ("plain_text_input", "x" * 3001, {}, "at most 3000"),
        ("number_input", "ten", {}, "a number"),
        ("number_input", "1e3", {}, "a number"),
        ("number_input", "1.5", {}, "whole number"),
        ("number_input", "0", {"min_value": "1"}, "1 or more"),
        ("number_input", "11", {"max_value": "10"}, "10 or less"),
        ("email_text_input", "somebody", {}, "email address"),
        ("email_text_input", "a@b", {}, "email address"),
        ("email_text_input", "a b@example.org", {}, "email address"),
        ("url_text_input", "example.org", {}, "link"),
        ("url_text_input", "https://", {}, "link"),
    ],
)
def test_an_unusable_value_is_refused_in_a_persons_words(kind: str, value: str, more: Json, sentence: str) -> None:
    assert sentence in str(told(kind, value, **more))
    assert sentence in str(told(kind, value, optional=True, **more))


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        ("plain_text_input", "abcd", {"min_length": 4, "max_length": 4}),
        ("plain_text_input", "x" * 3000, {}),
        ("number_input", "-3", {}),
        ("number_input", "9", {"min_value": "9", "max_value": "9"}),
        ("number_input", "10.50", {"is_decimal_allowed": True, "max_value": "10.5"}),
        ("email_text_input", "first.last+tag@mail.example.org", {}),
        ("url_text_input", "http://example.org/a?b=c", {}),
        ("checkboxes", ["a"], {}),
        ("datepicker", "2026-01-01", {}),
    ],
)
def test_a_usable_value_is_let_through(kind: str, value: Value, more: Json) -> None:
    assert told(kind, value, **more) is None


def test_every_bad_field_is_told_at_once() -> None:
    blocks = with_ids([asks(element("plain_text_input"), block_id=one) for one in ("one", "two")])
    assert set(refusals(blocks, blank_state(blocks))) == {"one", "two"}


def test_menus_outside_input_blocks_hold_nothing_back() -> None:
    blocks = with_ids([actions(element("users_select"))])
    assert refusals(blocks, blank_state(blocks)) == {}


def test_a_field_the_state_does_not_know_counts_as_empty() -> None:
    blocks = with_ids([asks(element("plain_text_input"), block_id="one")])
    assert set(refusals(blocks, {})) == {"one"}
