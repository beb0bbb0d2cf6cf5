"""The letter of an introduction, which both of a pair can change until one of them has sent it."""

from bot.deps import Deps
from bot.domain.doors import DoorSheet
from bot.errors import NotYoursError, RapportError, UserError
from bot.services import access
from bot.services.doors import sheet_of
from storage.members import Member
from storage.vocabulary import DoorKind, DoorState


class LetterChangedError(RapportError):
    """The letter has been changed since the form was opened.

    Attributes:
        newer: the introduction as it stands now.
    """

    def __init__(self, newer: DoorSheet) -> None:
        super().__init__(f"revision {newer.revision}")
        self.newer = newer


def word(deps: Deps, *, actor: Member, door_id: str, letter: str, revision: int) -> DoorSheet:
    """Give a letter other words and return its introduction. The same words again change nothing.

    Nobody is told of it: the other one finds it on the screen.

    Raises:
        NotYoursError: it is of another pair, or no introduction.
        UserError: it has been sent or set aside meanwhile.
        LetterChangedError: `revision`, on which the words were written, is not the present one.
    """
    with deps.db.begin() as session:
        door, card = access.door_of(session, actor, door_id, is_to_change=True)
        if door.kind is not DoorKind.INTRODUCTION:
            raise NotYoursError
        if door.letter == letter:
            return sheet_of(door, card)
        if door.state is not DoorState.OPEN:
            raise UserError(deps.catalog.doors.letter_fixed)
        if door.revision != revision:
            raise LetterChangedError(sheet_of(door, card))
        door.letter, door.revision, door.changed_at = letter, door.revision + 1, deps.clock.now()
        session.add(door)
    return sheet_of(door, card)
