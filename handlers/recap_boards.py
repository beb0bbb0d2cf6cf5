"""The board of recaps as handlers/boards.py draws it, and the sheet of one meeting that takes its place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.deps import Deps
from bot.services import recaps as recaps_service
from bot.views import carried as carrying
from bot.views import past
from bot.views import recap_sheet as sheet_view
from bot.views import recaps as recaps_view
from bot.views.blocks import Payload
from bot.views.carried import Carried
from bot.views.screens import Screen
from storage.members import Member


def draw(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the board of a pair's recaps."""
    board = recaps_service.board(deps, actor=actor, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, recaps_view.board(deps.catalog, board=board, carried=carried), card=board.card)


def draw_sheet(deps: Deps, actor: Member, carried: Carried) -> Payload:
    """Return the meeting that is carried as the subject, with its recaps."""
    sheet = recaps_service.sheet(deps, actor=actor, meeting_id=carried.subject_id)
    carried = replace(carried, pair_id=sheet.card.pair_id, revision=sheet.wordings)
    return past.at_rest(deps.catalog, sheet_view.sheet(deps.catalog, sheet=sheet, carried=carried), card=sheet.card)


def carried_by(body: Mapping[str, Any], action: Mapping[str, Any]) -> Carried:
    """Return what the next view carries: what the modal of the button did, or its Home, and the button's value."""
    view = body.get("view") or {}
    is_modal = view.get("type") == "modal"
    kept = carrying.unpack(view) if is_modal else Carried(home=carrying.home_before(view))
    return replace(kept, board=Screen.RECAP, subject_id=action.get("value") or "")
