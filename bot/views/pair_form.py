"""Block Kit of bringing two people together: the form, and what happens next."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairDraft
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import Payload
from bot.views.pairs import cadence
from storage.vocabulary import Cadence, Side

SUBMIT = "pair_form"
MENTOR = "pair_mentor"
MENTEE = "pair_mentee"
CADENCE = "pair_cadence"
FIELD_OF = {Side.MENTOR: MENTOR, Side.MENTEE: MENTEE}
"""Where what is wrong with the person of each side is said."""


def form(catalog: Catalog, *, private_metadata: str) -> Payload:
    """Return the form of a facilitator. `private_metadata` is what it carries (`views.carried`)."""
    say = catalog.pairs
    cadences = [(cadence(catalog, each).capitalize(), each) for each in Cadence]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=private_metadata or None,
        blocks=[
            blocks.paragraph(say.intro),
            fields.person(MENTOR, say.ask_mentor, hint=say.ask_mentor_hint),
            fields.person(MENTEE, say.ask_mentee, hint=say.ask_mentee_hint),
            fields.select(CADENCE, say.ask_cadence, cadences, hint=say.ask_cadence_hint, initial=Cadence.QUARTERLY),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> PairDraft:
    """Return what was entered; a cadence that was never offered counts as the usual one.

    Raises:
        FieldError: a person is missing.
    """
    return PairDraft(
        mentor_user_id=_person(catalog, view, MENTOR),
        mentee_user_id=_person(catalog, view, MENTEE),
        cadence=answers.word(view, CADENCE, Cadence) or Cadence.QUARTERLY,
    )


def proposed(catalog: Catalog, *, mentor: str, mentee: str) -> Payload:
    """Return the modal that says that both are asked, and what happens next."""
    say = catalog.pairs
    sentence = blocks.fill(say.proposed, mentor=mentor, mentee=mentee)
    return blocks.modal(title=say.proposed_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def _person(catalog: Catalog, view: Mapping[str, Any], name: str) -> str:
    user_id = answers.user(view, name)
    if not user_id:
        raise FieldError(name, catalog.pairs.missing)
    return user_id
