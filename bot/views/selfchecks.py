"""Block Kit of the private self-check: how it stands, its form, and what to do about something that is low."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.selfchecks import SCALE, SCENARIOS, Cause, CheckBoard
from bot.domain.snoozes import Wait
from bot.views import answers, blocks, fields, notices, prompt_menu, scenarios, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.screens import Screen, opener
from storage.vocabulary import CheckItem, TouchpointKind

FAMILY = "check:"
"""All buttons of self-checks begin with this. None carries what was answered: Slack's log of a click shows nothing."""
BEGIN = FAMILY + "begin"
THINK = FAMILY + "think"
SENTENCE = FAMILY + "sentence"
"""Opens a sentence to start with; the value is the item."""
LEAVE = FAMILY + "leave"
DELETE = FAMILY + "delete"
SUBMIT = "check_form"
FIELD = "check_"
"""A field's name begins with this; the item follows."""
FIRST = FIELD + CheckItem.RECIPROCITY
SKIP = "0"


def board(catalog: Catalog, *, board: CheckBoard, carried: Carried) -> Payload:
    """Return one's own self-check of one pair."""
    say = catalog.selfchecks
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.board, partner=board.card.partner.name)),
            blocks.note(say.private),
            *_ways(catalog, board),
            *_answered(catalog, board),
        ],
    )


def form(catalog: Catalog, *, board: CheckBoard, carried: Carried) -> Payload:
    """Return the form: every item may be left out, and nothing is filled in from the time before."""
    say = catalog.selfchecks
    labels = {SCALE[0]: say.scale_first, SCALE[-1]: say.scale_last}
    choices = [*((labels.get(mark, str(mark)), str(mark)) for mark in SCALE), (say.skip, SKIP)]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.save,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(blocks.fill(say.form_lead, partner=board.card.partner.name)),
            *(
                fields.select(FIELD + item, getattr(say, f"item_{item}"), choices, hint=say.hint, is_optional=True)
                for item in CheckItem
            ),
        ],
    )


def read_form(view: Mapping[str, Any]) -> dict[CheckItem, int]:
    """Return what was answered; what was left out, and what was never offered, is missing."""
    chosen = {item: answers.choice(view, FIELD + item) for item in CheckItem}
    offered = {str(mark): mark for mark in SCALE}
    return {item: offered[mark] for item, mark in chosen.items() if mark in offered}


def reading(catalog: Catalog, *, board: CheckBoard, carried: Carried) -> Payload:
    """Return what to do about each item that is worth a second thought, or that there is none."""
    if not board.points:
        return _calm(catalog, carried=carried)
    say = catalog.selfchecks
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.think_low if Cause.LOW in board.points.values() else say.think_drop),
            *(block for item, cause in board.points.items() for block in _point(catalog, item, cause)),
            blocks.line(),
            blocks.row(opener(Screen.TALK, catalog.common.talk), blocks.button(LEAVE, say.leave_button)),
            blocks.note(say.private),
        ],
    )


def sentence(catalog: Catalog, *, item: CheckItem) -> Payload:
    """Return a sentence to start with."""
    say = catalog.selfchecks
    return notices.notice(catalog, title=say.sentence_title, sentence=getattr(say, f"opener_{item}"))


def chosen(action: Mapping[str, Any]) -> CheckItem | None:
    """Return the item whose sentence is wanted, None where the button names none of ours."""
    word = action.get("value")
    return CheckItem(word) if word in set(CheckItem) else None


def offer(catalog: Catalog, *, kind: TouchpointKind, member_id: str, revision: int, waits: Collection[Wait]) -> Payload:
    """Return the message that comes twice a year."""
    say = catalog.selfchecks
    more = prompt_menu.more(catalog, kind=kind, subject_id=member_id, revision=revision, waits=waits)
    look = blocks.row(opener(Screen.CHECK, say.look_button))
    return blocks.message(say.offer, [blocks.paragraph(say.offer, accessory=more), look, blocks.note(say.offer_note)])


def _calm(catalog: Catalog, *, carried: Carried) -> Payload:
    say = catalog.selfchecks
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[blocks.paragraph(say.calm), blocks.row(blocks.button(LEAVE, say.back_button))],
    )


def _ways(catalog: Catalog, board: CheckBoard) -> list[AnyBlock]:
    say = catalog.selfchecks
    sure = blocks.asked_again(title=say.sure_title, text=say.sure, yes=say.sure_yes, no=say.sure_no)
    ways = [
        *([blocks.button(BEGIN, say.begin_button, is_primary=not board.looks)] if board.may_answer else []),
        *([blocks.button(THINK, say.think_button)] if board.points else []),
        *([blocks.button(DELETE, say.delete_button, confirm=sure)] if board.looks else []),
    ]
    return [blocks.row(*ways)] if ways else []


def _answered(catalog: Catalog, board: CheckBoard) -> list[AnyBlock]:
    """Return each item with what was said of it, and the time before; no sum of them."""
    if not board.looks:
        return []
    say = catalog.selfchecks
    now, *before = board.looks
    earlier = before[0].marks if before else {}
    lines = [
        (say.answer_after if item in earlier else say.answer).format(
            item=getattr(say, f"item_{item}"), mark=mark, before=earlier.get(item)
        )
        for item, mark in now.marks.items()
    ]
    lead = say.answered.format(day=times.day(now.on))
    since = [blocks.note(say.since.format(day=times.day(before[0].on)))] if before else []
    return [blocks.line(), blocks.paragraph("\n".join([lead, *lines])), *since]


def _point(catalog: Catalog, item: CheckItem, cause: Cause) -> list[AnyBlock]:
    say = catalog.selfchecks
    text = f"*{getattr(say, f'item_{item}')}*"
    return [
        blocks.line(),
        blocks.paragraph(f"{text}\n{say.dropped}" if cause is Cause.DROP else text),
        blocks.row(
            blocks.button(SENTENCE, say.sentence_button, value=item),
            scenarios.offer(catalog, SCENARIOS[item]),
        ),
    ]
