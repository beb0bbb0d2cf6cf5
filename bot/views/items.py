"""Block Kit of action items: the board of a pair, the form of a new one, and of a new date."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.items import TASK_MAX_CHARS, ItemDraft, ItemsBoard, ItemSheet
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Menu, Payload
from bot.views.carried import Carried, pack
from bot.views.pages import turner
from storage.vocabulary import Side

FAMILY = "item:"
"""All buttons of items begin with this."""
MENU = FAMILY + "menu"
"""The menu beside an item; its values are `<verb> <item id>`."""
ADD = FAMILY + "add"
DONE, MOVE, DROP = "done", "move", "drop"
SUBMIT = "item_form"
SUBMIT_DATE = "item_date_form"
TASK, OWNER, DUE = "item_task", "item_owner", "item_due"


def board(catalog: Catalog, *, board: ItemsBoard, carried: Carried) -> Payload:
    """Return one page of a pair's open items."""
    say = catalog.items
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=board.card.partner.name)),
            blocks.row(blocks.button(ADD, say.add_button, is_primary=True)),
            blocks.line(),
            *([] if board.items else [blocks.paragraph(say.none_open)]),
            *(block for item in board.items for block in _row(catalog, item)),
            *turner(catalog, page=board.page, pages=board.pages),
        ],
    )


def chosen(action: Mapping[str, Any]) -> tuple[str, str]:
    """Return (verb, item id) of a press, in the menu of a board or on a message; the id proves nothing."""
    if action["action_id"] == MENU:
        verb, _, item_id = str(action["selected_option"]["value"]).partition(" ")
        return verb, item_id
    return str(action["action_id"]).removeprefix(FAMILY), str(action.get("value"))


def form(catalog: Catalog, *, card: PairCard, carried: Carried) -> Payload:
    """Return the form of a new item; the owner is at first whoever fills it in."""
    say = catalog.items
    sees = say.sees.format(partner=card.partner.name)
    owners = [(card.of(side).name, str(side)) for side in (Side.MENTEE, Side.MENTOR)]
    hint_due = say.hint_due.format(partner=card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            fields.long_text(TASK, say.ask_task, hint=sees, max_chars=TASK_MAX_CHARS),
            fields.select(OWNER, say.ask_owner, owners, hint=sees, initial=card.side),
            fields.day(DUE, say.ask_due, hint=hint_due, is_optional=True),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> ItemDraft:
    """Return what was entered.

    Raises:
        FieldError: the task or its owner is missing, or the task is too long.
    """
    say = catalog.items
    task, owner = answers.text(view, TASK), answers.word(view, OWNER, Side)
    if task is None:
        raise FieldError(TASK, say.no_task)
    if len(task) > TASK_MAX_CHARS:
        raise FieldError(TASK, say.too_long.format(limit=TASK_MAX_CHARS))
    if owner is None:
        raise FieldError(OWNER, say.no_owner)
    return ItemDraft(owner=owner, task=task, due_on=answers.day(view, DUE))


def date_form(catalog: Catalog, *, item: ItemSheet, carried: Carried) -> Payload:
    """Return the small form in which an item gets a new date."""
    say = catalog.items
    hint = say.hint_due.format(partner=item.card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT_DATE,
        title=say.move_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[*_told(catalog, item), fields.day(DUE, say.ask_due, hint=hint, initial=item.due_on)],
    )


def read_date(catalog: Catalog, view: Mapping[str, Any]) -> date:
    """Return the day that was chosen.

    Raises:
        FieldError: there is none.
    """
    due_on = answers.day(view, DUE)
    if due_on is None:
        raise FieldError(DUE, catalog.items.no_date)
    return due_on


def saved(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    say = catalog.items
    sentence = blocks.fill(say.saved, partner=card.partner.name)
    return blocks.modal(title=say.saved_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def moved(catalog: Catalog, *, item: ItemSheet) -> Payload:
    """Return the modal that says the new date where no board lies below the form."""
    say = catalog.items
    day = times.day(item.due_on) if item.due_on else say.undated
    sentence = blocks.fill(say.moved, day=day, partner=item.card.partner.name)
    return blocks.modal(title=say.saved_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def settle_menu(catalog: Catalog, *, item_id: str) -> Menu:
    """Return the menu beside an open item: done, a new date, dropped."""
    say = catalog.items
    verbs = ((say.done, DONE), (say.move, MOVE), (say.drop, DROP))
    return blocks.menu(MENU, [(label, f"{verb} {item_id}") for label, verb in verbs])


def _row(catalog: Catalog, item: ItemSheet) -> list[AnyBlock]:
    menu = settle_menu(catalog, item_id=item.item_id)
    return [blocks.paragraph(blocks.escape(item.task), accessory=menu), blocks.note(_facts(catalog, item))]


def _told(catalog: Catalog, item: ItemSheet) -> list[AnyBlock]:
    return [blocks.words(item.task), blocks.note(_facts(catalog, item))]


def _facts(catalog: Catalog, item: ItemSheet) -> str:
    say = catalog.items
    owner = say.yours if item.is_own else blocks.fill(say.theirs, name=item.card.partner.name)
    if item.due_on is None:
        return f"{owner} · {say.undated}"
    phrase = say.overdue if item.is_overdue else say.due
    return f"{owner} · {phrase.format(day=times.day(item.due_on))}"
