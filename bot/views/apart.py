"""Block Kit of the list of those whom somebody would rather not be paired with: shown to nobody else."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.finding import MOST_AVOIDED
from bot.views import answers, blocks, fields, notices
from bot.views.blocks import Payload

SUBMIT = "find_people_form"
PEOPLE = "find_people"


def form(catalog: Catalog, *, user_ids: Sequence[str]) -> Payload:
    """Return the form, filled in with whom its owner has named."""
    say = catalog.finding
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.apart_title,
        submit=say.apart_save,
        close=catalog.common.close,
        blocks=[
            blocks.paragraph(say.apart_lead),
            fields.people(PEOPLE, say.ask_apart, hint=say.ask_apart_hint, most=MOST_AVOIDED, initial=user_ids),
            blocks.note(say.apart_sees),
        ],
    )


def read_form(view: Mapping[str, Any]) -> list[str]:
    """Return the user ids that were chosen."""
    return answers.users(view, PEOPLE)


def kept(catalog: Catalog) -> Payload:
    """Return the modal that says that it holds."""
    say = catalog.finding
    return notices.notice(catalog, title=say.apart_kept_title, sentence=say.apart_kept)
