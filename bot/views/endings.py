"""Block Kit of how the end of a pair stands: a note that waits, the day, the hand-over, and what would help next."""

from collections.abc import Sequence

from bot.content.catalogue import Catalog
from bot.domain.endings import EndingSheet, Note, has_met_its_goals
from bot.domain.pairs import PairCard
from bot.views import blocks, credits, notices, thanks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.pairs import board_button
from bot.views.screens import Screen, opener
from storage.vocabulary import ClosureKind, Side

FAMILY = "ending:"
"""All buttons about an end begin with this; their value is a note or a pair."""
TAKE_BACK = FAMILY + "take_back"
SEND_NOW = FAMILY + "send_now"
HAND_OVER = FAMILY + "hand_over"
REFLECT = FAMILY + "reflect"


def sheet(catalog: Catalog, *, sheet: EndingSheet, carried: Carried) -> Payload:
    """Return how things stand: for the writer of a note that waits, for both once it has gone out, and afterwards."""
    is_settled = bool(sheet.told) or sheet.has_ended
    shown = [
        *(_settled(catalog, sheet) if is_settled else []),
        *(_waiting(catalog, sheet, sheet.waiting) if sheet.waiting else []),
        *(_hand_over(catalog, sheet) if is_settled else []),
        *(_next(catalog, sheet) if is_settled else []),
        *(_reading(catalog, sheet.card) if sheet.has_ended else []),
        *(_reflection(catalog, sheet) if is_settled else []),
    ]
    return blocks.modal(
        title=catalog.endings.title, close=catalog.common.close, private_metadata=pack(carried), blocks=shown
    )


def taken_back(catalog: Catalog, *, card: PairCard) -> Payload:
    """Return the modal that says that a note is gone."""
    say = catalog.endings
    return notices.notice(
        catalog, title=say.taken_back_title, sentence=say.taken_back.format(partner=card.partner.name)
    )


def no_past_pairs(catalog: Catalog) -> Payload:
    """Return the modal for somebody whose pairs have none of them ended."""
    return notices.notice(catalog, title=catalog.endings.past_title, sentence=catalog.endings.past_none)


def kind_of(catalog: Catalog, kind: ClosureKind) -> str:
    """Return how it came to its close, as its writer has said it."""
    phrase: str = getattr(catalog.endings, f"kind_{kind}")
    return phrase


def _waiting(catalog: Catalog, sheet: EndingSheet, note: Note) -> list[AnyBlock]:
    """Return the writer's own note, and the ways to take it back or to let it go."""
    say = catalog.endings
    card = sheet.card
    moment = times.moment(note.tells_at, card.me.zone)
    ends = say.waiting_ends_now if note.is_at_once else say.waiting_ends.format(day=times.day(note.ends_on))
    lead = blocks.fill(say.waiting, partner=card.partner.name, moment=moment)
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.sure_yes, no=say.sure_no)
    return [
        *([blocks.line()] if sheet.told else []),
        blocks.paragraph(f"{lead}\n{ends}"),
        *_note(catalog, card, note),
        blocks.row(
            blocks.button(TAKE_BACK, say.take_back_button, value=note.ending_id),
            blocks.button(SEND_NOW, say.send_now_button, value=note.ending_id, confirm=sure),
        ),
    ]


def _settled(catalog: Catalog, sheet: EndingSheet) -> list[AnyBlock]:
    """Return the day, in words that are the same for both, and what each has written."""
    say = catalog.endings
    card = sheet.card
    phrase = say.ended if sheet.has_ended else say.ends
    lead = [
        blocks.paragraph(blocks.fill(phrase, partner=card.partner.name, day=times.day(note.ends_on)))
        for note in sheet.told[:1]
    ]
    return [
        *lead,
        *([blocks.paragraph(say.goals_met)] if has_met_its_goals(sheet.told) else []),
        *(block for note in sheet.told for block in _note(catalog, card, note)),
    ]


def _note(catalog: Catalog, card: PairCard, note: Note) -> list[AnyBlock]:
    say = catalog.endings
    author = card.of(note.side)
    wrote = say.own_wrote if note.side is card.side else blocks.fill(say.wrote, author=author.name)
    kind = [] if note.kind is ClosureKind.UNSAID else [blocks.note(kind_of(catalog, note.kind))]
    return [blocks.note(wrote), blocks.words(note.letter), *kind]


def _hand_over(catalog: Catalog, sheet: EndingSheet) -> list[AnyBlock]:
    say = catalog.endings
    card, lines = sheet.card, sheet.lines
    pair_id = card.pair_id
    written = [
        (say.label_thanks, lines.thanks),
        (say.label_their_thanks.format(partner=card.partner.name), lines.their_thanks),
        (say.label_letters, lines.letters),
        (say.label_may_say, lines.may_say),
        (say.label_touch, lines.touch),
    ]
    shown = [
        block for label, text in written if text for block in (blocks.note(blocks.escape(label)), blocks.words(text))
    ]
    return [
        blocks.line(),
        blocks.paragraph(f"{say.handover_title}\n{say.handover}"),
        *(shown or [blocks.note(say.nothing_written)]),
        blocks.note(f"{_items(catalog, sheet.open_items)}\n{say.credit}"),
        blocks.row(
            blocks.button(HAND_OVER, say.handover_button, value=pair_id),
            board_button(Screen.ITEMS, say.items_button, pair_id=pair_id),
            board_button(Screen.CREDIT, catalog.mentor.credit_button, pair_id=pair_id),
            credits.document_button(catalog, pair_id=pair_id, label=say.credit_button),
            *([] if card.partner.has_left else [thanks.write_button(catalog, pair_id=pair_id)]),
        ),
    ]


def _items(catalog: Catalog, count: int) -> str:
    say = catalog.endings
    return {0: say.items_none, 1: say.items_one}.get(count, say.items_some).format(count=count)


def _next(catalog: Catalog, sheet: EndingSheet) -> list[AnyBlock]:
    """Return what is offered at once: a new beginning, without a word about this one."""
    say = catalog.endings
    is_mentee = sheet.card.side is Side.MENTEE
    doors: Sequence[blocks.Button] = [
        opener(Screen.FIND, say.find_button) if is_mentee else opener(Screen.PROFILE, say.profile_button),
        opener(Screen.TALK, catalog.common.talk),
    ]
    return [
        blocks.line(),
        blocks.paragraph(f"{say.next_title}\n{say.next_mentee if is_mentee else say.next_mentor}"),
        blocks.row(*doors),
    ]


def _reading(catalog: Catalog, card: PairCard) -> list[AnyBlock]:
    say = catalog.endings
    doors = (
        (Screen.GOALS, say.goals_button),
        (Screen.AGREEMENT, catalog.mentor.agreement_button),
        (Screen.AGENDA, say.agenda_button),
        (Screen.RECAP, say.recap_button),
        (Screen.NOTES, catalog.mentor.notes_button),
        (Screen.REVIEW, catalog.mentor.review_button),
        (Screen.THANK, catalog.mentor.thank_button),
        (Screen.DOORS, catalog.mentor.doors_button),
    )
    return [
        blocks.line(),
        blocks.paragraph(f"{say.read_title}\n{say.kept_after}"),
        blocks.row(*(board_button(screen, label, pair_id=card.pair_id) for screen, label in doors)),
    ]


def _reflection(catalog: Catalog, sheet: EndingSheet) -> list[AnyBlock]:
    say = catalog.endings
    return [
        blocks.line(),
        blocks.paragraph(f"{say.reflection_title}\n{say.reflection}"),
        *([blocks.words(sheet.reflection)] if sheet.reflection else []),
        blocks.row(
            blocks.button(REFLECT, say.reflection_button, value=sheet.card.pair_id),
            board_button(Screen.CHECK, catalog.mentor.check_button, pair_id=sheet.card.pair_id),
        ),
    ]
