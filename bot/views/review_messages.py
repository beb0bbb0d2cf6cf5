"""Block Kit of messages about reviews. Messages can be exported, so they say what kind of thing it is and no more."""

from collections.abc import Collection
from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.reviews import Load, ReviewAct, ReviewRoom, ReviewSheet
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu, times
from bot.views.blocks import Button, Payload
from bot.views.pairs import board_button
from bot.views.reviews import OFFER_DAY, act_button, kind, load_line, state
from bot.views.screens import Screen
from storage.vocabulary import ReviewState, Side, TouchpointKind


def asked(catalog: Catalog, *, review: ReviewSheet, room: ReviewRoom, load: Load) -> Payload:
    """Return the question to a mentor, with what they carry at present: for their eyes alone."""
    say = catalog.reviews
    text = _fill(catalog, say.dm_asked, review)
    shown = [
        blocks.paragraph(text),
        blocks.note(f"{say.load_label}. {load_line(catalog, load)}"),
        blocks.row(_read(catalog, review), *_answers(catalog, review, room)),
    ]
    return blocks.message(text, shown)


def prompted(
    catalog: Catalog, *, kind: TouchpointKind, review: ReviewSheet, room: ReviewRoom, waits: Collection[Wait]
) -> Payload:
    """Return the one reminder to a mentor, of what waits for an answer or of what they have agreed to."""
    say = catalog.reviews
    text = _fill(catalog, say.dm_due if kind is TouchpointKind.REVIEW_DUE else say.dm_waits, review)
    more = prompt_menu.more(catalog, kind=kind, subject_id=review.review_id, revision=review.revision, waits=waits)
    buttons = blocks.row(_read(catalog, review), *_answers(catalog, review, room))
    return blocks.message(text, [blocks.paragraph(text, accessory=more), buttons])


def changed(catalog: Catalog, *, review: ReviewSheet) -> Payload:
    """Return the message that tells one side what has become of a request."""
    phrase: str = getattr(catalog.reviews, f"told_{review.card.side}_{review.state}")
    text = _fill(catalog, phrase, review)
    acts = [act for act in review.acts if review.state is ReviewState.OFFERED]
    buttons = [act_button(catalog, act, review_id=review.review_id) for act in acts]
    return blocks.message(text, [blocks.paragraph(text), blocks.row(_read(catalog, review), *buttons)])


def settled(catalog: Catalog, *, review: ReviewSheet, paused_until: date | None = None) -> Payload:
    """Return the line that takes a message's place after a press: how the request stands, and a pause that began."""
    say = catalog.reviews
    phrase = say.now_mentee if review.card.side is Side.MENTEE else getattr(say, f"now_{review.state}")
    text = blocks.fill(
        phrase,
        kind_title=kind(catalog, review.kind).capitalize(),
        partner=review.card.partner.name,
        day=times.day(review.due_on),
        state=state(catalog, review),
    )
    if paused_until:
        text = f"{text} {say.now_paused.format(day=times.day(paused_until))}"
    return blocks.message(text, [blocks.paragraph(text)])


def _answers(catalog: Catalog, review: ReviewSheet, room: ReviewRoom) -> list[Button]:
    """Return what a mentor can answer; where there is room only later, that day stands there to be offered at once."""
    say = catalog.reviews
    review_id = review.review_id
    yes = say.accept_by_button.format(day=times.day(review.due_on))
    labels = {ReviewAct.ACCEPT: yes}
    buttons = [
        act_button(
            catalog,
            act,
            review_id=review_id,
            label=labels.get(act, ""),
            is_primary=act in {ReviewAct.ACCEPT, ReviewAct.DONE},
        )
        for act in review.acts
    ]
    free = room.free_on[review.kind]
    if review.state is ReviewState.ASKED and free and free > review.wanted_on:
        later = say.offer_by_button.format(day=times.day(free))
        buttons.insert(1, blocks.button(OFFER_DAY, later, value=f"{review_id} {free.isoformat()}"))
    return buttons


def _read(catalog: Catalog, review: ReviewSheet) -> Button:
    return board_button(Screen.REVIEW, catalog.reviews.read_button, pair_id=review.card.pair_id)


def _fill(catalog: Catalog, phrase: str, review: ReviewSheet) -> str:
    return blocks.fill(
        phrase,
        partner=review.card.partner.name,
        kind=kind(catalog, review.kind),
        day=times.day(review.due_on),
    )
