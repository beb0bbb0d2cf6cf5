"""Programmes drawn by lot, and counted: small groups, rare words, facts of all or of some; and a half-year later."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from bot.domain.reports.census import Census
from bot.domain.reports.placing import load_word
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import ACTIVE, ENDED, POPULATIONS, PROPOSED, RESTING, TOGETHER, WAITING, WORDS
from storage.records import record

Thing = TypeVar("Thing")


@record
class Drawn:
    """One pair of a programme that was drawn."""

    mentee: str
    mentor: str
    kind: str
    words: tuple[tuple[Measure, str], ...]
    wait: str
    """Under which word the mentee waited for it; empty when it was not their first."""


@record
class Programme:
    """Pairs, who waits for one, and everybody's facts."""

    pairs: list[Drawn]
    waiting: int
    facts: dict[Split, dict[str, str]]

    def census(self) -> Census:
        """Return what is counted of it."""
        placed: dict[Measure, list[tuple[str, str]]] = {measure: [] for measure in WORDS}
        for pair in self.pairs:
            placed[Measure.PAIRS].append((pair.mentee, pair.kind))
            for measure, word in pair.words:
                placed[measure].append((pair.mentee, word))
            if pair.wait:
                placed[Measure.WAIT].append((pair.mentee, pair.wait))
        placed[Measure.WAIT] += [(f"waiting{number}", WAITING) for number in range(self.waiting)]
        loads = Counter(pair.mentor for pair in self.pairs if pair.kind == ACTIVE)
        placed[Measure.LOAD] = [(mentor, load_word(count)) for mentor, count in sorted(loads.items())]
        return Census(placed, self.facts)


def drawn(lot: Random) -> Programme:
    """Return a programme of up to seventy pairs; in some everybody's facts are known, in some one group is tiny."""
    size, mentors = lot.choice((3, 8, 15, 25, 40, 70)), lot.choice((2, 6, 20, 60))
    pairs = [_pair(lot, number, mentors) for number in range(lot.randint(1, size))]
    waiting = lot.choice((0, 2, 9))
    people = [pair.mentee for pair in pairs] + [f"waiting{number}" for number in range(waiting)]
    people += sorted({pair.mentor for pair in pairs})
    splits = {Split.RANK: lot.randint(2, 4), Split.SITE: 2, Split.GENDER: lot.randint(2, 3)}
    return Programme(pairs, waiting, {split: _facts(lot, people, groups) for split, groups in splits.items()})


def later(lot: Random, programme: Programme) -> Programme:
    """Return the programme a half-year later: few things have changed, and no person's facts."""
    goes_on = [pair for pair in programme.pairs if pair.kind in {ACTIVE, RESTING}]
    pairs = [_of_kind(lot, pair, ENDED if lot.random() < 0.05 else pair.kind, is_new=False) for pair in goes_on]
    new = [pair for pair in programme.pairs if pair.kind == PROPOSED]
    pairs += [_of_kind(lot, pair, lot.choice((ACTIVE, PROPOSED)), is_new=True) for pair in new[: lot.randint(0, 3)]]
    return replace(programme, pairs=pairs)


def _pair(lot: Random, number: int, mentors: int) -> Drawn:
    blank = Drawn(f"mentee{number}", f"mentor{lot.randrange(mentors)}", "", (), "")
    kind = _skewed(lot, WORDS[Measure.PAIRS])
    return _of_kind(lot, blank, kind, is_new=kind != PROPOSED)


def _of_kind(lot: Random, pair: Drawn, kind: str, *, is_new: bool) -> Drawn:
    measures = POPULATIONS.get(kind, ())
    words = tuple((measure, _skewed(lot, WORDS[measure])) for measure in measures)
    waits = WORDS[Measure.WAIT][:-1]
    wait = _skewed(lot, waits) if is_new and kind in TOGETHER and lot.random() < 0.7 else ""
    return replace(pair, kind=kind, words=words, wait=wait)


def _facts(lot: Random, people: Sequence[str], groups: int) -> dict[str, str]:
    """Return a fact of everybody, or of most."""
    told = lot.choice((1.0, 1.0, 0.9, 0.5))
    names = [f"group{number}" for number in range(groups)]
    return {each: _skewed(lot, names) for each in people if lot.random() < told}


def _skewed(lot: Random, things: Sequence[Thing]) -> Thing:
    """Return one of these, the first ones far more often."""
    return things[min(int(lot.expovariate(1.0)), len(things) - 1)]
