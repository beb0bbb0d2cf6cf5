"""The boards of goals, open and past, as handlers/boards.py draws them."""

from bot.deps import Deps
from bot.services import goals as goals_service
from bot.views import goals as goals_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw_open(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the board of a pair's open goals."""
    board = goals_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, goals_view.board(deps.catalog, board=board, carried=carried), card=board.card)


def draw_past(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the board of those that are done or dropped."""
    board = goals_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page, is_past=True)
    return past.at_rest(deps.catalog, goals_view.board(deps.catalog, board=board, carried=carried), card=board.card)
