"""The form of a shared work: a new one, or another version of one."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.credit_sheets import CreditSheet
from bot.domain.credits import TEXT_MAX_CHARS, TEXTS, TITLE_MAX_CHARS, CreditWords
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack

SUBMIT = "credit_form"
FIELD = "credit_"
"""What the name of each field begins with; the question follows."""
TITLE, SUBMISSION = FIELD + "title", FIELD + "submission"


def form(catalog: Catalog, *, card: PairCard, sheet: CreditSheet | None, carried: Carried) -> Payload:
    """Return the form, filled in with the newest version where there is one."""
    say = catalog.credits
    partner, newest = card.partner.name, sheet.newest if sheet else 0
    lead = say.form_change if sheet else say.form_new
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(lead, partner=partner, number=str(newest + 1), newest=str(newest))),
            *_fields(catalog, card, sheet.words if sheet else CreditWords("")),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> CreditWords:
    """Return what was entered.

    Raises:
        FieldError: it is not said what the work is, or a text is too long.
    """
    title = _text(catalog, view, "title", TITLE_MAX_CHARS)
    if title is None:
        raise FieldError(TITLE, catalog.credits.no_work)
    texts = {name: _text(catalog, view, name, TEXT_MAX_CHARS) for name in TEXTS}
    return CreditWords(title, **texts, submission_on=answers.day(view, SUBMISSION))


def _fields(catalog: Catalog, card: PairCard, words: CreditWords) -> list[AnyBlock]:
    say = catalog.credits
    partner = card.partner.name
    sees = say.sees.format(partner=partner)
    names = {"mentee": card.mentee.name, "mentor": card.mentor.name}
    texts = [
        fields.long_text(
            FIELD + name,
            getattr(say, f"ask_{name}").format(**names),
            hint=sees,
            max_chars=TEXT_MAX_CHARS,
            initial=getattr(words, name),
            is_optional=True,
        )
        for name in TEXTS
    ]
    hint = say.hint_sign.format(partner=partner)
    return [
        fields.short_text(TITLE, say.ask_title, hint=hint, max_chars=TITLE_MAX_CHARS, initial=words.title),
        *texts,
        fields.day(
            SUBMISSION, say.ask_submission, hint=say.hint_submission, initial=words.submission_on, is_optional=True
        ),
    ]


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, FIELD + name, limit, refusal=catalog.credits.too_long)
