"""The board of shared work as handlers/boards.py draws it, and the version of a work that takes its place."""

from dataclasses import replace

from bot.deps import Deps
from bot.services import credits as credits_service
from bot.views import credit_page as page_view
from bot.views import credits as credits_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return one page of a pair's works, or the version that is carried: the work as subject, its number as page."""
    if carried.subject_id:
        return _draw_version(deps, actor, carried)
    board = credits_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, credits_view.board(deps.catalog, board=board, carried=carried), card=board.card)


def _draw_version(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return one version of a work, the newest one where none is carried."""
    sheet = credits_service.sheet(deps, actor=actor, entry_id=carried.subject_id, number=carried.page)
    carried = replace(carried, pair_id=sheet.card.pair_id)
    return past.at_rest(deps.catalog, page_view.page(deps.catalog, sheet=sheet, carried=carried), card=sheet.card)
