"""What somebody asks themselves, alone: eleven items, some left out, and now and then all of it deleted."""

from bot.services import selfchecks
from bot.views import selfchecks as view
from storage.vocabulary import CheckItem
from tests.faults.year.world import Couple, World


def look(world: World, couple: Couple) -> None:
    """Let one of the two look at how it goes. No message may ever come of it."""
    chance, fellow = world.chance, world.chance.choice(couple.two)
    marks = {item: chance.randint(1, 5) for item in CheckItem if chance.random() < 0.8}

    def keep() -> None:
        selfchecks.keep(world.deps, actor=fellow.member, pair_id=couple.pair_id, marks=marks, field=view.FIRST)

    if world.attempt("look at how it goes", keep) and chance.random() < 0.2:
        world.attempt(
            "delete a look",
            lambda: selfchecks.delete(world.deps, actor=fellow.member, pair_id=couple.pair_id),
        )
