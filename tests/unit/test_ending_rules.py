"""When a note goes out, when it takes effect, and what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.endings import (
    FURTHEST,
    LETTER_MAX_CHARS,
    TAKEN_BACK_WITHIN,
    THING_MARK,
    EndingDraft,
    EndingFlaw,
    EndsWhen,
    first_of_next_month,
    flaw_of,
    settled,
)
from bot.domain.pairs import PairCard
from storage.vocabulary import Side
from tests.cards import a_card

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
"""10:00 in Toronto, 16:00 in Berlin."""
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS)
def test_the_first_of_the_next_month_is_a_first_and_the_nearest_one_ahead(day: date) -> None:
    first = first_of_next_month(day)
    assert first.day == 1
    assert timedelta() < first - day <= timedelta(days=31)


def test_a_note_goes_out_after_a_day_and_takes_effect_on_the_first_once_that_has_begun_for_both() -> None:
    when = settled(EndingDraft("Dear Jonas"), card=a_card(), now=NOW)
    assert when.tells_at - NOW == TAKEN_BACK_WITHIN
    assert when.ends_on == date(2026, 12, 1)
    assert when.ends_at == datetime(2026, 12, 1, 5, tzinfo=UTC), "midnight in Toronto, where it comes later"


def test_on_the_eve_of_a_first_it_is_the_first_after_that_so_that_the_note_comes_before_the_end() -> None:
    late = datetime(2026, 11, 30, 20, tzinfo=UTC)
    when = settled(EndingDraft("Dear Jonas"), card=a_card(), now=late)
    assert when.ends_on == date(2027, 1, 1)
    assert when.ends_at > when.tells_at


@pytest.mark.parametrize("side", Side)
def test_at_once_means_as_it_goes_out_and_a_chosen_day_means_that_day(side: Side) -> None:
    card = a_card(side=side)
    now = settled(EndingDraft("x", ends=EndsWhen.NOW), card=card, now=NOW)
    assert now.ends_at == now.tells_at == NOW + TAKEN_BACK_WITHIN
    chosen = EndingDraft("x", ends=EndsWhen.DAY, on=date(2026, 11, 20))
    assert settled(chosen, card=card, now=NOW).ends_on == date(2026, 11, 20)


@given(st.integers(min_value=0, max_value=24 * 366 * 30))
def test_nothing_ends_before_it_is_told(hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    for ends in (EndsWhen.FIRST, EndsWhen.NOW):
        when = settled(EndingDraft("x", ends=ends), card=a_card(), now=now)
        assert when.ends_at >= when.tells_at


@pytest.mark.parametrize(
    ("draft", "flaw"),
    [
        (EndingDraft(""), EndingFlaw.NO_LETTER),
        (EndingDraft("x" * (LETTER_MAX_CHARS + 1)), EndingFlaw.LONG_LETTER),
        (EndingDraft(f"I have learned {THING_MARK} from you."), EndingFlaw.MARK_LEFT),
        (EndingDraft("x", ends=EndsWhen.DAY), EndingFlaw.NO_DAY),
        (EndingDraft("x", ends=EndsWhen.DAY, on=date(2026, 11, 4)), EndingFlaw.EARLY_DAY),
        (EndingDraft("x", ends=EndsWhen.DAY, on=date(2026, 11, 4) + FURTHEST), EndingFlaw.FAR_DAY),
        (EndingDraft("x", ends=EndsWhen.DAY, on=date(2026, 11, 5)), None),
        (EndingDraft("x", ends=EndsWhen.FIRST, on=date(2020, 1, 1)), None),
    ],
)
def test_what_cannot_be_kept_has_a_sentence_of_its_own(draft: EndingDraft, flaw: EndingFlaw | None) -> None:
    assert flaw_of(draft, card=_mentees(), now=NOW) is flaw


def _mentees() -> PairCard:
    return a_card(side=Side.MENTEE)
