"""Block Kit of what follows a private request: the receipt, asked back in part, and the end."""

from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.relay.intake import Sent
from bot.views import answers, blocks, fields, times
from bot.views.blocks import Payload
from bot.views.relay import names


def screen(catalog: Catalog, *, sent: Sent, has_home: bool, private_metadata: str) -> Payload:
    """Return the receipt, in words of its own block so that it is read out letter by letter, and its question."""
    say = catalog.relay_intake
    day = times.day(sent.answer_by)
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        submit=say.done_button,
        callback_id=names.RECEIPT,
        private_metadata=private_metadata,
        blocks=[
            blocks.heading(say.sent_heading),
            blocks.paragraph(blocks.fill(say.sent, label=sent.label, day=day)),
            blocks.paragraph(say.receipt_is),
            blocks.heading(sent.receipt),
            blocks.paragraph(say.keep_receipt),
            *([] if has_home else [blocks.paragraph(say.no_home)]),
            fields.short_text(names.GROUP, say.ask_group, hint=say.ask_group_hint, max_chars=None),
        ],
    )


def read_group(view: Payload) -> str:
    """Return what was typed from paper, the last group or all of it; empty for nothing."""
    return answers.text(view, names.GROUP) or ""


def done(catalog: Catalog, *, answer_by: date) -> Payload:
    """Return the last screen."""
    say = catalog.relay_intake
    day = times.day(answer_by)
    return blocks.modal(
        title=catalog.privacy.title,
        close=catalog.common.close,
        callback_id=names.DONE,
        blocks=[blocks.heading(say.done_heading), blocks.paragraph(blocks.fill(say.done, day=day))],
    )
