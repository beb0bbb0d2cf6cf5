"""What people answer to what they are asked: a check-in, a long quiet, an agreement to look at again."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from random import Random
from typing import Any

from bot.domain.check_ins import DEEDS, Asked
from bot.domain.lulls import Rest
from bot.services import check_in_answers, lulls, meetings
from bot.views import check_in_messages as view
from storage.touchpoints import Touchpoint
from storage.vocabulary import Cadence, TouchpointKind
from tests.faults.year import agreeing
from tests.faults.year.meetings import plan
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, World
from tests.payloads import Payload

MONTHS = 3


def asked_in(payload: Payload) -> Iterator[Asked]:
    """Return the questions about mentees that a message asks."""
    found = {view.pressed(one) for one in _elements(payload) if str(one.get("action_id")).startswith(view.NOT_NOW)}
    return (each[0] for each in found if each)


def answer(world: World, fellow: Fellow, row: Touchpoint, payload: Payload) -> None:
    """Let somebody answer a prompt within some days, or not."""
    if reply := REPLIES.get(row.kind):
        chance = Random(f"{world.seed} {fellow.member.user_id} {world.clock.at} {row.kind}")
        world.after(chance.uniform(0.01, 3), partial(reply, world, fellow, row, payload))


def _check_in(world: World, fellow: Fellow, row: Touchpoint, payload: Payload) -> None:
    asked = next(asked_in(payload))
    choice, deps, actor = world.chance.random(), world.deps, fellow.member
    if fellow.is_gone or choice > 0.9:
        return
    if choice < 0.5:
        deed = world.chance.choice(DEEDS[asked.question])
        world.attempt("check-in: answer", lambda: check_in_answers.answer(deps, actor=actor, asked=asked, deed=deed))
    elif choice < 0.65:
        world.attempt("check-in: leave", lambda: check_in_answers.leave(deps, actor=actor, asked=asked))
    elif choice < 0.85:
        if world.attempt("check-in: never", lambda: check_in_answers.never_again(deps, actor=actor, asked=asked)):
            fellow.never.add(asked.question)
    else:

        def pause() -> None:
            fellow.unasked_until = check_in_answers.pause(deps, actor=actor, months=MONTHS).paused_until

        world.attempt("check-in: pause", pause)


def _lull(world: World, fellow: Fellow, row: Touchpoint, _payload: Payload) -> None:
    couple, chance = world.couples[row.subject_id], world.chance
    if fellow.is_gone or not couple.is_alive:
        return
    choice = chance.random()
    if choice < 0.4:
        couple.drifts_until = None
        plan(world, couple, ahead=chance.randint(5, 25))
    elif choice < 0.6:
        world.attempt("quiet: pause", partial(_pause, world, couple, fellow))
    elif choice < 0.75:
        world.attempt("quiet: another rhythm", partial(_slow_down, world, couple, fellow))


def _pause(world: World, couple: Couple, fellow: Fellow) -> None:
    rest = world.chance.choice(list(Rest))
    _, couple.rests_until = lulls.pause(world.deps, actor=fellow.member, pair_id=couple.pair_id, rest=rest)
    couple.asked_about.clear()


def _slow_down(world: World, couple: Couple, fellow: Fellow) -> None:
    meetings.keep_cadence(world.deps, actor=fellow.member, pair_id=couple.pair_id, cadence=Cadence.TWICE_A_YEAR)
    couple.cadence = Cadence.TWICE_A_YEAR
    couple.rests_until = None
    couple.asked_about.clear()


def _agreement(world: World, fellow: Fellow, row: Touchpoint, _payload: Payload) -> None:
    agreeing.still_holds(world, world.subjects[row.subject_id].couple, fellow)


REPLIES: Mapping[TouchpointKind, Callable[[World, Fellow, Touchpoint, Payload], object]] = {
    TouchpointKind.CHECK_IN: _check_in,
    TouchpointKind.LULL: _lull,
    TouchpointKind.AGREEMENT_REVIEW: _agreement,
}


def _elements(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any piece of a message
    if isinstance(part, dict):
        if "action_id" in part:
            yield part
        for each in part.values():
            yield from _elements(each)
    elif isinstance(part, list):
        for each in part:
            yield from _elements(each)
