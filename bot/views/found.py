"""Block Kit of who was found: a list by lot, and one mentor as a colleague sees them."""

from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.finding import MOST_PAGES, Found, MentorCard, MentorLine, Wish
from bot.domain.offers import Availability, Facts
from bot.views import blocks, offer_lines, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.finding import CARD, FAMILY, pack_wish, topic
from bot.views.pages import onward
from bot.views.references import OPEN
from bot.views.requests import ASK, ask_value
from bot.views.screens import Screen, opener

TURN = FAMILY + "page"
"""The family of buttons that turn the page; their value is the page."""
CHANGE = FAMILY + "change"
ASK_ABOUT = FAMILY + "ask"
"""Asks somebody who was mentored by the mentor that is its value."""


def results(catalog: Catalog, *, found: Found, wish: Wish, need_id: str = "") -> Payload:
    """Return one page of those who fit a wish. Where a wish is too wide it says so."""
    say = catalog.finding
    said = blocks.fill(say.found_lead, wish=described(catalog, wish))
    change = blocks.button(CHANGE, say.change_button)
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(Carried(wish=pack_wish(wish), page=found.page, need_id=need_id)),
        blocks=[
            blocks.paragraph(said, accessory=change),
            blocks.note(say.no_order if found.lines else say.nobody),
            *([blocks.line()] if found.lines else []),
            *(block for number, line in enumerate(found.lines) for block in _row(catalog, line, number)),
            *_turner(catalog, found),
            *([blocks.row(opener(Screen.GAP, catalog.needs.back_button))] if need_id else []),
        ],
    )


def card(catalog: Catalog, *, card: MentorCard, need_id: str = "") -> Payload:
    """Return one mentor: what every colleague may read, for their mentees the rest, and what can be asked.

    Where somebody looks for one need, they ask for that one.
    """
    say = catalog.finding
    standing = availability(catalog, card.availability, until=card.open_part.paused_until)
    facts = _facts(catalog, card.facts)
    return blocks.modal(
        title=say.card_title,
        close=catalog.common.close,
        blocks=[
            blocks.heading(card.name),
            blocks.note(blocks.escape(" · ".join([*facts, standing]))),
            *offer_lines.open_part(catalog, card.open_part),
            *_pair_part(catalog, card),
            *_ways(catalog, card, need_id),
        ],
    )


def described(catalog: Catalog, wish: Wish) -> str:
    """Return a wish in words."""
    say = catalog.finding
    parts = [
        *([topic(catalog, wish.topic)] if wish.topic else []),
        *([getattr(say, f"stage_{wish.stage}")] if wish.stage else []),
        *([getattr(catalog.about, f"stream_{wish.stream}")] if wish.stream else []),
        *([wish.site] if wish.site else []),
    ]
    return " · ".join([*(parts or [say.anything]), *([say.now] if wish.is_free else [])])


def availability(catalog: Catalog, word: Availability, *, until: date | None) -> str:
    """Return whether somebody can be asked, as colleagues read it."""
    phrase: str = getattr(catalog.finding, word)
    return phrase.format(day=times.day(until) if until else "")


def _row(catalog: Catalog, line: MentorLine, number: int) -> list[AnyBlock]:
    say = catalog.finding
    told = blocks.fill(say.row, name=line.name, strengths=offer_lines.strengths(catalog, line.strengths))
    read = blocks.button(f"{CARD}:{number}", say.read_button, value=line.member_id)
    standing = availability(catalog, line.availability, until=line.paused_until)
    return [
        blocks.paragraph(told, accessory=read),
        blocks.note(blocks.escape(" · ".join([*_facts(catalog, line.facts), standing]))),
    ]


def _turner(catalog: Catalog, found: Found) -> list[AnyBlock]:
    """Return the row with which to turn the page; nobody counts how many pages there are."""
    is_last = found.page + 1 == MOST_PAGES
    too_many = [blocks.note(catalog.finding.more)] if found.has_more and is_last else []
    row = onward(catalog, page=found.page, has_more=found.has_more and not is_last, action_id=TURN)
    return [*too_many, *row]


def _facts(catalog: Catalog, facts: Facts) -> list[str]:
    stream = [getattr(catalog.about, f"stream_{facts.stream}")] if facts.stream else []
    return [*stream, *([facts.site] if facts.site else [])]


def _pair_part(catalog: Catalog, card: MentorCard) -> list[AnyBlock]:
    if card.pair_part is None:
        return []
    say = catalog.finding
    told = offer_lines.pair_part(catalog, card.pair_part) or [blocks.paragraph(catalog.offers.nothing_said)]
    heading = blocks.heading(say.pair_part.format(name=card.name))
    return [blocks.line(), heading, blocks.note(say.pair_sees), *told]


def _ways(catalog: Catalog, card: MentorCard, need_id: str) -> list[AnyBlock]:
    """Return what can be asked of or about a mentor by whoever looks at them."""
    say = catalog.finding
    about: list[AnyBlock] = []
    if card.inquiry_id:
        about = [blocks.row(blocks.button(OPEN, say.references_open_button, value=card.inquiry_id))]
    elif card.has_references:
        button = blocks.button(ASK_ABOUT, say.references_ask_button, value=card.member_id)
        about = [blocks.paragraph(blocks.fill(say.references, name=card.name)), blocks.row(button)]
    if card.is_mine:
        return [blocks.line(), blocks.note(say.is_mine), *about]
    if card.availability is not Availability.FREE:
        return [blocks.line(), *about] if about else []
    ask = blocks.button(ASK, say.ask_button, value=ask_value(card.member_id, need_id), is_primary=True)
    return [blocks.line(), blocks.row(ask), *about]
