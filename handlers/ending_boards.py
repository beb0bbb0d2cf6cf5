"""The board of how a pair ends, as handlers/boards.py draws it: the form of a note, or how things stand."""

from dataclasses import replace

from bot.deps import Deps
from bot.domain.endings import default_day
from bot.services import endings as endings_service
from bot.views import ending_form as form_view
from bot.views import endings as endings_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.screens import Screen
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the form of a note while nothing is settled as far as `actor` knows, else how things stand."""
    sheet = endings_service.sheet(deps, actor=actor, pair_id=carried.pair_id)
    carried = replace(carried, board=Screen.CLOSE)
    if sheet.is_new:
        first_on = default_day(sheet.card, now=deps.clock.now())
        return form_view.form(deps.catalog, card=sheet.card, first_on=first_on, carried=carried)
    return endings_view.sheet(deps.catalog, sheet=sheet, carried=carried)
