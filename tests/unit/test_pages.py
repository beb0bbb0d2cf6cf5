"""The page that a button names: a payload is whatever its sender makes it."""

import pytest

from bot.views.pages import LAST_PAGE, page_in


@pytest.mark.parametrize("value", [None, "", "x", "-1", "1.5", " 2", "²", "٣", ["1"]])
def test_what_names_no_page_is_the_first_one(value: object) -> None:
    assert page_in(value) == 0


def test_a_page_is_the_one_that_is_named_and_none_lies_further_than_anybody_turns() -> None:
    assert [page_in(value) for value in ("0", "7", "9" * 40)] == [0, 7, LAST_PAGE]
