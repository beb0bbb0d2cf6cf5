"""Block Kit of what people are told about a request. Messages can be exported: no word of it is in them."""

from bot.content.catalogue import Catalog
from bot.domain.requests import RequestCard
from bot.views import blocks, request_sheet
from bot.views.blocks import Button, Menu, Payload
from bot.views.requests import OPEN
from bot.views.screens import Screen, opener


def made(catalog: Catalog, *, card: RequestCard) -> Payload:
    """Return the message to the mentor who is asked."""
    say = catalog.requests
    text = blocks.fill(say.made_text, mentee=card.mentee.name)
    meaning = blocks.paragraph(say.made_meaning)
    return blocks.message(text, [blocks.paragraph(text), meaning, blocks.row(_open(say.read_button, card))])


def reminder(catalog: Catalog, *, card: RequestCard, more: Menu) -> Payload:
    """Return the one reminder to the mentor."""
    say = catalog.requests
    text = blocks.fill(say.reminder_text, mentee=card.mentee.name)
    return blocks.message(text, [blocks.paragraph(text, accessory=more), blocks.row(_open(say.read_button, card))])


def answered(catalog: Catalog, *, card: RequestCard) -> Payload:
    """Return the message to the mentee that there is an answer, without it."""
    say = catalog.requests
    text = blocks.fill(say.answered_text, mentor=card.mentor.name)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(_open(say.answered_button, card))])


def unanswered(catalog: Catalog, *, card: RequestCard, more: Menu) -> Payload:
    """Return the message to the mentee after two weeks, with what they can do."""
    text = blocks.fill(catalog.requests.unanswered_text, mentor=card.mentor.name)
    buttons = blocks.row(*request_sheet.buttons(catalog, card=card))
    return blocks.message(text, [blocks.paragraph(text, accessory=more), buttons])


def to_help(catalog: Catalog, *, mentor: str, mentee: str) -> Payload:
    """Return the message to a facilitator that a mentee wishes for help."""
    text = blocks.fill(catalog.requests.to_help_text, mentor=mentor, mentee=mentee)
    look = blocks.row(opener(Screen.MATCHES, catalog.gate.weigh_button))
    return blocks.message(text, [blocks.paragraph(text), look])


def _open(label: str, card: RequestCard) -> Button:
    return blocks.button(OPEN, label, value=card.request_id)
