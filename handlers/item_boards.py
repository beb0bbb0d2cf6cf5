"""The board of action items, as handlers/boards.py draws it."""

from bot.deps import Deps
from bot.services import items as items_service
from bot.views import items as items_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the board of a pair's open items, the actor's own first."""
    board = items_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, items_view.board(deps.catalog, board=board, carried=carried), card=board.card)
