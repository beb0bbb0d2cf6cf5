"""The board of agreements as handlers/boards.py draws it, and the page of a version that takes its place."""

from dataclasses import replace

from bot.deps import Deps
from bot.services import agreements as agreements_service
from bot.views import agreement_page as page_view
from bot.views import agreements as agreements_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the board of a pair's agreement, or the version that is carried as the subject, at the carried part."""
    if carried.subject_id:
        return draw_page(deps, actor, carried)
    board = agreements_service.board(deps, actor=actor, pair_id=carried.pair_id)
    view = agreements_view.board(deps.catalog, board=board, carried=replace(carried, revision=board.revision, page=0))
    return past.at_rest(deps.catalog, view, card=board.card)


def draw_page(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return one part of a version, both sides beside each other."""
    page = agreements_service.page(deps, actor=actor, agreement_id=carried.subject_id, number=carried.page)
    carried = replace(carried, pair_id=page.card.pair_id, revision=page.revision)
    return past.at_rest(deps.catalog, page_view.page(deps.catalog, page=page, carried=carried), card=page.card)
