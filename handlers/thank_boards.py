"""The board of notes of thanks, as handlers/boards.py draws it. Also after a pair has ended they can be sent."""

from bot.deps import Deps
from bot.services import thanks as thanks_service
from bot.views import thanks as thanks_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return one page of what `actor` has of a pair, the newest first."""
    board = thanks_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return thanks_view.board(deps.catalog, board=board, carried=carried)
