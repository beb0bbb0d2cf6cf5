"""The report on private requests: a half-year of the whole programme, in bands. Pure rules."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from bot.domain.relay.calendar import half_year_of
from bot.domain.relay.suppression import WITHHELD, band_floor, least_of, table, total_band
from storage.records import record
from storage.relay.vocabulary import Approach, Outcome, Rating

NONE = "none"
JANUARY, JULY = 1, 7


@record
class Alike:
    """So many cases that ended alike; without an outcome, so many answers to the question three months later."""

    approach: Approach | None
    outcome: Outcome | None
    rating_now: Rating | None
    rating_90: Rating | None
    n: int


@record
class Report:
    """What may be shown of a half-year. Holds bands alone."""

    half_year: str
    """Such as `2026-2`."""
    k: int
    """The smallest number that is shown."""
    is_shown: bool
    """False: too few people take part for anything to be shown."""
    total: str
    answers: str
    """How many answered three months later."""
    tables: dict[str, dict[str, str]]
    """By table, `outcome`, `approach`, `rating_now` and `rating_90`, the band of each word."""


def report_of(alike: Sequence[Alike], *, half_year: str, k: int, people: int) -> Report:
    """Return the report on what was counted of a half-year, in a programme of so many people."""
    if people < k:
        return Report(half_year, k, is_shown=False, total=WITHHELD, answers=WITHHELD, tables={})
    ended = [each for each in alike if each.outcome]
    answered = [each for each in alike if not each.outcome]
    cells = {
        "outcome": _counted(Outcome, [(each.outcome, each.n) for each in ended], is_open=False),
        "approach": _counted(Approach, [(each.approach, each.n) for each in ended], is_open=True),
        "rating_now": _counted(Rating, [(each.rating_now, each.n) for each in ended], is_open=True),
    }
    later = _counted(Rating, [(each.rating_90, each.n) for each in answered], is_open=False)
    total, answers = sum(each.n for each in ended), sum(each.n for each in answered)
    least = max(band_floor(total, k=k), *(least_of(one, k=k) for one in cells.values()))
    tables = {name: table(one, k=k, least_total=least) for name, one in cells.items()}
    tables["rating_90"] = table(later, k=k, least_total=max(band_floor(answers, k=k), least_of(later, k=k)))
    return Report(half_year, k, True, total_band(total, k=k), total_band(answers, k=k), tables)


def to_text(report: Report) -> str:
    """Return a report as it is kept."""
    return json.dumps(asdict(report))


def from_text(text: str) -> Report:
    """Return the report within a kept text."""
    return Report(**json.loads(text))


def half_years_until(today: date) -> Iterator[str]:
    """Yield the half-years that are over, the last one first, without end."""
    day = today
    while True:
        day = date(day.year, JANUARY if day.month < JULY else JULY, 1) - timedelta(days=1)
        yield f"{day.year}-{1 if day.month < JULY else 2}"


def is_over(half_year: str, *, week: int) -> bool:
    """Return whether a half-year, written as it should be, ended before this week; from 1970 on."""
    year, _, half = half_year.partition("-")
    is_one = len(year) == len("2026") and year.isascii() and year.isdigit() and half in {"1", "2"}
    return is_one and half_year_of(0) <= half_year < half_year_of(week)


def _counted(
    words: type[Approach] | type[Outcome] | type[Rating],
    found: Sequence[tuple[Approach | Outcome | Rating | None, int]],
    *,
    is_open: bool,
) -> Mapping[str, int]:
    """Return how many cases each word counts; with `is_open`, also how many have none."""
    cells = dict.fromkeys([*(str(word) for word in words), *([NONE] if is_open else [])], 0)
    for word, n in found:
        cells[str(word) if word else NONE] += n
    return cells
