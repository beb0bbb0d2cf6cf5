"""Block Kit of somebody's own check-ins: what they answered, what they want no more, and deleting all of it."""

from bot.content.catalogue import Catalog
from bot.domain.check_ins import OwnAnswer, OwnCheckIns
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.check_in_messages import FAMILY, ask, label

END, AGAIN, DELETE = FAMILY + "end", FAMILY + "again", FAMILY + "delete"


def screen(catalog: Catalog, *, own: OwnCheckIns) -> Payload:
    """Return what somebody finds of their check-ins."""
    say = catalog.check_ins
    return blocks.modal(
        title=say.title,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.lead),
            *_choices(catalog, own),
            blocks.line(),
            *([] if own.answers else [blocks.paragraph(say.none_yet)]),
            *(block for answer in own.answers for block in _row(catalog, answer)),
            *([blocks.line(), blocks.row(_delete(catalog))] if own.answers else []),
        ],
    )


def _choices(catalog: Catalog, own: OwnCheckIns) -> list[AnyBlock]:
    say = catalog.check_ins
    pause = say.paused_until.format(day=times.day(own.paused_until)) if own.paused_until else ""
    never = say.muted_some.format(number=len(own.never)) if own.never else ""
    return [
        *([blocks.paragraph(pause, accessory=blocks.button(END, say.end_button))] if pause else []),
        *([blocks.paragraph(never, accessory=blocks.button(AGAIN, say.again_button))] if never else []),
    ]


def _row(catalog: Catalog, answer: OwnAnswer) -> list[AnyBlock]:
    say = catalog.check_ins
    question = ask(catalog, answer.question).format(mentee=answer.mentee)
    told = say.question_line.format(question=question, deed=label(catalog, answer.question, answer.deed))
    return [
        blocks.words(told),
        blocks.note(blocks.fill(say.answer, day=times.day(answer.on), mentee=answer.mentee)),
    ]


def _delete(catalog: Catalog) -> blocks.Button:
    say = catalog.check_ins
    confirm = blocks.asked_again(title=say.delete_title, text=say.delete_text, yes=say.delete_yes, no=say.delete_no)
    return blocks.button(DELETE, say.delete_button, confirm=confirm)
