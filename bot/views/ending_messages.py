"""Messages about the end of a pair: a day and a door. What the two write to each other stays out of them."""

from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.pairs import PairCard
from bot.views import blocks, times
from bot.views.blocks import Payload
from bot.views.pairs import board_button
from bot.views.screens import Screen


def told(catalog: Catalog, *, card: PairCard, ends_on: date, has_ended: bool) -> Payload:
    """Return the message that both get when a note goes out, in the same words for whoever wrote it."""
    say = catalog.endings
    if has_ended:
        return _with_door(catalog, card, blocks.fill(say.told_ended_text, partner=card.partner.name))
    return _with_door(catalog, card, blocks.fill(say.told_text, partner=card.partner.name, day=times.day(ends_on)))


def words(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the message that the other one has written as well."""
    return _with_door(catalog, card, blocks.fill(catalog.endings.words_text, partner=card.partner.name))


def come(catalog: Catalog, *, card: PairCard, ends_on: date) -> Payload:
    """Return the message that the day has come; it may be read on a later one."""
    text = blocks.fill(catalog.endings.come_text, partner=card.partner.name, day=times.day(ends_on))
    return _with_door(catalog, card, text)


def outcome(catalog: Catalog, *, mentor: str, mentee: str) -> Payload:
    """Return the message that a facilitator gets: that it has ended, and nothing that leads anywhere."""
    text = blocks.fill(catalog.endings.outcome_text, mentor=mentor, mentee=mentee)
    return blocks.message(text, [blocks.paragraph(text)])


def _with_door(catalog: Catalog, card: PairCard, text: str) -> Payload:
    door = board_button(Screen.CLOSE, catalog.endings.told_button, pair_id=card.pair_id)
    return blocks.message(text, [blocks.paragraph(text), blocks.row(door)])
