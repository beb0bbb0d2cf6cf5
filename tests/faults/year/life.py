"""What happens in a pair beside its meetings: a table of habits, each with how often a year brings it.

Whoever adds a feature adds its habit here, what comes round for it in `rounds`, and in `rules` when its messages are
true; a message of a kind that has no rule is told as broken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from tests.faults.year import agreeing, crediting, growing, looking, noting, opening, parting, reviewing
from tests.faults.year.world import Couple, World

A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that a pair does now and then."""

    a_year: float
    """How often within a year, as a mean."""
    deed: Callable[[World, Couple], object]


def drift(world: World, couple: Couple) -> None:
    """Let the two forget to plan for some months; a meeting that is planned takes place."""
    couple.drifts_until = world.clock.at + timedelta(days=world.chance.uniform(100, 300))
    world.deeds["drift apart"] += 1


HABITS: Mapping[str, Habit] = {
    "agree": Habit(1.5, agreeing.begin),
    "review": Habit(5, reviewing.ask),
    "note": Habit(6, noting.leave),
    "no contact": Habit(0.5, noting.tell_a_facilitator),
    "self-check": Habit(2, looking.look),
    "door": Habit(4, opening.begin),
    "work": Habit(1.5, crediting.begin),
    "day": Habit(2, growing.keep_a_day),
    "need": Habit(1.5, growing.need),
    "thanks": Habit(1, growing.thank),
    "tips": Habit(0.7, growing.wish_for_tips),
    "statement": Habit(0.5, growing.state),
    "drift": Habit(0.7, drift),
    "part": Habit(0.6, parting.part),
}


def begin(world: World, couple: Couple) -> None:
    """Let a pair that has just begun have its habits until the year is over."""
    days = (world.ends_at - world.clock.at) / timedelta(days=1)
    for habit in HABITS.values():
        mean = habit.a_year * world.life * days / A_YEAR
        for _ in range(int(mean) + (world.chance.random() < mean % 1)):
            world.after(world.chance.uniform(0, days), partial(_do, world, couple, habit))


def _do(world: World, couple: Couple, habit: Habit) -> None:
    if couple.is_alive:
        habit.deed(world, couple)
