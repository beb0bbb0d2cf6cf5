"""Block Kit of a goal's history: what stood there before each change."""

from bot.content.catalogue import Catalog
from bot.domain.calendar import local_day
from bot.domain.goals import GoalChange, GoalHistory
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried, pack
from bot.views.goals import ANSWERS, FAMILY, facts, name_of
from bot.views.pages import turner

TURN = FAMILY + "history_page"
"""The buttons that turn the page of a history; their value is the page."""


def history(catalog: Catalog, *, history: GoalHistory, carried: Carried) -> Payload:
    """Return one page of a goal's changes, the latest first."""
    say = catalog.goals
    return blocks.modal(
        title=say.history_title,
        close=catalog.common.close,
        private_metadata=pack(carried),
        blocks=[
            blocks.paragraph(say.history_lead if history.changes else say.no_history),
            *(block for change in history.changes for block in _change(catalog, history, change)),
            *turner(catalog, page=history.page, pages=history.pages, action_id=TURN),
        ],
    )


def _change(catalog: Catalog, history: GoalHistory, change: GoalChange) -> list[AnyBlock]:
    say = catalog.goals
    card, before = history.sheet.card, change.before
    changed_on = times.day(local_day(change.changed_at, card.me.clock))
    name = name_of(card, change.changed_by_id)
    shown = [blocks.line(), blocks.paragraph(blocks.fill(say.change, day=changed_on, name=name))]
    texts = ("title", *ANSWERS)
    if change.changed - set(texts):
        shown.append(blocks.note(say.facts_before.format(facts=facts(catalog, card=card, revision=before))))
    for text in texts:
        if text in change.changed:
            was = getattr(before.said, text) or say.was_empty
            shown += [blocks.paragraph(f"*{getattr(say, f'label_{text}')}*"), blocks.words(was)]
    return shown
