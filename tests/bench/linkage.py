"""`python -m tests.bench.linkage [--seed N]`: can anybody find out who asked? Prints how much better than chance.

Two hundred people go about their work for three weeks; twenty of them ask privately, from Home or by /broker. Somebody
has the channel, every screen but those of whoever asked, all logs at DEBUG, both databases before and after, and
RELAY_KEYS. For each case an attack ranks the crowd that the preview named; the advantage is how much higher than in the
middle it puts whoever asked: 0 is chance, 0.5 is knowing. With each attack stands what it finds in a careless relay.

Nothing hides who was not about at all: the timing attacks are told who was, and how many that leaves is printed.
Who does what is seeded; the relay's own lots and keys are not, as nobody may repeat them.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist, mean, stdev

from tests.bench.linking.attacks import AT_REST, TIMING, Attack
from tests.bench.linking.evidence import Evidence, careless, gathered
from tests.bench.linking.life import lived

RISK = 0.002
"""That a family of attacks on a relay without any leak is called better than chance."""
FEWEST_CASES = 15


@dataclass(frozen=True, slots=True)
class Advantage:
    """How much better than chance an attack guesses: its mean over the cases, and the interval around it."""

    mean: float
    half_width: float

    @property
    def includes_chance(self) -> bool:
        """Whether the interval includes 0."""
        return abs(self.mean) <= self.half_width

    def __str__(self) -> str:
        return f"{self.mean:+.3f} ± {self.half_width:.3f}"


def advantage(attack: Attack, evidence: Evidence, truth: Mapping[str, str], *, risk: float) -> Advantage:
    """Return how an attack does against the truth; whoever it does not even consider stands last."""
    places = [_place(attack(evidence, label), evidence.crowd[label], who) - 0.5 for label, who in truth.items()]
    spread = max(stdev(places), 1e-9)
    return Advantage(mean(places), NormalDist().inv_cdf(1 - risk / 2) * spread / sqrt(len(places)))


def main(*, seed: int) -> int:
    """Live, attack, print; return 1 when an attack does better than chance, or finds nothing in a careless relay."""
    with tempfile.TemporaryDirectory(prefix="rapport-linkage-") as folder, lived(Path(folder), seed=seed) as life:
        truth = {label: who for label, who in life.asked.items() if label in life.posted_at}
        evidence = gathered(life)
        sloppy = careless(evidence, life)
    say(f"seed {seed}: {len(life.people)} people, {len(truth)} requests; 0 is chance, 0.5 is knowing\n")
    is_kept = len(truth) >= FEWEST_CASES
    for family, attacks in (("at rest", AT_REST), ("timing", TIMING)):
        is_kept &= _told(family, attacks, evidence, sloppy, truth)
    about = mean(len(TIMING["who had most opportunity"](evidence, label)) for label in truth)
    say(f"of {len(life.people)}, {about:.0f} were about when a request can have been written")
    return int(not is_kept)


def _told(
    family: str, attacks: Mapping[str, Attack], evidence: Evidence, sloppy: Evidence, truth: Mapping[str, str]
) -> bool:
    """Print a line for each attack of a family and one for the best of them; return whether all is as it must be."""
    risk = RISK / len(attacks)
    found = {name: advantage(attack, evidence, truth, risk=risk) for name, attack in attacks.items()}
    control = {name: advantage(attack, sloppy, truth, risk=risk) for name, attack in attacks.items()}
    say(f"{family:<34}{'advantage':>18}{'a careless relay':>20}")
    for name, each in found.items():
        say(f"  {name:<32}{each!s:>18}{control[name]!s:>20}")
    best = max(found.values(), key=lambda each: each.mean)
    is_kept = all(each.includes_chance or each.mean < 0 for each in found.values())
    is_sharp = not max(control.values(), key=lambda each: each.mean).includes_chance
    say(f"  {'the best of them':<32}{best!s:>18}   {'no better than chance' if is_kept else 'BETTER THAN CHANCE'}\n")
    return is_kept and is_sharp


def _place(scores: Mapping[str, float], crowd: frozenset[str], who: str) -> float:
    """Return the share of the crowd that stands below somebody; those who stand beside them count half."""
    considered = frozenset(scores)
    if who not in considered:
        return (len(crowd - considered) / 2) / len(crowd)
    below = sum(scores[each] < scores[who] for each in considered)
    beside = sum(scores[each] == scores[who] for each in considered) - 1
    return (below + beside / 2) / max(len(considered) - 1, 1)


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.linkage")
    parser.add_argument("--seed", type=int, default=1, help="who does what, and when")
    sys.exit(main(seed=parser.parse_args().seed))
