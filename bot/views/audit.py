"""Block Kit of what was done to a programme."""

from bot.content.catalogue import Catalog
from bot.domain.desk import Deed, DeedPage
from bot.views import blocks, times
from bot.views.blocks import AnyBlock, Payload
from bot.views.carried import Carried
from bot.views.desk import DEEDS, part
from bot.views.pages import onward


def screen(catalog: Catalog, *, page: DeedPage, carried: Carried) -> Payload:
    """Return a page of it."""
    say = catalog.audit
    rows = [_deed(catalog, each) for each in page.deeds] or [blocks.paragraph(say.nothing)]
    turner = onward(catalog, page=page.number, has_more=page.has_more, action_id=DEEDS)
    rest = [] if page.is_whole else [blocks.note(say.left_out)]
    shown = [blocks.paragraph(say.lead), blocks.line(), *rows, *turner, *rest]
    return part(catalog, title=say.title, shown=shown, carried=carried)


def _deed(catalog: Catalog, deed: Deed) -> AnyBlock:
    say = catalog.audit
    text = blocks.fill(
        say.line, day=times.day(deed.on), name=deed.name or say.machine, deed=getattr(say, deed.kind.value)
    )
    return blocks.paragraph(text)
