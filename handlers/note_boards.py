"""The board of notes, as handlers/boards.py draws it."""

from bot.deps import Deps
from bot.services import notes as notes_service
from bot.views import notes as notes_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return one page of a pair's notes, the newest first."""
    board = notes_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, notes_view.board(deps.catalog, board=board, carried=carried), card=board.card)
