"""What couples do to agree: each answers alone, one wording where they differ, a yes of each; later it still holds."""

from functools import partial

from bot.domain.agreement_sheets import AgreementStep
from bot.domain.agreements import Reading
from bot.services import agreement_rounds, agreement_talks, agreements
from storage.vocabulary import AgreementField
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Subject, World


def begin(world: World, couple: Couple) -> None:
    """Let one of the two begin, and the other follow within days, unless it is left lying."""
    first, second = world.chance.sample(couple.two, 2)
    _step(world, couple, first, "answer", partial(_answer, world, couple, first))
    for fellow, days in ((second, 4), (first, 7), (second, 9), (first, 12)):
        if world.chance.random() < 0.9:
            world.after(world.chance.uniform(days - 2, days), partial(go_on, world, couple, fellow))


def go_on(world: World, couple: Couple, fellow: Fellow) -> None:
    """Let somebody do what is theirs to do next: answer, or find one wording and say yes."""
    if fellow.is_gone or not couple.is_alive:
        return
    board = agreements.board(world.deps, actor=fellow.member, pair_id=couple.pair_id)
    if board.step in {AgreementStep.NONE, AgreementStep.WRITING}:
        _step(world, couple, fellow, "answer", partial(_answer, world, couple, fellow))
    elif board.step in {AgreementStep.COMPARING, AgreementStep.ASKED}:
        _step(world, couple, fellow, "say yes", partial(_say_yes, world, fellow, board.agreement_id))


def still_holds(world: World, couple: Couple, fellow: Fellow) -> None:
    """Let somebody who is asked whether it still holds say so."""
    if not fellow.is_gone and couple.is_alive:
        holds = partial(agreement_rounds.still_holds, world.deps, actor=fellow.member, pair_id=couple.pair_id)
        _step(world, couple, fellow, "still holds", holds)


def _answer(world: World, couple: Couple, fellow: Fellow) -> None:
    texts = {AgreementField.PURPOSE: f"What {fellow.member.name} wants."}
    agreement_rounds.answer(world.deps, actor=fellow.member, pair_id=couple.pair_id, texts=texts, is_to_send=True)


def _say_yes(world: World, fellow: Fellow, agreement_id: str) -> None:
    deps, actor, field = world.deps, fellow.member, AgreementField.PURPOSE
    page = agreements.page(deps, actor=actor, agreement_id=agreement_id, number=0)
    if any(line.reading is Reading.DIFFERENT for line in page.lines):
        agreement_talks.word(
            deps, actor=actor, agreement_id=agreement_id, field=field, text="Ours.", revision=page.revision, beside=""
        )
        page = agreements.page(deps, actor=actor, agreement_id=agreement_id, number=0)
    agreement_talks.confirm(deps, actor=actor, agreement_id=agreement_id, revision=page.revision)


def _step(world: World, couple: Couple, fellow: Fellow, name: str, deed: "partial[None]") -> None:
    if not world.attempt(f"agreement: {name}", deed):
        return
    for each in couple.two:
        board = agreements.board(world.deps, actor=each.member, pair_id=couple.pair_id)
        subject = world.subjects.setdefault(board.agreement_id, Subject(couple))
        subject.steps[each.member.user_id] = str(board.step)
        couple.has_agreed |= board.step is AgreementStep.STANDING
