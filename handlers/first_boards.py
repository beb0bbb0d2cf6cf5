"""The list for a first meeting, as handlers/boards.py draws it."""

from bot.deps import Deps
from bot.services import first_meetings as first_service
from bot.views import first_meetings as first_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the actor's own list."""
    sheet = first_service.sheet(deps, actor=actor, pair_id=carried.pair_id)
    return first_view.form(deps.catalog, sheet=sheet, carried=carried)
