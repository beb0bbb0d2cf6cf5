"""Block Kit of the three forms about reviews: to ask for one, to offer another day, and how much a mentor reviews."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.domain.reviews import (
    A_WEEK_CHOICES,
    ASK_MAX_CHARS,
    LENGTH_MAX_CHARS,
    TITLE_MAX_CHARS,
    ReviewDraft,
    ReviewFlaw,
    ReviewRoom,
    ReviewSheet,
    Terms,
)
from bot.errors import FieldError
from bot.views import answers, blocks, fields, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.reviews import kind, room_lines, state
from storage.vocabulary import ReviewKind

SUBMIT, SUBMIT_DAY, SUBMIT_TERMS = "review_form", "review_day_form", "review_terms_form"
KIND, WHAT, LENGTH, WORDS = "review_kind", "review_what", "review_length", "review_words"
WANTED, DEADLINE = "review_wanted", "review_deadline"
DAY = "review_day"
A_WEEK, PAUSE = "review_a_week", "review_pause"

FIELDS: Mapping[ReviewFlaw, str] = {
    ReviewFlaw.PAUSED: KIND,
    ReviewFlaw.TOO_MANY: KIND,
    ReviewFlaw.SHORT: WANTED,
    ReviewFlaw.TOO_FAR: WANTED,
    ReviewFlaw.DEADLINE_FIRST: DEADLINE,
}
"""Beside which field each refusal stands."""


def form(catalog: Catalog, *, card: PairCard, room: ReviewRoom, carried: Carried) -> Payload:
    """Return the form of a new request; the mentor's room stands above it, before anything is asked."""
    say = catalog.reviews
    partner = card.partner.name
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.form_title,
        submit=say.send,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph("\n".join(room_lines(catalog, room, partner=partner))),
            *_what_fields(catalog, partner),
            *_day_fields(catalog, room, partner),
            fields.long_text(
                WORDS,
                say.ask_words,
                hint=say.ask_words_hint.format(partner=partner),
                max_chars=ASK_MAX_CHARS,
                is_optional=True,
            ),
        ],
    )


def read_form(catalog: Catalog, view: Mapping[str, Any]) -> ReviewDraft:
    """Return what was entered.

    Raises:
        FieldError: something is missing, or too long; beside its field.
    """
    say = catalog.reviews
    word, wanted_on = answers.word(view, KIND, ReviewKind), answers.day(view, WANTED)
    if word is None:
        raise FieldError(KIND, say.no_kind)
    title = _text(catalog, view, WHAT, TITLE_MAX_CHARS)
    if title is None:
        raise FieldError(WHAT, say.no_what)
    length = _text(catalog, view, LENGTH, LENGTH_MAX_CHARS)
    if length is None:
        raise FieldError(LENGTH, say.no_length)
    if wanted_on is None:
        raise FieldError(WANTED, say.no_wanted)
    words = _text(catalog, view, WORDS, ASK_MAX_CHARS)
    return ReviewDraft(word, title, length, words, wanted_on, answers.day(view, DEADLINE))


def asked(catalog: Catalog, *, review: ReviewSheet) -> Payload:
    """Return the modal that says so where no board lies below the form."""
    say = catalog.reviews
    sentence = blocks.fill(say.asked, partner=review.card.partner.name)
    return blocks.modal(title=say.asked_title, close=catalog.common.close, blocks=[blocks.paragraph(sentence)])


def day_form(catalog: Catalog, *, review: ReviewSheet, room: ReviewRoom, carried: Carried) -> Payload:
    """Return the form in which a mentor offers another day: at first the next one in a week with room."""
    say = catalog.reviews
    hint = say.ask_offer_hint.format(partner=review.card.partner.name)
    return blocks.modal(
        callback_id=SUBMIT_DAY,
        title=say.offer_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.words(review.title),
            blocks.note(blocks.escape(f"{kind(catalog, review.kind).capitalize()} · {state(catalog, review)}")),
            fields.day(DAY, say.ask_offer, hint=hint, initial=room.free_on[review.kind]),
        ],
    )


def read_day(catalog: Catalog, view: Mapping[str, Any]) -> date:
    """Return the day that was chosen.

    Raises:
        FieldError: there is none.
    """
    found = answers.day(view, DAY)
    if found is None:
        raise FieldError(DAY, catalog.reviews.no_offer)
    return found


def terms_form(catalog: Catalog, *, terms: Terms, carried: Carried) -> Payload:
    """Return the form in which a mentor says how much they review."""
    say = catalog.reviews
    offered = [(str(number), str(number)) for number in A_WEEK_CHOICES]
    return blocks.modal(
        callback_id=SUBMIT_TERMS,
        title=say.terms_title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.terms_lead),
            fields.select(A_WEEK, say.ask_week, offered, hint=say.ask_week_hint, initial=str(terms.a_week)),
            fields.day(PAUSE, say.ask_pause, hint=say.ask_pause_hint, initial=terms.paused_until, is_optional=True),
        ],
    )


def read_terms(view: Mapping[str, Any]) -> Terms:
    """Return what was chosen; a number that was never offered reads as 0."""
    chosen = answers.choice(view, A_WEEK)
    a_week = next((number for number in A_WEEK_CHOICES if str(number) == chosen), 0)
    return Terms(a_week, answers.day(view, PAUSE))


def _what_fields(catalog: Catalog, partner: str) -> list[AnyBlock]:
    say = catalog.reviews
    sees = say.sees.format(partner=partner)
    kinds = [(getattr(say, f"kind_choice_{word}"), str(word)) for word in ReviewKind]
    length_hint = say.ask_length_hint.format(partner=partner)
    return [
        fields.select(KIND, say.ask_kind, kinds, hint=sees, initial=ReviewKind.PAPER),
        fields.short_text(WHAT, say.ask_what, hint=sees, max_chars=TITLE_MAX_CHARS),
        fields.short_text(LENGTH, say.ask_length, hint=length_hint, max_chars=LENGTH_MAX_CHARS),
    ]


def _day_fields(catalog: Catalog, room: ReviewRoom, partner: str) -> list[AnyBlock]:
    say = catalog.reviews
    first = {name: times.day(room.first_on[name]) for name in (ReviewKind.PAPER, ReviewKind.GRANT)}
    wanted_hint = say.ask_wanted_hint.format(**first)
    deadline_hint = say.ask_deadline_hint.format(partner=partner)
    free = room.free_on[ReviewKind.PAPER]
    return [
        fields.day(WANTED, say.ask_wanted, hint=wanted_hint, initial=free),
        fields.day(DEADLINE, say.ask_deadline, hint=deadline_hint, is_optional=True),
    ]


def _text(catalog: Catalog, view: Mapping[str, Any], name: str, limit: int) -> str | None:
    return answers.text_within(view, name, limit, refusal=catalog.reviews.too_long)
