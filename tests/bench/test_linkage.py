"""The measure of linkage: what it calls chance, and what it calls knowing."""

from typing import cast

from tests.bench.linkage import advantage
from tests.bench.linking.evidence import Evidence

PEOPLE = [f"U{number:02}" for number in range(20)]
TRUTH = {f"case {number}": who for number, who in enumerate(PEOPLE)}


class Held:
    """Evidence of which only the crowds are asked for."""

    crowd = dict.fromkeys(TRUTH, frozenset(PEOPLE))


EVIDENCE = cast(Evidence, Held())


def test_whoever_always_knows_has_the_whole_advantage() -> None:
    found = advantage(lambda _, label: {who: float(who == TRUTH[label]) for who in PEOPLE}, EVIDENCE, TRUTH, risk=0.01)
    assert found.mean == 0.5
    assert not found.includes_chance


def test_whoever_says_the_same_of_everybody_has_none() -> None:
    found = advantage(lambda *_: dict.fromkeys(PEOPLE, 1.0), EVIDENCE, TRUTH, risk=0.01)
    assert abs(found.mean) < 1e-9
    assert found.includes_chance


def test_whoever_always_says_the_same_order_has_none_over_all_cases() -> None:
    found = advantage(lambda *_: {who: float(who[1:]) for who in PEOPLE}, EVIDENCE, TRUTH, risk=0.01)
    assert abs(found.mean) < 1e-9


def test_leaving_out_the_one_who_asked_is_worse_than_chance() -> None:
    found = advantage(lambda _, label: {who: 1.0 for who in PEOPLE if who != TRUTH[label]}, EVIDENCE, TRUTH, risk=0.01)
    assert found.mean < -0.4
