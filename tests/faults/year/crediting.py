"""What couples do with the register of shared work: begin one, write another version, sign, say how far it has come."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.domain.credits import CreditWords
from bot.services import credit_acts, credit_file
from bot.views.credit_form import SUBMISSION
from storage.vocabulary import CreditState
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Subject, World


def begin(world: World, couple: Couple) -> None:
    """Let one of the two begin a work; both do some of what can be done with it in the weeks after."""
    chance, entry_id, fellow = world.chance, world.new_id(), world.chance.choice(couple.two)
    on = chance.choice((None, fellow.today(world.clock.at) + timedelta(days=chance.randint(20, 90))))
    words = CreditWords(f"A work {entry_id}", submission_on=on)
    work = Subject(couple, 1, CreditState.OPEN, day=on)
    keep = partial(
        credit_acts.begin,
        world.deps,
        actor=fellow.member,
        pair_id=couple.pair_id,
        entry_id=entry_id,
        words=words,
        date_field=SUBMISSION,
    )
    if world.attempt("begin a work", keep):
        world.subjects[entry_id] = work
        for each in (couple.partner_of(fellow), fellow, couple.partner_of(fellow)):
            deed = chance.choice((_sign, _sign, _write, _mark, _ask_for_file))
            world.after(chance.uniform(0.1, 40), partial(_do, world, entry_id, each, deed))


def _do(world: World, entry_id: str, fellow: Fellow, deed: Callable[[World, str, Subject, Fellow], None]) -> None:
    work = world.subjects[entry_id]
    if not fellow.is_gone and work.couple.is_alive:
        world.attempt(f"work: {deed.__name__.strip('_')}", partial(deed, world, entry_id, work, fellow))


def _sign(world: World, entry_id: str, work: Subject, fellow: Fellow) -> None:
    credit_acts.sign_version(world.deps, actor=fellow.member, entry_id=entry_id, number=work.revision)
    work.signed.add(fellow.member.user_id)


def _write(world: World, entry_id: str, work: Subject, fellow: Fellow) -> None:
    day = fellow.today(world.clock.at) + timedelta(days=world.chance.randint(15, 60))
    words = CreditWords(f"Another {world.new_id()}", submission_on=day)
    credit_acts.write(
        world.deps, actor=fellow.member, entry_id=entry_id, after=work.revision, words=words, date_field=SUBMISSION
    )
    work.revision, work.day = work.revision + 1, day
    work.signed.clear()


def _mark(world: World, entry_id: str, work: Subject, fellow: Fellow) -> None:
    state = world.chance.choice(list(CreditState))
    credit_acts.mark(world.deps, actor=fellow.member, entry_id=entry_id, state=state)
    work.state = str(state)


def _ask_for_file(world: World, _entry_id: str, work: Subject, fellow: Fellow) -> None:
    credit_file.ask_for_register(world.deps, actor=fellow.member, pair_id=work.couple.pair_id)
