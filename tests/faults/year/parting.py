"""How couples come to their close: by either side, on the first of a month, a chosen day, at once, or not after all."""

from datetime import datetime, timedelta
from functools import partial

from bot.domain.endings import EndingDraft, EndsWhen, Lines, Note
from bot.services import endings, handovers, partings
from bot.views.ending_form import FIELDS
from tests.faults.year import growing
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Subject, World

FAREWELL, TAKEN_BACK = "farewell", "taken back"
A_DAY, SOON_AFTER = timedelta(days=1), timedelta(minutes=4)
"""After how long the product notices that a day has come: it looks every five minutes."""


def part(world: World, couple: Couple) -> None:
    """Let one of the two write a note, rarely both; it is taken back, sent at once, or goes out after a day."""
    for fellow in world.chance.sample(couple.two, world.chance.choice((1, 1, 1, 2))):
        _write(world, couple, fellow)


def _write(world: World, couple: Couple, fellow: Fellow) -> None:
    chance, view_id = world.chance, world.new_id()
    ends = chance.choice((EndsWhen.FIRST, EndsWhen.FIRST, EndsWhen.DAY, EndsWhen.NOW))
    on = fellow.today(world.clock.at) + timedelta(days=chance.randint(3, 90))
    draft = EndingDraft("Thank you.", ends=ends, on=on)
    found: list[Note] = []

    def write() -> None:
        sheet = endings.write(
            world.deps, actor=fellow.member, pair_id=couple.pair_id, draft=draft, view_id=view_id, fields=FIELDS
        )
        assert sheet.waiting is not None
        found.append(sheet.waiting)

    if not world.attempt(f"end it, {ends}", write):
        return
    note = found[0]
    world.subjects[note.ending_id] = Subject(couple, state=FAREWELL, author=fellow.member.user_id)
    choice = chance.random()
    if choice < 0.3:
        world.after(chance.uniform(0, 0.9), partial(_take_back, world, fellow, note.ending_id))
    elif choice < 0.5:
        world.after(chance.uniform(0, 0.9), partial(_send_now, world, fellow, note.ending_id))
    world.at(note.tells_at, partial(_goes_out, world, note))


def _take_back(world: World, fellow: Fellow, ending_id: str) -> None:
    if not fellow.is_gone and world.attempt(
        "take a note back", lambda: endings.undo(world.deps, actor=fellow.member, ending_id=ending_id)
    ):
        world.subjects[ending_id].state = TAKEN_BACK


def _send_now(world: World, fellow: Fellow, ending_id: str) -> None:
    farewell = world.subjects[ending_id]

    def send() -> None:
        sheet = endings.send_now(world.deps, actor=fellow.member, ending_id=ending_id)
        farewell.revision += 1
        _is_known(world, farewell.couple, next(note for note in sheet.told if note.ending_id == ending_id))

    if not fellow.is_gone:
        world.attempt("send a note now", send)


def _goes_out(world: World, note: Note) -> None:
    farewell = world.subjects[note.ending_id]
    if farewell.state == FAREWELL and farewell.revision == 1:
        _is_known(world, farewell.couple, note)


def _is_known(world: World, couple: Couple, note: Note) -> None:
    """Remember by when it ends, and let what is left in order be left in order."""
    couple.ends_at = min(note.ends_at, couple.ends_at or note.ends_at)
    world.at(note.ends_at + SOON_AFTER, partial(end, world))
    fellow, days = world.chance.choice(couple.two), max((note.ends_at - world.clock.at) / A_DAY, 1)
    world.after(world.chance.uniform(0, days), partial(_hand_over, world, couple, fellow))


def _hand_over(world: World, couple: Couple, fellow: Fellow) -> None:
    lines = Lines(thanks="Thank you.", touch="Lunch in May.")
    growing.thank(world, couple)
    if not fellow.is_gone:
        world.attempt(
            "hand over",
            lambda: handovers.keep_lines(world.deps, actor=fellow.member, pair_id=couple.pair_id, lines=lines),
        )


def end(world: World) -> None:
    """End the pairs whose day has come: as many as have been told of it."""
    now = world.clock.at
    due = [each for each in world.couples.values() if each.over_at is None and each.ends_at and each.ends_at <= now]
    ended = partings.settle(world.deps, now=now)
    assert ended == len(due), f"{ended} pairs have ended, {len(due)} were to"
    for couple in due:
        _has_come(world, couple, now)
    world.deeds["pairs ended"] += ended


def _has_come(world: World, couple: Couple, at: datetime) -> None:
    """Remember that it is over, and that nothing they had planned takes place."""
    couple.over_at = at
    for meeting in world.meetings.values():
        if meeting.couple is couple and meeting.starts_at > at:
            meeting.is_cancelled = True
