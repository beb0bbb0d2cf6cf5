"""Fields of what comes out of a meeting, for the form of a recap and for those that add to it afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.items import ItemDraft, due_flaw
from bot.domain.pairs import PairCard
from bot.domain.recaps import LINE_MAX_CHARS, SUGGESTIONS_MAX, lines_of
from bot.errors import FieldError
from bot.views import answers, fields
from bot.views.blocks import AnyBlock
from storage.vocabulary import Side

TASK = "recap_task_"
"""The fields of action items; the number of the item follows."""
OWNER = "recap_owner_"
DUE = "recap_due_"
SUGGESTIONS = "recap_suggestions"


def item_fields(catalog: Catalog, *, card: PairCard, number: int, label: str = "") -> list[AnyBlock]:
    """Return the three fields of one action item: what, whose, by when."""
    say = catalog.recaps
    partner = card.partner.name
    owners = [(say.owner_me, str(card.side)), (say.owner_partner.format(partner=partner), str(card.other_side))]
    sees_now, due_hint = say.sees_now.format(partner=partner), say.hint_due.format(partner=partner)
    task_label = label or say.ask_task.format(number=number)
    task = fields.short_text(
        f"{TASK}{number}", task_label, hint=sees_now, max_chars=LINE_MAX_CHARS, is_optional=not label
    )
    owner = fields.select(
        f"{OWNER}{number}", say.ask_owner, owners, hint=sees_now, initial=card.side, is_optional=not label
    )
    return [task, owner, fields.day(f"{DUE}{number}", say.ask_due, hint=due_hint, is_optional=True)]


def read_item(catalog: Catalog, view: Mapping[str, Any], *, number: int, today: date) -> ItemDraft | None:
    """Return one action item, None when nothing was entered. Whose it is, is the first choice unless it was changed.

    Raises:
        FieldError: there is a date without a task, a date that cannot be used, or too long a task; beside its field.
    """
    say = catalog.recaps
    field, due_field = f"{TASK}{number}", f"{DUE}{number}"
    task, due_on = answers.text(view, field), answers.day(view, due_field)
    owner = answers.word(view, f"{OWNER}{number}", Side)
    if task is None:
        if due_on:
            raise FieldError(field, say.due_without_task)
        return None
    if len(task) > LINE_MAX_CHARS:
        raise FieldError(field, say.too_long.format(limit=LINE_MAX_CHARS))
    if owner is None:
        raise FieldError(f"{OWNER}{number}", say.no_owner)
    if due_on and due_on < today:
        raise FieldError(due_field, say.past_due)
    if due_flaw(due_on, today=today):
        raise FieldError(due_field, catalog.items.too_far)
    return ItemDraft(owner=owner, task=task, due_on=due_on)


def suggestions_field(catalog: Catalog, *, card: PairCard, is_optional: bool = True) -> AnyBlock:
    """Return the field of suggestions, one a line."""
    say = catalog.recaps
    hint = say.sees_now.format(partner=card.partner.name)
    limit = SUGGESTIONS_MAX * LINE_MAX_CHARS
    return fields.long_text(SUGGESTIONS, say.ask_suggestions, hint=hint, max_chars=limit, is_optional=is_optional)


def read_suggestions(catalog: Catalog, view: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the suggestions that were entered.

    Raises:
        FieldError: there are too many, or one is too long.
    """
    say = catalog.recaps
    lines = lines_of(answers.text(view, SUGGESTIONS))
    if len(lines) > SUGGESTIONS_MAX:
        raise FieldError(SUGGESTIONS, say.too_many.format(limit=SUGGESTIONS_MAX))
    if any(len(line) > LINE_MAX_CHARS for line in lines):
        raise FieldError(SUGGESTIONS, say.long_line.format(limit=LINE_MAX_CHARS))
    return lines
