"""Block Kit of asking for a first conversation and of answering: the two forms, and what is said afterwards."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import TOPIC_MAX_CHARS
from bot.domain.requests import (
    NOTE_MAX_CHARS,
    WISH_MAX_CHARS,
    AskForm,
    Reply,
    ReplyDraft,
    ReplyFlaw,
    RequestCard,
    RequestDraft,
)
from bot.errors import FieldError
from bot.views import answers, blocks, fields, gate, notices, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.pair_form import topic_in

SUBMIT, SUBMIT_REPLY = "request_form", "request_reply_form"
WISH, TOPIC = "request_wish", "request_topic"
REPLY, SUGGESTED, UNTIL, NOTE = "request_reply", "request_suggested", "request_until", "request_note"
FIELD_OF = {
    ReplyFlaw.NOBODY_NAMED: SUGGESTED,
    ReplyFlaw.PAUSE_PAST: UNTIL,
    ReplyFlaw.PAUSE_LONG: UNTIL,
}
"""Beside which field each flaw of an answer is said."""


def form(catalog: Catalog, *, ask: AskForm, mentee: str, carried: Carried) -> Payload:
    """Return the form in which `mentee` asks somebody for a first conversation."""
    say = catalog.requests
    mentor = ask.mentor.name
    warning = gate.warning(catalog, ask.flags, mentor=mentor, mentee=mentee)
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.ask_title,
        submit=say.ask_save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.ask_lead, mentor=mentor)),
            *([blocks.paragraph(warning)] if warning else []),
            fields.long_text(
                WISH, say.ask_wish, hint=say.ask_wish_hint.format(mentor=mentor), max_chars=WISH_MAX_CHARS
            ),
            fields.short_text(
                TOPIC,
                say.ask_topic,
                hint=say.ask_topic_hint.format(mentor=mentor),
                max_chars=TOPIC_MAX_CHARS,
                initial=ask.topic,
                is_optional=True,
            ),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> RequestDraft:
    """Return what the mentee entered.

    Raises:
        FieldError: the wish is missing, or something is too long.
    """
    wish = _text(catalog, view, WISH, WISH_MAX_CHARS)
    if wish is None:
        raise FieldError(WISH, catalog.requests.no_wish)
    return RequestDraft(wish, topic_in(catalog, view, TOPIC))


def asked(catalog: Catalog, *, mentor: str) -> Payload:
    """Return the modal that says what happens next."""
    say = catalog.requests
    sentence = blocks.fill(say.asked, mentor=mentor)
    return blocks.modal(title=say.asked_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def reply_form(catalog: Catalog, *, card: RequestCard, carried: Carried) -> Payload:
    """Return what a mentee wants of the viewer, and the form in which they answer."""
    say = catalog.requests
    mentee = card.mentee.name
    replies = [(getattr(say, f"reply_{reply}"), reply.value) for reply in Reply]
    return blocks.modal(
        callback_id=SUBMIT_REPLY,
        title=say.reply_title,
        submit=say.reply_save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            *_asked_for(catalog, card),
            fields.radios(REPLY, say.ask_reply, replies, hint=say.ask_reply_hint.format(mentee=mentee)),
            fields.person(
                SUGGESTED, say.ask_suggested, hint=say.ask_suggested_hint.format(mentee=mentee), is_optional=True
            ),
            fields.day(UNTIL, say.ask_until, hint=say.ask_until_hint, is_optional=True),
            fields.long_text(
                NOTE,
                say.ask_note.format(mentee=mentee),
                hint=say.ask_note_hint.format(mentee=mentee),
                max_chars=NOTE_MAX_CHARS,
                is_optional=True,
            ),
        ],
    )


def read_reply(catalog: Catalog, view: Mapping[str, Any]) -> ReplyDraft:
    """Return what the mentor entered.

    Raises:
        FieldError: no answer is chosen, or the line is too long.
    """
    reply = answers.word(view, REPLY, Reply)
    if reply is None:
        raise FieldError(REPLY, catalog.requests.no_reply)
    return ReplyDraft(
        reply=reply,
        suggested_user_id=answers.user(view, SUGGESTED),
        until=answers.day(view, UNTIL),
        note=_text(catalog, view, NOTE, NOTE_MAX_CHARS),
    )


def replied(catalog: Catalog, *, card: RequestCard) -> Payload:
    """Return the modal that says what the mentor's answer has led to."""
    say = catalog.requests
    phrase: str = getattr(say, f"replied_{card.state}")
    return notices.notice(catalog, title=say.replied_title, sentence=phrase.format(mentee=card.mentee.name))


def _asked_for(catalog: Catalog, card: RequestCard) -> list[AnyBlock]:
    say = catalog.requests
    lead = blocks.fill(say.reply_lead, mentee=card.mentee.name, day=times.day(card.asked_on))
    warning = gate.warning(catalog, card.flags, mentor=card.mentor.name, mentee=card.mentee.name)
    return [
        blocks.paragraph(lead),
        *([blocks.words(say.reply_topic.format(topic=card.topic))] if card.topic else []),
        blocks.note(say.reply_wish),
        blocks.words(card.wish or ""),
        *([blocks.paragraph(warning)] if warning else []),
        blocks.line(),
    ]


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.requests.too_long)
