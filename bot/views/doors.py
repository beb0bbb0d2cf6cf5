"""Block Kit of doors: what the two of a pair have opened for each other, first what is open, then year by year."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.door_rules import BEGUN_BY
from bot.domain.doors import DoorsBoard, DoorSheet
from bot.views import blocks
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.door_lines import facts
from bot.views.pages import turner
from storage.vocabulary import DoorKind, DoorState

FAMILY = "door:"
"""All buttons of doors begin with this."""
NEW, ACT = FAMILY + "new:", FAMILY + "act:"
"""A `DoorKind` follows the one, whose value is the pair; a `DoorState` the other, whose value is the door."""
LETTER = FAMILY + "letter"


def board(catalog: Catalog, *, board: DoorsBoard, carried: Carried) -> Payload:
    """Return one page of what the two have opened for each other."""
    say = catalog.doors
    card = board.card
    lead: str = getattr(say, f"lead_{card.side}")
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(lead, partner=card.partner.name)),
            *([] if card.is_resting else [blocks.row(*(_new(catalog, board, kind) for kind in BEGUN_BY[card.side]))]),
            blocks.note(blocks.fill(say.sees, partner=card.partner.name)),
            *([] if board.doors else [blocks.line(), blocks.paragraph(say.none_yet)]),
            *_rows(catalog, board),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def act_button(catalog: Catalog, state: DoorState, *, door_id: str, is_primary: bool = False) -> Button:
    """Return the button that lets a door stand so; that a letter has been sent is asked once more."""
    say = catalog.doors
    label: str = getattr(say, f"act_{state}")
    confirm = None
    if state is DoorState.SENT:
        confirm = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.act_sent, no=say.sure_no)
    return blocks.button(ACT + state, label, value=door_id, is_primary=is_primary, confirm=confirm)


def kind_of(action: Mapping[str, Any]) -> DoorKind | None:
    """Return what somebody wants to begin, None for a press that says nothing."""
    word = str(action["action_id"]).removeprefix(NEW)
    return DoorKind(word) if word in set(DoorKind) else None


def state_of(action: Mapping[str, Any]) -> DoorState | None:
    """Return how somebody lets a door stand, None for a press that says nothing."""
    word = str(action["action_id"]).removeprefix(ACT)
    return DoorState(word) if word in set(DoorState) else None


def _new(catalog: Catalog, board: DoorsBoard, kind: DoorKind) -> Button:
    label: str = getattr(catalog.doors, f"new_{kind}")
    return blocks.button(NEW + kind, label, value=board.card.pair_id)


def _rows(catalog: Catalog, board: DoorsBoard) -> Sequence[AnyBlock]:
    """Return the rows of a page, under what is open and under each year."""
    shown: list[AnyBlock] = []
    above = None
    for door in board.doors:
        part = None if door.state is DoorState.OPEN else door.year
        if not shown or part != above:
            shown += [blocks.line(), blocks.paragraph(_heading(catalog, board, part))]
        above = part
        shown += _row(catalog, door)
    return shown


def _heading(catalog: Catalog, board: DoorsBoard, year: int | None) -> str:
    if year is None:
        return catalog.doors.open_title
    begun, taken = board.years[year]
    return catalog.doors.year_line.format(year=year, begun=begun, taken=taken)


def _row(catalog: Catalog, door: DoorSheet) -> list[AnyBlock]:
    """Return one of them; a letter is one press away."""
    letter = [blocks.button(LETTER, catalog.doors.letter_button, value=door.door_id)] if door.said.letter else []
    acts = [act_button(catalog, state, door_id=door.door_id) for state in door.acts]
    buttons = [*letter, *acts]
    return [
        blocks.paragraph(blocks.strong(door.said.title)),
        blocks.note(facts(catalog, door)),
        *([blocks.words(door.said.about)] if door.said.about else []),
        *([blocks.row(*buttons)] if buttons else []),
    ]
