"""What couples do with doors: one begins, the other answers, changes the letter, or lets it wait."""

from datetime import timedelta
from functools import partial

from bot.domain.door_rules import BEGUN_BY
from bot.domain.doors import DoorDraft, DoorSheet
from bot.services import door_acts, doors
from storage.vocabulary import DoorKind, DoorState, Side
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Subject, World

DAY = "day"


def begin(world: World, couple: Couple) -> None:
    """Let one of the two begin something, and the other do something about it, or nothing."""
    chance, door_id = world.chance, world.new_id()
    side = chance.choice(list(Side))
    fellow = couple.mentor if side is Side.MENTOR else couple.mentee
    kind = chance.choice(sorted(BEGUN_BY[side]))
    on = chance.choice((None, fellow.today(world.clock.at) + timedelta(days=chance.randint(2, 60))))
    draft = DoorDraft(kind, "A title", None, "Dear both." if kind is DoorKind.INTRODUCTION else None, on)

    def open_it() -> None:
        sheet = door_acts.begin(
            world.deps, actor=fellow.member, pair_id=couple.pair_id, draft=draft, door_id=door_id, day_field=DAY
        )
        world.subjects[door_id] = Subject(couple, sheet.revision, str(sheet.state), fellow.member.user_id, on)

    if world.attempt(f"door: {kind}", open_it):
        for each in chance.sample(couple.two, chance.choice((0, 1, 2))):
            world.after(chance.uniform(0.05, 14), partial(_answer, world, door_id, each))


def _answer(world: World, door_id: str, fellow: Fellow) -> None:
    couple = world.subjects[door_id].couple
    if fellow.is_gone or not couple.is_alive:
        return
    acts = sorted(doors.sheet(world.deps, actor=fellow.member, door_id=door_id).acts)
    if acts:
        state = world.chance.choice(acts)
        world.attempt(f"door: {state}", partial(_let_stand, world, door_id, fellow, state))


def _let_stand(world: World, door_id: str, fellow: Fellow, state: DoorState) -> None:
    name = "Dr Adeyemi" if state is DoorState.SOMEBODY else None
    sheet: DoorSheet = door_acts.let_stand(world.deps, actor=fellow.member, door_id=door_id, state=state, answer=name)
    door = world.subjects[door_id]
    door.revision, door.state = sheet.revision, str(sheet.state)
