"""The board of somebody's own self-check, as handlers/boards.py draws it."""

from dataclasses import replace

from bot.deps import Deps
from bot.services import selfchecks as selfchecks_service
from bot.views import selfchecks as selfchecks_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.screens import Screen
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return what `actor` has answered about a pair, for their eyes alone."""
    board = selfchecks_service.board(deps, actor=actor, pair_id=carried.pair_id)
    return selfchecks_view.board(deps.catalog, board=board, carried=replace(carried, board=Screen.CHECK))
