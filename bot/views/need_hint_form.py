"""Block Kit of the form in which a mentor suggests something for a mentee's map, or somebody who knows it."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.needs import HintDraft, word_in
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields, need_words, notices
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.need_form import topic_field, topic_in

SUBMIT = "need_hint_form"
ABOUT, TOPIC, PERSON = "need_hint_about", "need_hint_topic", "need_hint_person"


def form(catalog: Catalog, *, card: PairCard, need_id: str = "") -> Payload:
    """Return the form of a suggestion; of somebody who knows it, where `need_id` stands on the mentee's map already."""
    say = catalog.needs
    mentee = card.mentee.name
    hint = say.hint_mentee.format(mentee=mentee)
    topic = topic_field(TOPIC, say.ask_topic_of.format(mentee=mentee), hint=hint)
    what = [topic, need_words.choice(catalog, ABOUT, hint=hint)]
    label = say.ask_somebody if need_id else say.ask_person
    person = fields.person(PERSON, label, hint=say.hint_person.format(mentee=mentee), is_optional=not need_id)
    lead = blocks.fill(say.hint_lead, mentee=mentee)
    shown: list[AnyBlock] = [blocks.paragraph(lead), *([] if need_id else what), person]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.hint_title,
        submit=say.hint_save,
        close=catalog.common.close,
        private_metadata=pack(Carried(pair_id=card.pair_id, need_id=need_id)),
        blocks=shown,
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> HintDraft:
    """Return what a mentor suggests.

    Raises:
        FieldError: something is missing or too long.
    """
    about = word_in(answers.choice(view, ABOUT))
    if about is None:
        raise FieldError(ABOUT, catalog.needs.no_about)
    return HintDraft(about, topic_in(catalog, view, TOPIC), answers.user(view, PERSON))


def done(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that says what becomes of it."""
    say = catalog.needs
    return notices.notice(catalog, title=say.hint_done_title, sentence=say.hint_done.format(mentee=card.mentee.name))
