"""Writers of the messages about doors: what they say holds when they are sent, or they are not sent."""

from datetime import datetime

from sqlmodel import Session

from bot.content.catalogue import Catalog
from bot.deps import Deps
from bot.domain.doors import REMINDER_FRESH, DoorSheet
from bot.domain.hours import Hours
from bot.domain.items import last_moment
from bot.domain.snoozes import Prompted
from bot.errors import NotYoursError, UserError
from bot.services import access
from bot.services.door_plan import has_just_heard
from bot.services.doors import sheet_of
from bot.services.letter import Letter, PointlessError, Written
from bot.views import door_messages as view
from storage.members import Member
from storage.vocabulary import DoorState


def opened(deps: Deps, letter: Letter) -> Written:
    """Tell the other one what has been begun. Raises PointlessError when it is settled, or the pair is no more."""
    return view.opened(deps.catalog, door=_still_open(deps, letter))


def waits(deps: Deps, letter: Letter) -> Written:
    """Remind a mentor, once. Raises PointlessError when it is settled or new to them, or the pair is no more."""
    door = _still_open(deps, letter)
    if has_just_heard(deps, letter):
        raise PointlessError("new")
    point = _point(door, hours=letter.hours, now=letter.at)
    return view.waits(deps.catalog, door=door, revision=letter.revision, waits=letter.waits(point=point))


def answered(deps: Deps, letter: Letter) -> Written:
    """Tell one side what the other has done. Raises PointlessError when something else has been done since."""
    door = _seen(deps, letter)
    if door.revision != letter.revision:
        raise PointlessError("changed")
    return view.answered(deps.catalog, door=door)


def point_of(
    catalog: Catalog, session: Session, *, actor: Member, prompted: Prompted, hours: Hours, now: datetime
) -> datetime:
    """Return from which instant on the reminder would be pointless.

    Raises:
        NotYoursError: the door is of another pair.
        UserError: it is settled by now.
    """
    door = sheet_of(*access.door_of(session, actor, prompted.subject_id))
    if door.state is not DoorState.OPEN:
        raise UserError(catalog.preferences.settled_meanwhile)
    return _point(door, hours=hours, now=now)


def _still_open(deps: Deps, letter: Letter) -> DoorSheet:
    door = _seen(deps, letter)
    if door.state is not DoorState.OPEN:
        raise PointlessError("settled")
    return door


def _seen(deps: Deps, letter: Letter) -> DoorSheet:
    with deps.db.read() as session:
        try:
            door, card = access.door_of(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
    if card.is_resting:
        raise PointlessError("partner_left")
    return sheet_of(door, card)


def _point(door: DoorSheet, *, hours: Hours, now: datetime) -> datetime:
    day = door.said.matters_on
    return last_moment(day, hours.zone) if day else now + REMINDER_FRESH
