"""How two answers read beside each other, and when the two of a pair look at their agreement again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.agreements import (
    ABOUT_ONESELF,
    IN_SHORT,
    PARTS,
    SHORT,
    AgreedWording,
    Line,
    Part,
    Reading,
    fields_of,
    reviews_after,
)
from storage.vocabulary import AgreementField as Field

FIRST = date(2026, 11, 3)
ANSWERS = some.text(min_size=1, max_size=20) | some.none()


def a_line(mine: str | None, theirs: str | None, *, field: Field = Field.PURPOSE, wording: str | None = "") -> Line:
    agreed = None if wording == "" else AgreedWording(wording, is_mine=True)
    return Line(field, mine, theirs, agreed)


def test_every_question_is_asked_once() -> None:
    asked = [field for fields in PARTS.values() for field in fields]
    assert sorted(asked) == sorted(Field)
    assert set(IN_SHORT) < set(Field)


def test_the_five_minute_version_asks_nothing_that_each_answers_for_themselves() -> None:
    assert not ABOUT_ONESELF & set(IN_SHORT)


@pytest.mark.parametrize("part", Part)
def test_questions_are_found_by_the_name_of_their_part(part: Part) -> None:
    assert fields_of(part) == PARTS[part]
    assert fields_of(SHORT) == IN_SHORT
    assert fields_of("nothing") == ()


@pytest.mark.parametrize(
    ("line", "reading", "common"),
    [
        (a_line(None, None), Reading.EMPTY, None),
        (a_line("Grants.", " grants"), Reading.ALIKE, "Grants."),
        (a_line("Grants", None), Reading.ONE_SIDED, "Grants"),
        (a_line(None, "Grants"), Reading.ONE_SIDED, "Grants"),
        (a_line("Grants", "Teaching"), Reading.DIFFERENT, None),
        (a_line("Grants", "Teaching", wording="Both"), Reading.SETTLED, "Both"),
        (a_line("Grants", "Teaching", wording=None), Reading.LEFT_OUT, None),
        (a_line("Mail", "Slack", field=Field.CHANNEL), Reading.EACH, None),
        (a_line("Mail", None, field=Field.CHANNEL), Reading.EACH, None),
        (a_line(None, None, field=Field.CHANNEL), Reading.EMPTY, None),
    ],
)
def test_two_answers_read_as_they_should(line: Line, reading: Reading, common: str | None) -> None:
    assert (line.reading, line.common) == (reading, common)


@given(
    some.text(min_size=1, max_size=20) | some.none(),
    some.text(min_size=1, max_size=20) | some.none(),
    some.sampled_from(Field),
)
def test_neither_side_has_a_better_right(mine: str | None, theirs: str | None, field: Field) -> None:
    one, other = Line(field, mine, theirs, None), Line(field, theirs, mine, None)
    assert one.reading is other.reading
    assert (one.common is None) == (other.common is None)


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        (FIRST, [(1, date(2026, 12, 15)), (2, date(2027, 5, 3)), (3, date(2027, 11, 3))]),
        (date(2026, 12, 15), [(2, date(2027, 5, 3)), (3, date(2027, 11, 3))]),
        (date(2027, 10, 1), [(3, date(2027, 11, 3))]),
        (date(2027, 11, 3), [(4, date(2028, 11, 3))]),
        (date(2031, 1, 1), [(7, date(2031, 11, 3))]),
    ],
)
def test_the_two_look_again_at_six_weeks_six_and_twelve_months_and_then_once_a_year(
    today: date, ahead: list[tuple[int, date]]
) -> None:
    assert list(reviews_after(FIRST, today=today)) == ahead


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.integers(0, 4000))
def test_there_is_always_a_day_ahead(first: date, days: int) -> None:
    today = date.fromordinal(first.toordinal() + days)
    ahead = reviews_after(first, today=today)
    assert ahead
    assert all(day > today for _, day in ahead)
    assert len({number for number, _ in ahead}) == len(ahead) <= 3
