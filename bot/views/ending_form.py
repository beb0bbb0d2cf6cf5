"""Block Kit of the note by which one of a pair brings it to a close. It is written over before it is written anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.endings import LETTER_MAX_CHARS, EndingDraft, EndingFlaw, EndsWhen
from bot.domain.pairs import PairCard
from bot.views import answers, blocks, fields, scenarios, times
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import ClosureKind, Scenario, Side

SUBMIT = "ending_form"
LETTER, ENDS, DAY, KIND = "ending_letter", "ending_when", "ending_day", "ending_kind"
FIELDS: Mapping[EndingFlaw, str] = {
    EndingFlaw.NO_LETTER: LETTER,
    EndingFlaw.LONG_LETTER: LETTER,
    EndingFlaw.MARK_LEFT: LETTER,
    EndingFlaw.NO_DAY: DAY,
    EndingFlaw.EARLY_DAY: DAY,
    EndingFlaw.FAR_DAY: DAY,
}
"""Beside which field each refusal stands."""


def form(catalog: Catalog, *, card: PairCard, first_on: date, carried: Carried) -> Payload:
    """Return the form, filled with words that do; `first_on` is the day on which it ends where none is chosen."""
    say = catalog.endings
    partner = card.partner.name
    template = say.letter_mentee if card.side is Side.MENTEE else say.letter_mentor
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.intro, partner=partner)),
            blocks.row(scenarios.offer(catalog, Scenario.PARTING)),
            fields.long_text(
                LETTER,
                say.ask_letter,
                hint=say.ask_letter_hint.format(partner=partner),
                max_chars=LETTER_MAX_CHARS,
                initial=template.format(partner=partner),
            ),
            fields.radios(
                ENDS,
                say.ask_ends,
                _whens(catalog, first_on),
                hint=say.ask_ends_hint.format(partner=partner),
                initial=EndsWhen.FIRST,
            ),
            fields.day(DAY, say.ask_day, hint=say.ask_day_hint.format(partner=partner), is_optional=True),
            fields.select(
                KIND,
                say.ask_kind,
                [(getattr(say, f"kind_{kind}"), str(kind)) for kind in ClosureKind],
                hint=say.ask_kind_hint.format(partner=partner),
                initial=ClosureKind.UNSAID,
                is_optional=True,
            ),
        ],
    )


def read_form(view: Mapping[str, Any]) -> EndingDraft:
    """Return what was entered; what was never offered reads as what holds for everybody."""
    return EndingDraft(
        letter=answers.text(view, LETTER) or "",
        kind=answers.word(view, KIND, ClosureKind) or ClosureKind.UNSAID,
        ends=answers.word(view, ENDS, EndsWhen) or EndsWhen.FIRST,
        on=answers.day(view, DAY),
    )


def _whens(catalog: Catalog, first_on: date) -> list[tuple[str, str]]:
    say = catalog.endings
    return [
        (say.ends_first.format(day=times.day(first_on)), str(EndsWhen.FIRST)),
        (say.ends_day, str(EndsWhen.DAY)),
        (say.ends_now, str(EndsWhen.NOW)),
    ]
