"""What couples do after a meeting: they write, skip, or have not met; and what they promised gets done, or moved."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.items import ItemDraft
from bot.domain.recaps import RecapDraft
from bot.errors import FieldError
from bot.services import items as item_service
from bot.services import recap_sending
from bot.services.appointments import appointment_of
from storage.columns import stable_id
from storage.meetings import meeting_by_id
from storage.vocabulary import ItemState, Side
from tests.faults.year import meetings
from tests.faults.year.people import Fellow
from tests.faults.year.world import Couple, Item, Meeting, World

DUE = "due"


def look_back(world: World, meeting: Meeting, fellow: Fellow, *, revision: int) -> None:
    """Let one of the two do about a meeting what people do, unless it was moved meanwhile."""
    if fellow.is_gone or meeting.is_cancelled or meeting.revision != revision:
        return
    choice = world.chance.random()
    if choice < 0.72:
        _write(world, meeting, fellow)
    elif choice < 0.82:
        if world.attempt(
            "skip a recap",
            lambda: recap_sending.skip(world.deps, actor=fellow.member, meeting_id=meeting.meeting_id),
        ):
            meeting.settled.add(fellow.member.user_id)
    elif choice < 0.88 and world.attempt(
        "did not meet",
        lambda: recap_sending.did_not_meet(world.deps, actor=fellow.member, meeting_id=meeting.meeting_id),
    ):
        meeting.is_not_held = True


def _write(world: World, meeting: Meeting, fellow: Fellow) -> None:
    """Send a recap with what was promised, and with the next meeting where none is planned."""
    view_id, couple = world.new_id(), meeting.couple
    drafts = tuple(_some_item(world, fellow) for _ in range(world.chance.choice((0, 1, 1, 2))))
    days = meetings.BETWEEN_DAYS[couple.cadence] + world.chance.randint(-4, 6)
    next_meeting = meetings.some_draft(world, fellow, days=days) if world.chance.random() < 0.7 else None
    reason = None if next_meeting else "We shall see."
    draft = RecapDraft("We spoke.", items=drafts, next_meeting=next_meeting, later_reason=reason)

    def send() -> None:
        try:
            _send(world, meeting, fellow, draft, view_id)
        except FieldError:  # there is a next meeting already
            _send(world, meeting, fellow, replace(draft, next_meeting=None, later_reason=None), view_id)

    if not world.attempt("send a recap", send):
        return
    meeting.is_not_held = False
    meeting.wrote.add(fellow.member.user_id)
    meeting.settled.add(fellow.member.user_id)
    _remember(world, couple, drafts, view_id)


def _send(world: World, meeting: Meeting, fellow: Fellow, draft: RecapDraft, view_id: str) -> None:
    recap_sending.send(world.deps, actor=fellow.member, meeting_id=meeting.meeting_id, draft=draft, view_id=view_id)


def _remember(world: World, couple: Couple, drafts: tuple[ItemDraft, ...], view_id: str) -> None:
    for number, draft in enumerate(drafts):
        owner = couple.mentor if draft.owner is Side.MENTOR else couple.mentee
        if draft.due_on:
            item = Item(stable_id(view_id, "item", str(number)), couple, owner, draft.due_on)
            world.items[item.item_id] = item
            _let_happen(world, item)
    with world.deps.db.read() as session:
        planned = meeting_by_id(session, meeting_id=stable_id(view_id, "next"))
    if planned:
        meetings.keep(world, couple, appointment_of(planned))


def _some_item(world: World, fellow: Fellow) -> ItemDraft:
    due_on = fellow.today(world.clock.at) + timedelta(days=world.chance.randint(1, 45))
    return ItemDraft(world.chance.choice(list(Side)), "Read a chapter", due_on)


def _let_happen(world: World, item: Item) -> None:
    """Let a promise be kept before or after its day, dropped, or put off."""
    due_at = datetime.combine(item.due_on, datetime.min.time(), item.owner.zone)
    days = (due_at - world.clock.at) / timedelta(days=1)
    if world.chance.random() < 0.15:
        world.after(world.chance.uniform(0, days), lambda: _put_off(world, item))
    if world.chance.random() < 0.8:
        world.after(world.chance.uniform(0, days + 10), lambda: _close(world, item))


def _put_off(world: World, item: Item) -> None:
    actor, due_on = item.owner, item.due_on + timedelta(days=world.chance.randint(-3, 20))

    def move() -> None:
        moved = item_service.move(
            world.deps,
            actor=actor.member,
            item_id=item.item_id,
            due_on=due_on,
            revision=item.revision,
            due_field=DUE,
        )
        item.due_on, item.revision = due_on, moved.revision

    if not actor.is_gone and item.state is ItemState.OPEN:
        world.attempt("put an item off", move)


def _close(world: World, item: Item) -> None:
    state = world.chance.choice((ItemState.DONE, ItemState.DONE, ItemState.DROPPED))
    if item.owner.is_gone or item.state is not ItemState.OPEN:
        return
    if world.attempt(
        "close an item",
        lambda: item_service.close(world.deps, actor=item.owner.member, item_id=item.item_id, state=state),
    ):
        item.state = state
