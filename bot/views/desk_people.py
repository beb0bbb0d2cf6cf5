"""Block Kit of two parts of the desk: who has no mentor, and what one facilitator was told in confidence."""

from collections.abc import Sequence
from datetime import date

from bot.content.catalogue import Catalog
from bot.domain.desk import Alone, AlonePage, NoContact, Why
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried
from bot.views.desk import ALONE, FAMILY, part
from bot.views.pages import onward

BRING, DONE = FAMILY + "bring", FAMILY + "done"
MOST_NOTES = 30
"""Two blocks each, far below Slack's 100."""


def alone(catalog: Catalog, *, page: AlonePage, carried: Carried) -> Payload:
    """Return a page of those who have no mentor."""
    say = catalog.desk
    rows = [_somebody(catalog, each) for each in page.lines] or [blocks.paragraph(say.alone_nobody)]
    turner = onward(catalog, page=page.number, has_more=page.has_more, action_id=ALONE)
    shown = [blocks.paragraph(say.alone_lead), blocks.line(), *rows, *turner, blocks.note(say.alone_own)]
    return part(catalog, title=say.alone_title, shown=shown, carried=carried)


def notes(catalog: Catalog, *, notes: Sequence[NoContact], carried: Carried) -> Payload:
    """Return what one facilitator was told, with a way to whoever told it."""
    say = catalog.desk
    rows = [_note(catalog, each) for each in notes[:MOST_NOTES]] or [blocks.paragraph(say.notes_nobody)]
    shown = [blocks.paragraph(say.notes_lead), blocks.line(), *rows]
    return part(catalog, title=say.notes_title, shown=shown, carried=carried)


def _somebody(catalog: Catalog, each: Alone) -> AnyBlock:
    say = catalog.desk
    if each.since is None:
        text = blocks.fill(say.alone_ended_bare if each.why is Why.ENDED else say.alone_new_bare, name=each.name)
    elif each.why is Why.ASKED:
        text = blocks.fill(say.alone_asked, name=each.name, day=times.day(each.since))
    else:
        phrase = say.alone_ended if each.why is Why.ENDED else say.alone_new
        text = blocks.fill(phrase, name=each.name, month=_month(each.since))
    return blocks.paragraph(text, accessory=blocks.button(BRING, say.bring_button, value=each.user_id))


def _note(catalog: Catalog, each: NoContact) -> AnyBlock:
    say = catalog.desk
    line = say.note_line.format(mention=f"<@{each.user_id}>", day=times.day(each.told_on))
    done = blocks.button(DONE, say.note_done_button, value=each.id) if each.is_sent else None
    return blocks.paragraph(line, accessory=done)


def _month(day: date) -> str:
    """Return a month: the day on which somebody's pair ended, or they came, is nobody's at a desk."""
    return f"{times.MONTHS[day.month - 1]} {day.year}"
