"""Block Kit of bringing two people together: the form, and what happens next."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import TOPIC_MAX_CHARS, PairDraft, Proposed
from bot.domain.programme import RAREST, USUAL, cadences, often_enough
from bot.errors import FieldError
from bot.views import answers, blocks, fields, gate
from bot.views.blocks import Payload
from bot.views.pairs import cadence
from storage.vocabulary import Cadence, PairState, Side

SUBMIT = "pair_form"
MENTOR = "pair_mentor"
MENTEE = "pair_mentee"
CADENCE = "pair_cadence"
TOPIC = "pair_topic"
FIELD_OF = {Side.MENTOR: MENTOR, Side.MENTEE: MENTEE}
"""Where what is wrong with the person of each side is said."""


def form(catalog: Catalog, *, private_metadata: str, floor: Cadence = RAREST, mentee: str | None = None) -> Payload:
    """Return the form of a facilitator. `private_metadata` is what it carries (`views.carried`).

    `floor` is how often a pair of the programme meets at the least; `mentee` a user id that stands in it already.
    """
    say = catalog.pairs
    often = [(cadence(catalog, each).capitalize(), each) for each in cadences(floor)]
    usual = often_enough(USUAL, floor=floor)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=private_metadata or None,
        blocks=[
            blocks.paragraph(say.intro),
            fields.person(MENTOR, say.ask_mentor, hint=say.ask_mentor_hint),
            fields.person(MENTEE, say.ask_mentee, hint=say.ask_mentee_hint, initial=mentee),
            fields.select(CADENCE, say.ask_cadence, often, hint=say.ask_cadence_hint, initial=usual),
            fields.short_text(
                TOPIC, say.ask_topic, hint=say.ask_topic_hint, max_chars=TOPIC_MAX_CHARS, is_optional=True
            ),
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
        cadence=answers.word(view, CADENCE, Cadence) or USUAL,
        topic=topic_in(catalog, view, TOPIC),
    )


def topic_in(catalog: Catalog, view: Mapping[str, Any], name: str) -> str | None:
    """Return the one topic entered in the field `name`, None for all of them.

    Raises:
        FieldError: it is too long.
    """
    return answers.text_within(view, name, TOPIC_MAX_CHARS, refusal=catalog.pairs.long_topic)


def proposed(catalog: Catalog, *, done: Proposed) -> Payload:
    """Return the modal that says what the two are asked or told, what happens next, and what stands between them."""
    say = catalog.pairs
    is_assigned = done.state is PairState.TALKING
    phrase = say.assigned if is_assigned else say.proposed_talk if done.has_talk else say.proposed
    warning = gate.warning(catalog, done.flags, mentor=done.mentor, mentee=done.mentee)
    return blocks.modal(
        title=say.assigned_title if is_assigned else say.proposed_title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(blocks.fill(phrase, mentor=done.mentor, mentee=done.mentee)),
            *([blocks.paragraph(warning)] if warning else []),
        ],
    )


def _person(catalog: Catalog, view: Mapping[str, Any], name: str) -> str:
    user_id = answers.user(view, name)
    if not user_id:
        raise FieldError(name, catalog.pairs.missing)
    return user_id
