"""The board of doors, as handlers/boards.py draws it."""

from bot.deps import Deps
from bot.services import doors as doors_service
from bot.views import doors as doors_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return a page of what the two of a pair have opened for each other."""
    board = doors_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, doors_view.board(deps.catalog, board=board, carried=carried), card=board.card)
