"""What people do about themselves: hours, pauses, putting off, switching off; moving house, and leaving."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

from bot.domain.preferences import PAUSE_DAYS, Pause
from bot.domain.snoozes import Prompted, Wait
from bot.services import preferences, snoozing
from bot.services.members import keep_people
from storage.touchpoints import Touchpoint
from tests.faults.year.office import Register, person_of
from tests.faults.year.people import ZONES, Fellow, some_choices
from tests.faults.year.world import World

A_YEAR = 365
PAUSE_FIELD = "pause"


def settle_in(world: World, register: Register, fellow: Fellow, *, days: int) -> None:
    """Let one person have habits over so many days: half of them are content with the defaults, and few leave."""
    chance = world.chance
    if chance.random() < 0.5:
        for _ in range(1 + round(3 * days / A_YEAR * chance.random())):
            world.after(chance.uniform(0, days) * chance.choice((0, 1)), lambda: _choose(world, fellow))
    for _ in range(sum(chance.random() < days / A_YEAR for _ in range(2))):
        began, length = chance.uniform(0, days), chance.choice(list(Pause))
        world.after(began, partial(_pause, world, fellow, length))
        if chance.random() < 0.4:  # back before they thought
            world.after(began + chance.uniform(0, PAUSE_DAYS[length]), partial(_pause, world, fellow, None))
    if chance.random() < 0.06:
        world.after(chance.uniform(0, days), lambda: _relocate(world, register, fellow))
    if chance.random() < 0.06:
        world.after(chance.uniform(days / 4, days), lambda: _leave(world, register, fellow))


def react(world: World, fellow: Fellow, rows: Sequence[Touchpoint], ts: str) -> None:
    """Let somebody who has got prompts put one off now and then, or want no more of its kind."""
    row = min(rows, key=lambda row: row.dedupe_key)
    chance = Random(
        f"{world.seed} {fellow.member.user_id} {world.clock.at}"
    )  # in whichever order people are written to
    prompted = Prompted(row.kind, row.subject_id, row.revision)
    choice, days, wait = chance.random(), chance.uniform(0, 0.2), chance.choice(list(Wait))
    if choice < 0.06:
        world.after(days, lambda: _snooze(world, fellow, prompted, wait, ts))
    elif choice < 0.07:
        world.after(days, lambda: _mute(world, fellow, prompted))


def _choose(world: World, fellow: Fellow) -> None:
    choices = some_choices(world.chance, fellow.choices, today=fellow.today(world.clock.at))

    def keep() -> None:
        preferences.keep(world.deps, actor=fellow.member, choices=choices, pause_field=PAUSE_FIELD)
        fellow.choices, fellow.changed_at = choices, world.clock.at

    if not fellow.is_gone:
        world.attempt("choose hours", keep)


def _pause(world: World, fellow: Fellow, length: Pause | None) -> None:

    def pause() -> None:
        preferences.pause(world.deps, actor=fellow.member, length=length)
        until = fellow.today(world.clock.at) + timedelta(days=PAUSE_DAYS[length]) if length else None
        fellow.choices, fellow.changed_at = replace(fellow.choices, paused_until=until), world.clock.at

    if not fellow.is_gone:
        world.attempt("pause" if length else "end a pause", pause)


def _snooze(world: World, fellow: Fellow, prompted: Prompted, wait: Wait, ts: str) -> None:
    if not fellow.is_gone:
        world.attempt(
            "snooze",
            lambda: snoozing.snooze(world.deps, actor=fellow.member, prompted=prompted, wait=wait, message_ts=ts),
        )


def _mute(world: World, fellow: Fellow, prompted: Prompted) -> None:
    def mute() -> None:
        kind = preferences.mute(world.deps, actor=fellow.member, prompted=prompted)
        fellow.choices = replace(fellow.choices, muted=fellow.choices.muted | {kind})

    if not fellow.is_gone:
        world.attempt("switch off", mute)


def _relocate(world: World, register: Register, fellow: Fellow) -> None:
    if not fellow.is_gone:
        zone = world.chance.choice([each for each in ZONES if each != fellow.member.zone])
        _heard(world, register, fellow, zone=zone)
        fellow.changed_at = world.clock.at
        world.deeds["move to another zone"] += 1


def _leave(world: World, register: Register, fellow: Fellow) -> None:
    _heard(world, register, fellow, is_deleted=True)
    fellow.is_gone = True
    world.deeds["leave"] += 1


def _heard(world: World, register: Register, fellow: Fellow, **changed: object) -> None:
    """Let the roster hear of somebody's change, as from `user_change`."""
    fellow.member = fellow.member.model_copy(update=changed)
    register.members_by_user[fellow.member.user_id] = fellow.member
    keep_people(world.deps, [person_of(fellow.member)])
