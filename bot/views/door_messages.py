"""Block Kit of messages about doors. Messages can be exported, so they say what kind of thing it is and no more."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.doors import DoorSheet
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Button, Payload
from bot.views.doors import act_button
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import DoorKind, DoorState, Side, TouchpointKind

NOW = (DoorState.OPEN, DoorState.YES, DoorState.NOT_NOW, DoorState.SOMEBODY, DoorState.WITHDRAWN)
"""How something can stand that is answered on its message, each with a sentence of its own."""


def opened(catalog: Catalog, *, door: DoorSheet) -> Payload:
    """Return the message that something has been begun; a mentor answers on it, with one tap, what a mentee asks."""
    is_wished = door.said.kind is DoorKind.INTRODUCTION and door.card.side is Side.MENTOR
    phrase: str = catalog.doors.opened_wish if is_wished else getattr(catalog.doors, f"opened_{door.said.kind}")
    text = _fill(phrase, door)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(_read(catalog, door), *_answers(catalog, door))])


def waits(catalog: Catalog, *, door: DoorSheet, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the one reminder to a mentor who has not answered."""
    text = _fill(catalog.doors.dm_waits, door)
    kind = TouchpointKind.DOOR_WAITS
    more = prompt_menu.more(catalog, kind=kind, subject_id=door.door_id, revision=revision, waits=waits)
    buttons = blocks.row(_read(catalog, door), *_answers(catalog, door))
    return blocks.message(text, [blocks.paragraph(text, accessory=more), buttons])


def answered(catalog: Catalog, *, door: DoorSheet) -> Payload:
    """Return the message that tells one side what the other has done."""
    phrase: str = getattr(catalog.doors, f"told_{door.said.kind}_{door.state}")
    text = _fill(phrase, door)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(_read(catalog, door))])


def settled(catalog: Catalog, *, door: DoorSheet) -> Payload:
    """Return the line that takes a message's place after a press."""
    phrase: str = getattr(catalog.doors, f"now_{door.state}") if door.state in NOW else catalog.doors.now_other
    text = _fill(phrase, door)
    return blocks.message(text, [blocks.paragraph(text)])


def _answers(catalog: Catalog, door: DoorSheet) -> list[Button]:
    if door.said.kind is not DoorKind.SPONSOR:
        return []
    return [act_button(catalog, state, door_id=door.door_id) for state in door.acts]


def _read(catalog: Catalog, door: DoorSheet) -> Button:
    return board_button(Screen.DOORS, catalog.doors.read_button, pair_id=door.card.pair_id)


def _fill(phrase: str, door: DoorSheet) -> str:
    return blocks.fill(phrase, partner=door.card.partner.name)
