"""A name is taken out of what others keep, however it is written there, and no other word with it."""

import json

import pytest

from bot.domain.own_data import ids_in, json_in, named, without_name

NOBODY = "a former colleague"


def taken(name: str, text: str) -> str:
    """Return a text without a name."""
    return without_name(name, instead=NOBODY)(text)


@pytest.mark.parametrize(
    "name", ["Maya Lindqvist", "José Núñez-Ø", "Ana 😀 Ruiz", 'Sam "Sunny" Lee', "O'Neil (she) C++"]
)
@pytest.mark.parametrize("around", ["Dear all,\n{}: read", "\t{}", "“{}”", "with\u00a0{}.", "{}"])
def test_a_name_is_found_in_plain_words_and_in_json(name: str, around: str) -> None:
    said = around.format(name)
    assert taken(name, said) == around.format(NOBODY)
    for is_ascii in (True, False):
        kept = json.dumps({"title": said, "more": [said.upper(), 3, None]}, ensure_ascii=is_ascii)
        found = json.loads(taken(name, kept))
        assert found["title"] == around.format(NOBODY)
        assert name.upper() not in found["more"][0]
        assert found["more"][1:] == [3, None]


def test_a_name_may_run_over_the_end_of_a_line() -> None:
    assert taken("Maya Lindqvist", "Ask Maya\n  Lindqvist") == f"Ask {NOBODY}"
    assert taken("Maya Lindqvist", "Maya Lindqvistson, Maya") == "Maya Lindqvistson, Maya"


@pytest.mark.parametrize(
    ("name", "text"), [("the", "of the end"), ("I", "as I said"), ("Will", "we will"), (" ", "a b")]
)
def test_whoever_is_called_by_a_word_takes_no_word_along(name: str, text: str) -> None:
    assert taken(name, text) == text


@pytest.mark.parametrize(
    "text", ["[" * 1400 + "]" * 1400, "[" * 400 + "]" * 400, r'["\ud800 Maya Lindqvist"]', "[1" * 9 + "]" * 9]
)
def test_words_that_look_like_json_and_cannot_be_kept_as_such_are_words(text: str) -> None:
    assert json_in(text) is None
    assert named(text, {}) == text
    assert ids_in(text) == set()
    assert taken("Maya Lindqvist", text) == text.replace("Maya Lindqvist", NOBODY)


@pytest.mark.parametrize("name", ["maya", "Maya"])
def test_a_name_of_one_word_is_found_with_its_capital(name: str) -> None:
    assert taken(name, "Thanks, Maya, and maya.") == f"Thanks, {NOBODY}, and maya."


def test_what_has_no_name_in_it_stays_as_it_was_written() -> None:
    for text in ('{"a" :1}', "[not json", '["b", "c"]', ""):
        assert taken("Maya Lindqvist", text) == text
