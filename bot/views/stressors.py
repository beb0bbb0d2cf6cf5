"""Block Kit of what weighs on a mentee: boxes to tick, which leave nothing behind but the topic they may become."""

from collections.abc import Mapping
from typing import Any

from bot.content.catalogue import Catalog
from bot.domain.agendas import TopicDraft
from bot.domain.stressors import Stressor, topic_about
from bot.errors import FieldError
from bot.views import answers, blocks, fields
from bot.views.blocks import Payload
from bot.views.carried import Carried, pack

SUBMIT = "stressor_form"
TICKED = "stressor_ticked"


def form(catalog: Catalog, *, carried: Carried) -> Payload:
    """Return the list of what may weigh on somebody, with nothing ticked: what was ticked before is not known."""
    say = catalog.stressors
    choices = [(getattr(say, stressor), stressor.value) for stressor in Stressor]
    return blocks.modal(
        callback_id=SUBMIT,
        title=say.title,
        submit=say.submit,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.intro),
            fields.checkboxes(TICKED, say.ask, choices, hint=say.ask_hint, is_optional=False),
        ],
    )


def read_form(view: Mapping[str, Any], *, catalog: Catalog) -> TopicDraft:
    """Return the topic that the ticked boxes become.

    Raises:
        FieldError: none is ticked.
    """
    say = catalog.stressors
    ticked = answers.ticked(view, TICKED)
    lines = [getattr(say, stressor) for stressor in Stressor if stressor.value in ticked]
    if not lines:
        raise FieldError(TICKED, say.none)
    return topic_about(say.question, lines)
