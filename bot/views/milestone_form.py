"""Block Kit of the form of one day on a time line."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.milestones import TITLE_MAX_CHARS, MilestoneDraft, MilestoneSheet
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields, pairs
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import MilestoneKind

SUBMIT = "milestone_form"
KIND, TITLE, DAY, READERS, ALONE = (f"milestone_{each}" for each in ("kind", "title", "day", "readers", "alone"))
READERS_OFFERED = 100
"""As many as a choice of several holds (docs.slack.dev, multi-select menu element)."""


def form(catalog: Catalog, *, cards: Sequence[PairCard], sheet: MilestoneSheet | None, carried: Carried) -> Payload:
    """Return the form; of a new milestone all mentors of its owner are chosen as readers until its owner says no."""
    say = catalog.milestones
    kinds = [(getattr(say, f"kind_{kind}"), kind) for kind in MilestoneKind]
    day_hint = say.ask_day_hint
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.change_title if sheet else say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            fields.radios(KIND, say.ask_kind, kinds, hint=say.ask_kind_hint, initial=sheet.kind if sheet else None),
            fields.short_text(
                TITLE,
                say.ask_title,
                hint=say.ask_title_hint,
                max_chars=TITLE_MAX_CHARS,
                initial=sheet.title if sheet else None,
                is_optional=True,
            ),
            fields.day(DAY, say.ask_day, hint=day_hint, initial=sheet.falls_on if sheet else None),
            *_readers(catalog, cards, sheet),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> MilestoneDraft:
    """Return what was entered; the readers prove nothing.

    Raises:
        FieldError: it is not said what it is or when, or what it is called is too long.
    """
    say = catalog.milestones
    kind, falls_on, title = answers.word(view, KIND, MilestoneKind), answers.day(view, DAY), answers.text(view, TITLE)
    if kind is None:
        raise FieldError(KIND, say.no_kind)
    if title is None and kind is MilestoneKind.OWN:
        raise FieldError(TITLE, say.no_name)
    if title and len(title) > TITLE_MAX_CHARS:
        raise FieldError(TITLE, say.long_name.format(limit=TITLE_MAX_CHARS))
    if falls_on is None:
        raise FieldError(DAY, say.no_day)
    readers = frozenset[str]() if answers.ticked(view, ALONE) else answers.ticked(view, READERS)
    return MilestoneDraft(kind, title, falls_on, readers)


def _readers(catalog: Catalog, cards: Sequence[PairCard], sheet: MilestoneSheet | None) -> list[AnyBlock]:
    """Return the fields that say who reads it; whoever has no mentor is told that nobody else does."""
    say = catalog.milestones
    if not cards:
        return [blocks.note(say.no_mentor)]
    offered = pairs.choices(catalog, cards)
    chosen = [card.pair_id for card in (sheet.readers if sheet else cards)]
    return [
        fields.checkboxes(ALONE, say.ask_alone, [(say.alone_choice, "alone")], hint=say.ask_alone_hint),
        fields.several(READERS, say.ask_readers, offered[:READERS_OFFERED], hint=say.ask_readers_hint, initial=chosen),
    ]
