"""What comes round by itself, as the product's ticks bring it: the question after a long quiet, plans, and offers."""

from collections.abc import Callable, Sequence
from functools import partial

from bot.services import check_ins, lulls, selfcheck_offers, tips
from tests.faults.year.world import World


def ask(world: World) -> None:
    """Do what the product does every few hours: here once a day, since all of it is for a morning to come."""
    for work in ROUNDS:
        work(world)
    world.after(1, partial(ask, world))


ROUNDS: Sequence[Callable[[World], object]] = (
    lambda world: lulls.ask(world.deps, now=world.clock.at),
    lambda world: check_ins.plan_rounds(world.deps),
    lambda world: tips.plan_rounds(world.deps),
    lambda world: selfcheck_offers.offer(world.deps, now=world.clock.at),
)
