"""Block Kit of topics: the form, the three quick lines, taking one off, and the private note beside them."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.agendas import QUESTION_MAX_CHARS, TEXT_MAX_CHARS, Topic, TopicDraft, TopicForm
from bot.domain.pairs import PairCard
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from storage.vocabulary import Area

SUBMIT = "topic_form"
SUBMIT_QUICK = "topic_quick"
SUBMIT_DROP = "topic_drop"
SUBMIT_NOTE = "note_form"

QUESTION = "topic_question"
ANALYSIS = "topic_analysis"
ASK = "topic_ask"
AREA = "topic_area"
MATTERS = "topic_matters"
SHARED = "topic_shared"
NOTE = "note_text"
AT_ONCE = "at_once"


def form(catalog: Catalog, *, filled: TopicForm, carried: Carried) -> Payload:
    """Return the form in which one side adds a topic or changes one of their own."""
    say = catalog.agendas
    title = say.topic_change_title if filled.topic_id else say.topic_title
    shown = [*_lines(catalog, filled), *_about(catalog, filled)]
    return _modal(catalog, callback_id=SUBMIT, title=title, blocks_=shown, carried=carried)


def quick_form(catalog: Catalog, *, filled: TopicForm, carried: Carried) -> Payload:
    """Return the form of three lines, for somebody whose agenda is empty."""
    say = catalog.agendas
    intro = blocks.paragraph(blocks.fill(say.quick_intro, partner=filled.card.partner.name))
    shown = [intro, *_lines(catalog, filled), blocks.note(say.quick_area)]
    return _modal(catalog, callback_id=SUBMIT_QUICK, title=say.quick_title, blocks_=shown, carried=carried)


def read_form(view: Mapping[str, Any], *, catalog: Catalog) -> TopicDraft:
    """Return what was entered in either form; the quick one asks for no area and no date.

    Raises:
        FieldError: there is no question or no area, or a text is too long; shown beside its field.
    """
    say = catalog.agendas
    area = answers.word(view, AREA, Area) or (Area.CAREER if view.get("callback_id") == SUBMIT_QUICK else None)
    question = _text(view, QUESTION, catalog=catalog, limit=QUESTION_MAX_CHARS)
    if question is None:
        raise FieldError(QUESTION, say.no_question)
    if area is None:
        raise FieldError(AREA, say.no_area)
    return TopicDraft(
        question=question,
        analysis=_text(view, ANALYSIS, catalog=catalog, limit=TEXT_MAX_CHARS),
        ask=_text(view, ASK, catalog=catalog, limit=TEXT_MAX_CHARS),
        area=area,
        matters_on=answers.day(view, MATTERS),
        is_shared=AT_ONCE in answers.ticked(view, SHARED),
    )


def drop_form(catalog: Catalog, *, filled: TopicForm, carried: Carried) -> Payload:
    """Return the question whether a topic shall go, with its own words below."""
    say = catalog.agendas
    return blocks.modal(
        callback_id=SUBMIT_DROP,
        title=say.drop_title,
        submit=say.drop_submit,
        close=say.keep_close,
        private_metadata=pack(carried),
        blocks=[blocks.paragraph(say.drop_ask), *([blocks.words(filled.draft.question)] if filled.draft else [])],
    )


def note_form(catalog: Catalog, *, text: str | None, carried: Carried) -> Payload:
    """Return the form of one's own note."""
    say = catalog.agendas
    field = fields.long_text(
        NOTE, say.ask_note, hint=say.ask_note_hint, max_chars=TEXT_MAX_CHARS, initial=text, is_optional=True
    )
    return _modal(catalog, callback_id=SUBMIT_NOTE, title=say.note_title, blocks_=[field], carried=carried)


def read_note(view: Mapping[str, Any], *, catalog: Catalog) -> str | None:
    """Return what was entered as one's own note, None when it was emptied.

    Raises:
        FieldError: it is too long.
    """
    return _text(view, NOTE, catalog=catalog, limit=TEXT_MAX_CHARS)


def kept(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that confirms a topic, for a form that lay on no board."""
    say = catalog.agendas
    sentence = blocks.paragraph(blocks.fill(say.kept, partner=card.partner.name))
    return blocks.modal(title=say.kept_title, close=catalog.common.close, blocks=[sentence])


def who_sees(catalog: Catalog, *, card: PairCard, topic: Topic) -> str:
    """Return, as mrkdwn, who sees one's own topic and since or until when."""
    say = catalog.agendas
    if topic.is_shown:
        return blocks.fill(say.seen_now, partner=card.partner.name)
    if topic.shown_from is None:
        return say.seen_later
    return blocks.fill(say.seen_from, when=times.moment(topic.shown_from, card.me.zone))


def _lines(catalog: Catalog, filled: TopicForm) -> list[AnyBlock]:
    say = catalog.agendas
    draft, hint = filled.draft, _hint(catalog, filled)
    return [
        fields.short_text(
            QUESTION,
            say.ask_question,
            hint=hint,
            max_chars=QUESTION_MAX_CHARS,
            initial=draft.question if draft else None,
        ),
        *(
            fields.long_text(name, label, hint=hint, max_chars=TEXT_MAX_CHARS, initial=initial, is_optional=True)
            for name, label, initial in (
                (ANALYSIS, say.ask_analysis, draft.analysis if draft else None),
                (ASK, say.ask_ask, draft.ask if draft else None),
            )
        ),
    ]


def _about(catalog: Catalog, filled: TopicForm) -> list[AnyBlock]:
    say = catalog.agendas
    draft, partner = filled.draft, filled.card.partner.name
    areas = [(getattr(say, area), str(area)) for area in Area]
    ideas = {str(area): getattr(say, f"{area}_ideas") for area in Area}
    matters_hint = say.ask_matters_hint.format(sees=_hint(catalog, filled))
    box = [(say.show_at_once.format(partner=partner), AT_ONCE)]
    return [
        fields.select(
            AREA, say.ask_area, areas, hint=_hint(catalog, filled), initial=draft.area if draft else None, about=ideas
        ),
        fields.day(
            MATTERS,
            say.ask_matters,
            hint=matters_hint,
            initial=draft.matters_on if draft else None,
            is_optional=True,
        ),
        fields.checkboxes(
            SHARED,
            say.ask_shared,
            box,
            hint=say.ask_shared_hint.format(partner=partner),
            initial=[AT_ONCE] if draft and draft.is_shared else [],
        ),
    ]


def _hint(catalog: Catalog, filled: TopicForm) -> str:
    """Return who sees what is typed, and when: it stands beside each field."""
    say = catalog.agendas
    partner = filled.card.partner.name
    if filled.is_shown:
        return say.sees_now.format(partner=partner)
    if filled.shown_from is None:
        return say.sees_later.format(partner=partner)
    return say.sees_from.format(partner=partner, when=times.moment(filled.shown_from, filled.card.me.zone))


def _text(view: Mapping[str, Any], name: str, *, catalog: Catalog, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.agendas.long_text)


def _modal(catalog: Catalog, *, callback_id: str, title: str, blocks_: list[AnyBlock], carried: Carried) -> Payload:
    return blocks.modal(
        callback_id=callback_id,
        title=title,
        submit=catalog.agendas.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=blocks_,
    )
