"""The small forms that lie on a recap: one wording, a topic for next time, one more item, suggestions, an answer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.agendas import QUESTION_MAX_CHARS
from bot.domain.calendar import local_day
from bot.domain.items import ItemDraft
from bot.domain.pairs import PairCard
from bot.domain.recap_sheets import AdviceSheet, RecapSheet
from bot.domain.recaps import LINE_MAX_CHARS, WORDING_MAX_CHARS
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.recap_lines import SUGGESTIONS, TASK, item_fields, read_item, read_suggestions, suggestions_field
from storage.vocabulary import AdviceState, Area

SUBMIT_WORDING = "recap_wording_form"
SUBMIT_NEXT_TIME = "recap_next_time_form"
SUBMIT_ITEM = "recap_item_form"
SUBMIT_SUGGESTIONS = "recap_suggestions_form"
SUBMIT_ANSWER = "recap_answer_form"
SUBMIT_ANSWER_HERE = "recap_answer_here_form"

WORDING = "recap_wording"
QUESTION = "recap_question"
AREA = "recap_area"
OUTCOME = "recap_outcome"
REASON = "recap_reason"
OUTCOMES = (AdviceState.ADOPTED, AdviceState.ADAPTED, AdviceState.PARKED)
ONLY_ITEM = 1


def wording_form(catalog: Catalog, *, sheet: RecapSheet, carried: Carried) -> Payload:
    """Return the form in which one side puts what both mean into one wording."""
    say = catalog.recaps
    known = sheet.suggested or sheet.settled
    field = fields.long_text(
        WORDING,
        say.ask_wording,
        hint=say.hint_wording.format(partner=sheet.card.partner.name),
        max_chars=WORDING_MAX_CHARS,
        initial=known.text if known else None,
    )
    return _form(catalog, SUBMIT_WORDING, say.wording_title, [field], carried)


def read_wording(catalog: Catalog, view: Mapping[str, Any]) -> str:
    """Return the wording. Raises FieldError when there is none, or when it is too long."""
    return _line(catalog, view, WORDING, WORDING_MAX_CHARS, catalog.recaps.no_wording)


def next_time_form(catalog: Catalog, *, sheet: RecapSheet, carried: Carried) -> Payload:
    """Return the form that puts a question on the agenda of both."""
    say = catalog.recaps
    card = sheet.card
    areas = [(getattr(say, f"area_{area}"), str(area)) for area in Area]
    day = times.day(local_day(sheet.meeting.starts_at, card.me.clock))
    question = fields.short_text(
        QUESTION,
        say.ask_question,
        hint=say.hint_question.format(partner=card.partner.name),
        max_chars=QUESTION_MAX_CHARS,
        initial=say.first_question.format(day=day),
    )
    area = fields.select(AREA, say.ask_area, areas, hint=say.hint_area.format(partner=card.partner.name))
    return _form(catalog, SUBMIT_NEXT_TIME, say.next_time_title, [question, area], carried)


def read_next_time(catalog: Catalog, view: Mapping[str, Any]) -> tuple[str, Area]:
    """Return (question, area). Raises FieldError when one is missing, or when the question is too long."""
    say = catalog.recaps
    question, area = _line(catalog, view, QUESTION, QUESTION_MAX_CHARS, say.no_question), answers.word(view, AREA, Area)
    if area is None:
        raise FieldError(AREA, say.no_area)
    return question, area


def item_form(catalog: Catalog, *, card: PairCard, carried: Carried) -> Payload:
    """Return the form of one more action item."""
    say = catalog.recaps
    shown = item_fields(catalog, card=card, number=ONLY_ITEM, label=say.ask_one_task)
    return _form(catalog, SUBMIT_ITEM, say.item_title, shown, carried)


def read_only_item(catalog: Catalog, view: Mapping[str, Any], *, today: date) -> ItemDraft:
    """Return the action item. Raises FieldError when there is none, or when something about it cannot be used."""
    item = read_item(catalog, view, number=ONLY_ITEM, today=today)
    if item is None:
        raise FieldError(f"{TASK}{ONLY_ITEM}", catalog.recaps.no_task)
    return item


def suggestions_form(catalog: Catalog, *, card: PairCard, carried: Carried) -> Payload:
    """Return the form of further suggestions."""
    field = suggestions_field(catalog, card=card, is_optional=False)
    return _form(catalog, SUBMIT_SUGGESTIONS, catalog.recaps.suggest_title, [field], carried)


def read_more_suggestions(catalog: Catalog, view: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the suggestions. Raises FieldError when there are none or too many, or when one is too long."""
    texts = read_suggestions(catalog, view)
    if not texts:
        raise FieldError(SUGGESTIONS, catalog.recaps.no_suggestion)
    return texts


def answer_form(catalog: Catalog, *, sheet: AdviceSheet, carried: Carried, is_on_sheet: bool) -> Payload:
    """Return the form in which the mentee says what becomes of a suggestion."""
    say = catalog.recaps
    known, partner = sheet.suggestion, sheet.card.partner.name
    choices = [(getattr(say, f"state_{state}"), str(state)) for state in OUTCOMES]
    reason = fields.short_text(
        REASON,
        say.ask_reason,
        hint=say.hint_reason.format(partner=partner),
        max_chars=LINE_MAX_CHARS,
        initial=known.reason,
        is_optional=True,
    )
    hint = say.hint_outcome.format(partner=partner)
    shown = [
        blocks.words(known.text),
        fields.select(OUTCOME, say.ask_outcome, choices, hint=hint, initial=known.state),
        reason,
    ]
    return _form(catalog, SUBMIT_ANSWER_HERE if is_on_sheet else SUBMIT_ANSWER, say.answer_title, shown, carried)


def read_answer(catalog: Catalog, view: Mapping[str, Any]) -> tuple[AdviceState, str | None]:
    """Return (what becomes of it, why). Raises FieldError when it is parked without a reason, or nothing is chosen."""
    say = catalog.recaps
    state, reason = answers.word(view, OUTCOME, AdviceState), answers.text(view, REASON)
    if state not in OUTCOMES:
        raise FieldError(OUTCOME, say.no_outcome)
    if state is AdviceState.PARKED and reason is None:
        raise FieldError(REASON, say.no_reason)
    if reason and len(reason) > LINE_MAX_CHARS:
        raise FieldError(REASON, say.too_long.format(limit=LINE_MAX_CHARS))
    return state, reason


def _line(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int, missing: str) -> str:
    typed = answers.text(view, name)
    if typed is None:
        raise FieldError(name, missing)
    if len(typed) > limit:
        raise FieldError(name, catalog.recaps.too_long.format(limit=limit))
    return typed


def _form(catalog: Catalog, callback_id: str, title: str, shown: Sequence[AnyBlock], carried: Carried) -> Payload:
    return blocks.modal(
        callback_id=callback_id,
        title=title,
        submit=catalog.recaps.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=shown,
    )
