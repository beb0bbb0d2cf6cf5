"""Messages about recaps. They say that something is to be written or read; what the pair wrote stays out of them."""

from collections.abc import Collection

from bot.content.catalogue import Catalog
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Wait
from bot.views import blocks, prompt_menu
from bot.views.blocks import Menu, Payload
from bot.views.meetings import when
from bot.views.recaps import OPEN, ways
from storage.vocabulary import TouchpointKind


def prompt(catalog: Catalog, *, card: PairCard, meeting: Appointment, waits: Collection[Wait]) -> Payload:
    """Return the question for a recap, on the first working morning after a meeting."""
    asked = blocks.fill(catalog.recaps.prompt, partner=card.partner.name, when=when(meeting.starts_at, card))
    more = _more(catalog, TouchpointKind.RECAP_PROMPT, meeting, waits)
    return blocks.message(
        asked, [blocks.paragraph(asked, accessory=more), ways(catalog, meeting_id=meeting.meeting_id)]
    )


def nudge(catalog: Catalog, *, card: PairCard, meeting: Appointment, waits: Collection[Wait]) -> Payload:
    """Return the one reminder of it."""
    asked = blocks.fill(catalog.recaps.nudge, partner=card.partner.name)
    shown = [
        blocks.paragraph(asked, accessory=_more(catalog, TouchpointKind.RECAP_NUDGE, meeting, waits)),
        blocks.note(blocks.escape(when(meeting.starts_at, card))),
        ways(catalog, meeting_id=meeting.meeting_id),
    ]
    return blocks.message(asked, shown)


def ready(catalog: Catalog, *, card: PairCard, meeting: Appointment) -> Payload:
    """Return the message that both recaps are there."""
    say = catalog.recaps
    told = blocks.fill(say.ready, partner=card.partner.name, when=when(meeting.starts_at, card))
    read = blocks.button(OPEN, say.ready_button, value=meeting.meeting_id, is_primary=True)
    return blocks.message(told, [blocks.paragraph(told), blocks.row(read)])


def noted(phrase: str, *, card: PairCard, meeting: Appointment) -> Payload:
    """Return what takes the place of a question that was answered with one tap: its buttons are gone with it."""
    told = blocks.fill(phrase, partner=card.partner.name, when=when(meeting.starts_at, card))
    return blocks.message(told, [blocks.paragraph(told)])


def _more(catalog: Catalog, kind: TouchpointKind, meeting: Appointment, waits: Collection[Wait]) -> Menu:
    return prompt_menu.more(catalog, kind=kind, subject_id=meeting.meeting_id, revision=meeting.revision, waits=waits)
