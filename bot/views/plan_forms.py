"""Block Kit of the forms behind somebody's plan: four horizons, a year in parts, who may read."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.plans import HORIZONS, NOTE_MAX_CHARS, WHOLE, WORDS_MAX_CHARS, PlanDraft, TimeDraft
from bot.errors import FieldError
from bot.views import answers, blocks, fields, pairs
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Duty, Paper

SUBMIT, SUBMIT_TIME, SUBMIT_SHARE = "plan_form", "plan_time_form", "plan_share_form"
OWN = "own"
PARTS = (*HORIZONS, OWN)
"""What a plan is made of, in the order in which it is asked."""
LIVED, DESCRIBED = "lived", "described"
NOTE = "plan_time_note"
FIRST_LIVED, FIRST_DESCRIBED = (f"plan_{column}_{Duty.TEACHING}" for column in (LIVED, DESCRIBED))
"""Beside which fields it stands that the parts make no whole."""


def form(catalog: Catalog, *, plan: PlanDraft, carried: Carried) -> Payload:
    """Return the form of a plan, filled in with what it says now."""
    say = catalog.plans
    asked = [
        fields.long_text(
            f"plan_{part}",
            getattr(say, f"ask_{part}"),
            hint=say.hint,
            max_chars=WORDS_MAX_CHARS,
            initial=getattr(plan, part),
            is_optional=True,
        )
        for part in PARTS
    ]
    return _form(catalog, SUBMIT, carried, [blocks.note(say.form_lead), *asked])


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> PlanDraft:
    """Return what was entered.

    Raises:
        FieldError: an answer is longer than its field takes.
    """
    return PlanDraft(**{str(part): _text(catalog, view, f"plan_{part}", WORDS_MAX_CHARS) for part in PARTS})


def time_form(catalog: Catalog, *, said: TimeDraft | None, carried: Carried) -> Payload:
    """Return the form of a year in parts, filled in with what was said of it last."""
    say = catalog.plans
    lived, described = (said.lived, said.described) if said else ({}, {})
    note = fields.long_text(
        NOTE,
        say.ask_note,
        hint=say.hint_time,
        max_chars=NOTE_MAX_CHARS,
        initial=said.note if said else None,
        is_optional=True,
    )
    shown = [
        blocks.paragraph(say.time_lead),
        *_column(catalog, LIVED, say.ask_lived, lived),
        blocks.line(),
        blocks.note(say.described_lead),
        *_column(catalog, DESCRIBED, say.ask_described, described),
        note,
    ]
    return _form(catalog, SUBMIT_TIME, carried, shown)


def read_time(catalog: Catalog, view: Mapping[str, Any]) -> TimeDraft:
    """Return what was entered; a part that was left empty is none.

    Raises:
        FieldError: a part is no per cent, or the note is too long.
    """
    columns = {column: _parts(catalog, view, column) for column in (LIVED, DESCRIBED)}
    return TimeDraft(columns[LIVED], columns[DESCRIBED], _text(catalog, view, NOTE, NOTE_MAX_CHARS))


def share_form(
    catalog: Catalog, *, cards: Sequence[PairCard], chosen: Mapping[Paper, frozenset[str]], carried: Carried
) -> Payload:
    """Return the form in which somebody chooses who may read; to somebody in no pair it says that nobody can."""
    say = catalog.plans
    if not cards:
        return blocks.modal(
            title=say.share_title, close=catalog.common.close, blocks=[blocks.paragraph(say.share_nobody)]
        )
    offered = pairs.choices(catalog, cards)
    labels = {Paper.PLAN: say.ask_share_plan, Paper.TIME: say.ask_share_time}
    asked = [
        fields.several(_share_field(paper), label, offered, hint=say.hint_share, initial=sorted(chosen[paper]))
        for paper, label in labels.items()
    ]
    return _form(catalog, SUBMIT_SHARE, carried, [blocks.paragraph(say.share_lead), *asked], title=say.share_title)


def read_share(view: Mapping[str, Any]) -> dict[Paper, frozenset[str]]:
    """Return the pairs that were chosen for each paper; they prove nothing."""
    return {paper: answers.ticked(view, _share_field(paper)) for paper in Paper}


def _form(
    catalog: Catalog, callback_id: str, carried: Carried, shown: Sequence[AnyBlock], *, title: str | None = None
) -> Payload:
    say = catalog.plans
    return blocks.modal(
        callback_id=callback_id,
        title=title or say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried) or None,
        blocks=shown,
    )


def _column(catalog: Catalog, column: str, label: str, parts: Mapping[Duty, int]) -> list[AnyBlock]:
    say = catalog.plans
    return [
        fields.whole_number(
            f"plan_{column}_{duty}",
            label.format(duty=getattr(say, f"duty_{duty}")),
            hint=say.hint_time,
            most=WHOLE,
            initial=parts.get(duty),
        )
        for duty in Duty
    ]


def _parts(catalog: Catalog, view: Mapping[str, Any], column: str) -> dict[Duty, int]:
    found = {}
    for duty in Duty:
        name = f"plan_{column}_{duty}"
        number = answers.whole_number(view, name)
        if answers.text(view, name) and (number is None or not 0 <= number <= WHOLE):
            raise FieldError(name, catalog.plans.no_per_cent)
        if number is not None:
            found[duty] = number
    return found


def _share_field(paper: Paper) -> str:
    return f"plan_share_{paper}"


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.plans.too_long)
