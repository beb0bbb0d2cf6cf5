"""Turning the pages of a long board: ten rows a page, buttons only where there is a page to go to."""

from bot.content.catalogue import Catalog
from bot.views import blocks
from bot.views.blocks import AnyBlock
from bot.views.pairs import TURN

PAGE_ROWS = 10
"""Rows on one page of a board: what fits a phone, and far below Slack's 100 blocks."""
LAST_PAGE = 9_999
"""Nobody turns as far, and no database is asked for what lies behind more rows than it can count."""


def page_count(rows: int, *, per_page: int = PAGE_ROWS) -> int:
    """Return how many pages `rows` rows fill; nothing fills one page, an empty one."""
    return max(1, -(-rows // per_page))


def page_in(value: object) -> int:
    """Return the page that a button's value names, counted from 0; the first one for what names none.

    A value is chosen by its sender, so there may be no such page: whoever draws it shows the last one, or an empty one.
    """
    said = str(value)
    return min(int(said), LAST_PAGE) if said.isascii() and said.isdecimal() else 0


def turner(catalog: Catalog, *, page: int, pages: int, action_id: str = TURN) -> list[AnyBlock]:
    """Return the row with which to turn the page, and where one is; nothing when there is one page only.

    `page` counts from 0. Each button's value is the page it leads to.
    """
    if pages == 1:
        return []
    say = catalog.common
    ways = [(say.page_back_button, page - 1, page > 0), (say.page_on_button, page + 1, page + 1 < pages)]
    buttons = [
        blocks.button(f"{action_id}:{number}", label, value=str(number)) for label, number, is_there in ways if is_there
    ]
    return [blocks.row(*buttons), blocks.note(say.page_now.format(page=page + 1, pages=pages))]


def onward(catalog: Catalog, *, page: int, has_more: bool, action_id: str) -> list[AnyBlock]:
    """Return the row with which to turn the page where nobody counts how many there are; nothing on an only page.

    `page` counts from 0. Each button's value is the page it leads to.
    """
    say = catalog.common
    ways = [(say.page_back_button, page - 1, page > 0), (say.page_on_button, page + 1, has_more)]
    buttons = [
        blocks.button(f"{action_id}:{number}", label, value=str(number)) for label, number, is_there in ways if is_there
    ]
    return [blocks.row(*buttons)] if buttons else []
