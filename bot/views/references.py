"""Block Kit of hearing what a mentor is like: who is willing to tell, what a colleague asks, what comes of it."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.references import QUESTION_MAX_CHARS, InquirySheet, Seat, Told, WillingForm
from bot.errors import FieldError
from bot.views import answers, blocks, fields, notices
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import InquiryState

SUBMIT_WILLING, SUBMIT_ASK = "reference_form", "inquiry_form"
WILLING, QUESTION = "reference_mentors", "inquiry_question"
FAMILY = "inquiry:"
"""All buttons of an inquiry begin with this; their value is the inquiry."""
OPEN, YES, NO = FAMILY + "open", FAMILY + "yes", FAMILY + "no"
ANOTHER, BACK = FAMILY + "another", FAMILY + "back"


def willing_form(catalog: Catalog, *, filled: WillingForm) -> Payload:
    """Return the form in which a mentee says about whom a colleague may ask them."""
    say = catalog.references
    if not filled.mentors:
        return notices.notice(catalog, title=say.title, sentence=say.none_agree)
    asked = fields.several(
        WILLING, say.ask_willing, filled.mentors[:100], hint=say.ask_willing_hint, initial=filled.chosen
    )
    return blocks.modal(
        callback_id=SUBMIT_WILLING,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        blocks=[blocks.paragraph(say.lead), asked, blocks.note(say.sees)],
    )


def read_willing(view: Mapping[str, Any]) -> frozenset[str]:
    """Return the member ids of the mentors that were chosen; they prove nothing."""
    return answers.ticked(view, WILLING)


def kept(catalog: Catalog, *, number: int) -> Payload:
    """Return the modal that says what holds from now on."""
    say = catalog.references
    sentence = {0: say.kept_none, 1: say.kept_one}.get(number, say.kept_some.format(number=number))
    return notices.notice(catalog, title=say.kept_title, sentence=sentence)


def ask_form(catalog: Catalog, *, mentor: str, mentor_id: str) -> Payload:
    """Return the form in which a colleague asks to hear what a mentor is like."""
    say = catalog.references
    asked = fields.long_text(
        QUESTION, say.ask_question, hint=say.ask_question_hint, max_chars=QUESTION_MAX_CHARS, is_optional=True
    )
    return blocks.modal(
        callback_id=SUBMIT_ASK,
        title=say.ask_title,
        submit=say.ask_save,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=mentor_id)),
        blocks=[
            blocks.paragraph(blocks.fill(say.ask_lead, mentor=mentor)),
            asked,
            blocks.note(blocks.fill(say.ask_sees, mentor=mentor)),
        ],
    )


def read_question(catalog: Catalog, view: Mapping[str, Any]) -> str | None:
    """Return what a colleague would like to know, None when they left it open.

    Raises:
        FieldError: it is too long.
    """
    question = answers.text(view, QUESTION)
    if question and len(question) > QUESTION_MAX_CHARS:
        raise FieldError(QUESTION, catalog.references.too_long.format(limit=QUESTION_MAX_CHARS))
    return question


def asked(catalog: Catalog) -> Payload:
    """Return the modal that says that somebody is asked, and what happens next."""
    say = catalog.references
    return notices.notice(catalog, title=say.asked_title, sentence=say.asked)


def inquiry(catalog: Catalog, *, sheet: InquirySheet) -> Payload:
    """Return an inquiry as one of its two people sees it, with what they can do."""
    shown = _to_tell(catalog, sheet) if sheet.seat is Seat.REFEREE else _to_hear(catalog, sheet)
    return blocks.modal(title=catalog.references.inquiry_title, close=catalog.common.close, blocks=shown)


def answered(catalog: Catalog, *, told: Told, sheet: InquirySheet) -> Payload:
    """Return what an answer has led to, in the place of the question."""
    say = catalog.references
    sentence: str = getattr(say, told)
    return notices.notice(catalog, title=say.inquiry_title, sentence=sentence.format(other=sheet.other or ""))


def message(catalog: Catalog, *, text: str, label: str, inquiry_id: str) -> Payload:
    """Return a message that something is there about a mentor; what it is stands behind its button alone."""
    return blocks.message(text, [blocks.words(text), blocks.row(blocks.button(OPEN, label, value=inquiry_id))])


def _to_tell(catalog: Catalog, sheet: InquirySheet) -> list[AnyBlock]:
    say = catalog.references
    if sheet.state is InquiryState.AGREED:
        return [blocks.words(say.agreed.format(other=sheet.other or ""))]
    if sheet.state is not InquiryState.OPEN:
        return [blocks.words(say.over)]
    question = [blocks.paragraph(say.their_question), blocks.words(sheet.question)] if sheet.question else []
    return [
        blocks.paragraph(blocks.fill(say.to_tell, other=sheet.other or "", mentor=sheet.mentor)),
        *question,
        blocks.row(
            blocks.button(YES, say.yes_button, value=sheet.inquiry_id, is_primary=True),
            blocks.button(NO, say.no_button, value=sheet.inquiry_id),
        ),
        blocks.note(blocks.fill(say.to_tell_sees, mentor=sheet.mentor)),
    ]


def _to_hear(catalog: Catalog, sheet: InquirySheet) -> list[AnyBlock]:
    say = catalog.references
    if sheet.state is InquiryState.OPEN:
        another = blocks.button(ANOTHER, say.another_button, value=sheet.inquiry_id)
        back = blocks.button(BACK, say.back_button, value=sheet.inquiry_id)
        ways = [another, back] if sheet.has_waited else [back]
        return [blocks.paragraph(blocks.fill(say.waiting, mentor=sheet.mentor)), blocks.row(*ways)]
    if sheet.state is InquiryState.WITHDRAWN:
        return [blocks.words(say.withdrawn)]
    if sheet.state is InquiryState.NOBODY:
        return [blocks.paragraph(blocks.fill(say.nobody, mentor=sheet.mentor))]
    hears = blocks.fill(say.hears, other=sheet.other or "", mentor=sheet.mentor)
    return [
        blocks.paragraph(f"{hears} <@{sheet.other_user_id}>"),
        blocks.note(blocks.fill(say.hears_sees, mentor=sheet.mentor)),
    ]
