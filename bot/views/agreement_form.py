"""The form in which one side answers some questions of an agreement, alone."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementForm
from bot.domain.agreements import ANSWER_MAX_CHARS, SHORT, fields_of
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.agreements import part_name
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import AgreementField

SUBMIT = "agreement_form"
SUBMIT_SHORT = "agreement_short_form"
ANSWER = "agreement_"
"""What the field of an answer begins with; the question follows."""


def form(catalog: Catalog, *, form: AgreementForm, carried: Carried) -> Payload:
    """Return the form of a part, or of the five-minute version, which sends at once."""
    say = catalog.agreements
    is_short = form.name == SHORT
    sees = say.sees.format(partner=form.card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT_SHORT if is_short else SUBMIT,
        title=say.short_title if is_short else part_name(catalog, form.name),
        submit=say.send if is_short else say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.short_lead if is_short else say.form_lead),
            *(
                fields.long_text(
                    ANSWER + field,
                    question(catalog, form.card, field),
                    hint=sees,
                    max_chars=ANSWER_MAX_CHARS,
                    initial=form.answers.get(field),
                    is_optional=True,
                )
                for field in fields_of(form.name)
            ),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> dict[AgreementField, str | None]:
    """Return what was entered for each question of the form; None where it was left empty.

    Raises:
        FieldError: an answer is too long.
    """
    asked = [field for field in AgreementField if ANSWER + field in view.get("state", {}).get("values", {})]
    texts = {field: answers.text(view, ANSWER + field) for field in asked}
    for field, text in texts.items():
        if text and len(text) > ANSWER_MAX_CHARS:
            raise FieldError(ANSWER + field, catalog.agreements.too_long.format(limit=ANSWER_MAX_CHARS))
    return texts


def question(catalog: Catalog, card: PairCard, field: AgreementField) -> str:
    """Return a question as it is asked, in plain text."""
    phrase: str = getattr(catalog.agreements, f"ask_{field}")
    return phrase.format(mentor=card.mentor.name, mentee=card.mentee.name)
