"""What the two of a pair do with doors. One function per intention; each opens one transaction."""

from dataclasses import asdict

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.door_rules import TOLD
from bot.domain.doors import MOST_OPEN, DoorDraft, DoorSheet, is_day_refused
from bot.domain.pairs import PairCard
from bot.errors import FieldError, UserError
from bot.services import access
from bot.services.door_plan import remind, tell
from bot.services.doors import refuse_beginning, sheet_of
from storage.doors import Door, count_open_doors, door_by_id, keep_new_door
from storage.members import Member
from storage.vocabulary import DoorKind, DoorState, TouchpointKind


def begin(deps: Deps, *, actor: Member, pair_id: str, draft: DoorDraft, door_id: str, day_field: str) -> DoorSheet:
    """Keep a new door, tell the other one and return it. The same `door_id` again changes nothing.

    Raises:
        NotYoursError: the pair is not the actor's, this is not for their side to begin, or the id is another pair's.
        FieldError: the day is over, or years away; beside `day_field`.
        UserError: the other one has left, or enough of this kind waits for them already.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        if door_by_id(session, door_id=door_id) is None:
            today = local_day(now, card.me.clock)
            _refuse(deps, session, card, draft)
            if is_day_refused(draft.matters_on, today=today):
                raise FieldError(day_field, deps.catalog.doors.bad_day)
            door = Door(
                id=door_id,
                team_id=card.team_id,
                pair_id=pair_id,
                author_id=actor.id,
                year=today.year,
                begun_at=now,
                changed_at=now,
                **asdict(draft),
            )
            if keep_new_door(session, door=door):
                tell(session, door, TouchpointKind.DOOR_OPENED, to=card.partner.member_id, now=now)
                if door.kind is DoorKind.SPONSOR:
                    remind(session, door, card=card, now=now)
        return sheet_of(*access.door_of(session, actor, door_id))


def let_stand(deps: Deps, *, actor: Member, door_id: str, state: DoorState, answer: str | None = None) -> DoorSheet:
    """Let a door stand as its viewer can let it stand now, and return it; whatever else was pressed changes nothing.

    `answer` says who is better placed, and goes with that state alone.

    Raises:
        NotYoursError: it is of another pair, or the pair has ended.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        door, card = access.door_of(session, actor, door_id, is_to_change=True)
        if state in sheet_of(door, card).acts and (state is DoorState.SOMEBODY) == (answer is not None):
            if door.state is DoorState.OPEN:
                today = local_day(now, card.me.clock)
                door.answered_by_id, door.answered_on, door.year = actor.id, today, today.year
            door.state, door.answer = state, answer
            door.revision, door.changed_at = door.revision + 1, now
            session.add(door)
            if state in TOLD[door.kind]:
                tell(session, door, TouchpointKind.DOOR_ANSWERED, to=card.partner.member_id, now=now)
    return sheet_of(door, card)


def name_somebody(deps: Deps, *, actor: Member, door_id: str, name: str) -> DoorSheet:
    """Answer a mentee with the name of somebody who is better placed, and return the door.

    Raises:
        NotYoursError: it is of another pair.
        UserError: it is settled otherwise by now.
    """
    found = let_stand(deps, actor=actor, door_id=door_id, state=DoorState.SOMEBODY, answer=name)
    if (found.state, found.answer) != (DoorState.SOMEBODY, name):
        raise UserError(deps.catalog.doors.settled_meanwhile)
    return found


def _refuse(deps: Deps, session: Session, card: PairCard, draft: DoorDraft) -> None:
    refuse_beginning(deps, card, draft.kind)
    count = count_open_doors(session, pair_id=card.pair_id, author_id=card.me.member_id, kind=draft.kind)
    if count >= MOST_OPEN:
        raise UserError(deps.catalog.doors.too_many.format(most=MOST_OPEN, partner=card.partner.name))
