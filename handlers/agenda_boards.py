"""How the agenda is drawn: gathered by a use case, shown by a view. The board's entry names this."""

from bot.deps import Deps
from bot.services import agendas as agendas_service
from bot.views import agendas as agendas_view
from bot.views import past
from bot.views.blocks import Payload
from bot.views.carried import Carried
from storage.members import Member


def draw(deps: Deps, member: Member, carried: Carried) -> Payload:
    """Return one page of the agenda of the pair that is carried.

    Raises:
        NotYoursError: the pair is not the member's.
    """
    board = agendas_service.board(deps, actor=member, pair_id=carried.pair_id, page=carried.page)
    return past.at_rest(deps.catalog, agendas_view.board(deps.catalog, board=board, carried=carried), card=board.card)
