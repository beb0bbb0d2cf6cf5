"""The one reminder of an action item, to its owner."""

from bot.deps import Deps
from bot.domain.items import last_moment
from bot.errors import NotYoursError
from bot.services import access
from bot.services.items import sheet_of
from bot.services.letter import Letter, PointlessError, Written
from bot.views import item_messages as view
from storage.vocabulary import ItemState


def due(deps: Deps, letter: Letter) -> Written:
    """Remind the owner. Raises PointlessError when the item is closed, has another date, or the pair is no more."""
    with deps.db.read() as session:
        try:
            item, card = access.item_of(session, letter.member, letter.subject_id)
        except NotYoursError as error:
            raise PointlessError("gone") from error
    if item.state is not ItemState.OPEN:
        raise PointlessError(item.state)
    if item.revision != letter.revision or item.due_on is None:
        raise PointlessError("moved")
    waits = letter.waits(point=last_moment(item.due_on, letter.hours.zone))
    return view.due(deps.catalog, item=sheet_of(item, card, now=letter.at), waits=waits)
