"""One meeting and what the two took away from it, side by side under the same headings. All words as they are."""

from bot.content.catalogue import Catalog
from bot.domain.recap_sheets import RecapSheet, RecapText, Wording
from bot.views import blocks, recaps, times
from bot.views.blocks import AnyBlock, Button, Payload
from bot.views.carried import Carried, pack
from bot.views.meetings import when
from bot.views.side_by_side import voices

PARTS = ("said", "decided", "strength", "change")
"""What a recap says, in the order in which it is asked."""


def sheet(catalog: Catalog, *, sheet: RecapSheet, carried: Carried) -> Payload:
    """Return the modal of one meeting's recaps, as far as the viewer may see them."""
    say = catalog.recaps
    card = sheet.card
    return blocks.modal(
        title=say.sheet_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.sheet_when, when=when(sheet.meeting.starts_at, card))),
            *_standing(catalog, sheet),
            *_hidden(catalog, sheet),
            *_texts(catalog, sheet),
            *_comparison(catalog, sheet),
            *_results(catalog, sheet),
            blocks.line(),
            _ways(catalog, sheet),
        ],
    )


def _standing(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    """Return where the meeting stands for the viewer; that both recaps are there is seen."""
    is_seen = sheet.mine is not None and sheet.theirs is not None
    return [] if is_seen else [blocks.note(recaps.step(catalog, card=sheet.card, step=sheet.step))]


def _hidden(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    """Return who will read whose words when, while that is still to come."""
    say = catalog.recaps
    slots = {"partner": sheet.card.partner.name, "opens": times.moment(sheet.opens_at, sheet.card.me.zone)}
    shown = []
    if sheet.is_writable:
        shown.append(blocks.note(say.sheet_writable))
    if sheet.is_theirs_sent and sheet.theirs is None:
        shown.append(blocks.note(blocks.fill(say.theirs_hidden, **slots)))
    if sheet.mine and not sheet.is_theirs_sent:
        shown.append(blocks.note(blocks.fill(say.mine_hidden, **slots)))
    return shown


def _texts(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    say = catalog.recaps
    sides = [(say.you, sheet.mine), (sheet.card.partner.name, sheet.theirs)]
    present = [(name, text) for name, text in sides if text]
    shown: list[AnyBlock] = []
    for part in PARTS:
        if any(getattr(text, part) for _, text in present):
            shown += [blocks.line(), blocks.paragraph(f"*{getattr(say, f'label_{part}')}*")]
            shown += voices([(name, getattr(text, part)) for name, text in present], empty=say.empty)
    return shown


def _comparison(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    """Return what the two made of the difference, and the three ways to deal with it."""
    if sheet.mine is None or sheet.theirs is None:
        return []
    say = catalog.recaps
    meeting_id = sheet.meeting.meeting_id
    agree = blocks.button(recaps.AGREE, say.agree_button, value=meeting_id)
    ways: list[Button] = [] if sheet.mine.is_agreed else [agree]
    if sheet.suggested is None:
        ways.append(blocks.button(recaps.SETTLE, say.settle_button, value=meeting_id))
    ways.append(blocks.button(recaps.NEXT_TIME, say.next_time_button, value=meeting_id))
    return [
        blocks.line(),
        blocks.paragraph(say.compare),
        *_agreement(catalog, sheet, mine=sheet.mine, theirs=sheet.theirs),
        *_wordings(catalog, sheet),
        blocks.row(*ways),
    ]


def _agreement(catalog: Catalog, sheet: RecapSheet, *, mine: RecapText, theirs: RecapText) -> list[AnyBlock]:
    say = catalog.recaps
    phrases = {
        (True, True): say.agreed_both,
        (True, False): say.agreed_me,
        (False, True): say.agreed_partner,
    }
    phrase = phrases.get((mine.is_agreed, theirs.is_agreed))
    return [blocks.paragraph(blocks.fill(phrase, partner=sheet.card.partner.name))] if phrase else []


def _wordings(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    say = catalog.recaps
    shown: list[AnyBlock] = []
    if sheet.settled:
        shown += [blocks.paragraph(say.settled), blocks.words(sheet.settled.text)]
    if sheet.suggested:
        phrase = say.suggested_by_me if sheet.suggested.is_mine else say.suggested_by_partner
        lead = blocks.fill(phrase, partner=sheet.card.partner.name)
        shown += [blocks.paragraph(lead), blocks.words(sheet.suggested.text), _replies(catalog, sheet, sheet.suggested)]
    return shown


def _replies(catalog: Catalog, sheet: RecapSheet, wording: Wording) -> AnyBlock:
    say = catalog.recaps
    reword = blocks.button(recaps.SETTLE, say.reword_button, value=sheet.meeting.meeting_id)
    if wording.is_mine:
        return blocks.row(reword)
    return blocks.row(blocks.button(recaps.CONFIRM, say.confirm_button, value=wording.settlement_id), reword)


def _results(catalog: Catalog, sheet: RecapSheet) -> list[AnyBlock]:
    """Return what came out of the meeting besides words."""
    say = catalog.recaps
    card = sheet.card
    shown: list[AnyBlock] = []
    if sheet.items:
        lead = say.results_items.format(count=sheet.items_count)
        lines = [
            blocks.fill(say.item_mine if item.is_mine else say.item_theirs, task=item.task, partner=card.partner.name)
            for item in sheet.items
        ]
        shown += [blocks.line(), blocks.paragraph(lead), *map(blocks.paragraph, lines)]
    if sheet.suggestions:
        lead = say.results_suggestions.format(count=sheet.suggestions_count)
        shown += [blocks.line(), blocks.paragraph(lead)]
    for each in sheet.suggestions:
        shown += recaps.suggestion(catalog, card=card, suggestion=each, action_id=recaps.ANSWER_HERE)
    if sheet.later_reason:
        shown += [blocks.line(), blocks.paragraph(say.later_because), blocks.words(sheet.later_reason)]
    return shown


def _ways(catalog: Catalog, sheet: RecapSheet) -> AnyBlock:
    say = catalog.recaps
    meeting_id = sheet.meeting.meeting_id
    ways: list[Button] = []
    if sheet.is_writable:
        ways.append(blocks.button(recaps.WRITE, say.write_button, value=meeting_id, is_primary=True))
    if sheet.mine:
        ways.append(blocks.button(recaps.ITEM, say.item_button, value=meeting_id))
        ways.append(blocks.button(recaps.SUGGEST, say.suggest_button, value=meeting_id))
    return blocks.row(*ways, blocks.button(recaps.ALL, say.all_button))
