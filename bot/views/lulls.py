"""Block Kit of a long quiet: one question with four answers, the same for both, and the small form of a pause."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.lulls import Rest
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.errors import FieldError
from bot.views import answers, blocks, fields, meetings, notices, prompt_menu, times
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind

PAUSE = "lull:pause"
SUBMIT = "lull_form"
REST = "lull_rest"


def question(catalog: Catalog, *, card: PairCard, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the message that both get: to meet, to meet less often, to pause, or to close."""
    say = catalog.lulls
    text = blocks.fill(say.ask, partner=card.partner.name)
    more = prompt_menu.more(catalog, kind=TouchpointKind.LULL, subject_id=card.pair_id, revision=revision, waits=waits)
    ways = blocks.row(
        meetings.plan_button(say.plan_button, pair_id=card.pair_id, is_primary=False),
        blocks.button(meetings.CADENCE, say.cadence_button, value=card.pair_id),
        blocks.button(PAUSE, say.pause_button, value=card.pair_id),
        board_button(Screen.CLOSE, say.close_button, pair_id=card.pair_id),
    )
    return blocks.message(text, [blocks.paragraph(text, accessory=more), ways, blocks.note(say.sees)])


def paused(catalog: Catalog, *, card: PairCard, until: date) -> Payload:
    """Return the message that the other one has chosen a pause."""
    text = blocks.fill(catalog.lulls.paused, partner=card.partner.name, day=times.day(until))
    return blocks.message(text, [blocks.paragraph(text)])


def form(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the form of a pause."""
    say = catalog.lulls
    choices = [(getattr(say, f"rest_{rest}"), str(rest)) for rest in Rest]
    hint = say.ask_rest_hint.format(partner=card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(Carried(pair_id=card.pair_id)),
        blocks=[fields.radios(REST, say.ask_rest, choices, hint=hint, initial=Rest.THREE_MONTHS)],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> Rest:
    """Return how long the pause is. Raises FieldError where nothing that was offered is chosen."""
    rest = answers.word(view, REST, Rest)
    if rest is None:
        raise FieldError(REST, catalog.lulls.no_rest)
    return rest


def kept(catalog: Catalog, *, card: PairCard, until: date) -> Payload:
    """Return the modal that says until when nothing is asked."""
    say = catalog.lulls
    sentence = say.kept.format(partner=card.partner.name, day=times.day(until))
    return notices.notice(catalog, title=say.kept_title, sentence=sentence)
