"""The board of review requests, as handlers/boards.py draws it."""

from bot.deps import Deps
from bot.services import reviews as reviews_service
from bot.views import past
from bot.views import reviews as reviews_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the requests of one pair, with the mentor's room."""
    board = reviews_service.board(deps, actor=actor, pair_id=carried.pair_id)
    return past.at_rest(deps.catalog, reviews_view.board(deps.catalog, board=board, carried=carried), card=board.card)
