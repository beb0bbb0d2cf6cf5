"""Block Kit of the form in which a mentee writes a need: what it is, in which area, and who covers it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.needs import MENTORS_OFFERED, NOTE_MAX_CHARS, Cover, NeedDraft, word_in
from bot.domain.pairs import TOPIC_MAX_CHARS, PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields, need_words
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack

SUBMIT = "need_form"
ABOUT, TOPIC, NOTE, COVER, ELSEWHERE = "need_about", "need_topic", "need_note", "need_cover", "need_elsewhere"


def form(catalog: Catalog, *, said: NeedDraft | None, need_id: str, mentors: Sequence[PairCard]) -> Payload:
    """Return the form of a new need, or filled in with what one says."""
    say = catalog.needs
    note = fields.long_text(
        NOTE,
        say.ask_note,
        hint=say.hint_own,
        max_chars=NOTE_MAX_CHARS,
        initial=said.note if said else None,
        is_optional=True,
    )
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.sheet_title if said else say.add_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(Carried(subject_id=need_id)) or None,
        blocks=[
            topic_field(TOPIC, say.ask_topic, hint=say.hint_shared, initial=said.topic if said else None),
            need_words.choice(catalog, ABOUT, hint=say.hint_shared, initial=said.about if said else None),
            note,
            *_cover(catalog, said, mentors),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> NeedDraft:
    """Return what was entered.

    Raises:
        FieldError: something is missing or too long.
    """
    say = catalog.needs
    about = word_in(answers.choice(view, ABOUT))
    if about is None:
        raise FieldError(ABOUT, say.no_about)
    chosen = answers.choice(view, COVER) or Cover.NOBODY
    cover = Cover(chosen) if chosen in (Cover.NOBODY, Cover.ELSEWHERE) else Cover.MENTOR
    elsewhere = text_in(catalog, view, ELSEWHERE, TOPIC_MAX_CHARS)
    if cover is Cover.ELSEWHERE and not elsewhere:
        raise FieldError(ELSEWHERE, say.no_elsewhere)
    return NeedDraft(
        about=about,
        topic=topic_in(catalog, view, TOPIC),
        note=text_in(catalog, view, NOTE, NOTE_MAX_CHARS),
        cover=cover,
        pair_id=chosen if cover is Cover.MENTOR else None,
        elsewhere=elsewhere if cover is Cover.ELSEWHERE else None,
    )


def topic_field(name: str, label: str, *, hint: str, initial: str | None = None) -> AnyBlock:
    """Return the field of what somebody may need, in a few words: one day it may be the topic of a pair."""
    return fields.short_text(name, label, hint=hint, max_chars=TOPIC_MAX_CHARS, initial=initial)


def topic_in(catalog: Catalog, view: Mapping[str, Any], name: str) -> str:
    """Return what was entered there. Raises FieldError when it is nothing, or too long."""
    topic = text_in(catalog, view, name, TOPIC_MAX_CHARS)
    if topic is None:
        raise FieldError(name, catalog.needs.no_topic)
    return " ".join(topic.split())


def text_in(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    """Return what was typed into a field. Raises FieldError when it is too long."""
    return answers.text_within(view, name, limit, refusal=catalog.needs.too_long)


def _cover(catalog: Catalog, said: NeedDraft | None, mentors: Sequence[PairCard]) -> list[AnyBlock]:
    """Return the two fields of who covers it: a mentor of theirs, or somebody else in their words."""
    say = catalog.needs
    named = need_words.mentors(catalog, mentors)
    choices = [
        (say.choice_nobody, str(Cover.NOBODY)),
        *((named[card.pair_id], card.pair_id) for card in mentors[:MENTORS_OFFERED]),
        (say.choice_elsewhere, str(Cover.ELSEWHERE)),
    ]
    chosen = (said.pair_id or said.cover) if said else Cover.NOBODY
    return [
        fields.select(COVER, say.ask_cover, choices, hint=say.hint_cover, initial=chosen),
        fields.short_text(
            ELSEWHERE,
            say.ask_elsewhere,
            hint=say.hint_own,
            max_chars=TOPIC_MAX_CHARS,
            initial=said.elsewhere if said else None,
            is_optional=True,
        ),
    ]
