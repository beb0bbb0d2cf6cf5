"""Messages about meetings: days and clocks, and links to one's calendar. What the pair wrote stays out of them."""

from bot.content.catalogue import Catalog
from bot.domain.first_meetings import FirstOffer
from bot.domain.meetings import Appointment
from bot.domain.pairs import PairCard
from bot.views import blocks, calendar_links, first_meetings, pairs
from bot.views.blocks import Button, Payload
from bot.views.meetings import file_button, when
from bot.views.screens import Screen
from storage.vocabulary import TouchpointKind


def told(
    catalog: Catalog, *, kind: TouchpointKind, card: PairCard, meeting: Appointment, first: FirstOffer | None = None
) -> Payload:
    """Return the message that tells one side what the other has planned or moved; a first time it offers more."""
    say = catalog.meetings
    phrase = say.told_moved if kind is TouchpointKind.MEETING_MOVED else say.told_planned
    sentence = blocks.fill(
        phrase, partner=card.partner.name, when=when(meeting.starts_at, card), minutes=str(meeting.minutes)
    )
    shown = [
        blocks.paragraph(sentence),
        *([blocks.note(say.told_place)] if meeting.place else []),
        blocks.paragraph(calendar_links.line(catalog, meeting=meeting, partner=card.partner.name)),
        blocks.row(file_button(catalog, meeting_id=meeting.meeting_id), _agenda_button(catalog, card)),
        *first_meetings.offered(catalog, first),
    ]
    return blocks.message(first_meetings.with_offer(catalog, sentence, first), shown)


def cancelled(catalog: Catalog, *, card: PairCard, meeting: Appointment) -> Payload:
    """Return the message that tells one side that the other has called the meeting off."""
    say = catalog.meetings
    sentence = blocks.fill(say.told_cancelled, partner=card.partner.name, when=when(meeting.starts_at, card))
    shown = [blocks.paragraph(sentence), blocks.row(_agenda_button(catalog, card))]
    return blocks.message(sentence, shown)


def _agenda_button(catalog: Catalog, card: PairCard) -> Button:
    return pairs.board_button(Screen.AGENDA, catalog.agendas.open_button, pair_id=card.pair_id)
