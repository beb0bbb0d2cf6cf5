"""Messages about agreements. They say what is to be written, read or confirmed; the words stay out of them."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.agreement_sheets import AgreementStep
from bot.domain.agreements import SHORT
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.agreements import HOLDS, write_button
from bot.views.blocks import Button, Menu, Payload
from bot.views.pairs import board_button
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind


def news(catalog: Catalog, *, card: PairCard, step: AgreementStep) -> Payload:
    """Return the message that the other one has done something, and what waits now."""
    phrase: str = getattr(catalog.agreements, f"news_{step}")
    told = blocks.fill(phrase, partner=card.partner.name)
    return blocks.message(told, [blocks.paragraph(told), blocks.row(_open(catalog, card, is_primary=True))])


def short(catalog: Catalog, *, card: PairCard, meeting_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the offer of the five-minute version."""
    say = catalog.agreements
    more = prompt_menu.more(
        catalog, kind=TouchpointKind.AGREEMENT_SHORT, subject_id=meeting_id, revision=revision, waits=waits
    )
    begin = write_button(say.short_button, pair_id=card.pair_id, name=SHORT, is_primary=True)
    return _asked(say.short_asked, card, more, begin, _open(catalog, card))


def review(catalog: Catalog, *, card: PairCard, agreement_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the question whether what stands still holds, on its day."""
    kind = TouchpointKind.AGREEMENT_REVIEW
    more = prompt_menu.more(catalog, kind=kind, subject_id=agreement_id, revision=revision, waits=waits)
    return _asked(catalog.agreements.review_asked, card, more, _holds(catalog, card), _open(catalog, card))


def role(catalog: Catalog, *, card: PairCard, agreement_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the same question after a role has changed; whose, and to what, is not repeated here."""
    kind = TouchpointKind.AGREEMENT_ROLE
    more = prompt_menu.more(catalog, kind=kind, subject_id=agreement_id, revision=revision, waits=waits)
    return _asked(catalog.agreements.role_asked, card, more, _holds(catalog, card), _open(catalog, card))


def noted(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return what takes the place of a question once its reader has said that all still holds."""
    told = blocks.fill(catalog.agreements.noted_holds, partner=card.partner.name)
    return blocks.message(told, [blocks.paragraph(told), blocks.row(_open(catalog, card))])


def _asked(phrase: str, card: PairCard, more: Menu, *ways: Button) -> Payload:
    asked = blocks.fill(phrase, partner=card.partner.name)
    return blocks.message(asked, [blocks.paragraph(asked, accessory=more), blocks.row(*ways)])


def _holds(catalog: Catalog, card: PairCard) -> Button:
    return blocks.button(HOLDS, catalog.agreements.holds_button, value=card.pair_id, is_primary=True)


def _open(catalog: Catalog, card: PairCard, *, is_primary: bool = False) -> Button:
    return board_button(Screen.AGREEMENT, catalog.agreements.open_button, pair_id=card.pair_id, is_primary=is_primary)
