"""Writer of the offer to look at how one's mentoring goes. It is the same whether or not somebody ever has."""

from bot.deps import Deps
from bot.domain.selfchecks import last_moment
from bot.services.letter import Letter, PointlessError, Written
from bot.views import selfchecks as view
from storage.pairs import active_pairs_with
from storage.vocabulary import TouchpointKind


def write_offer(deps: Deps, letter: Letter) -> Written:
    """Offer somebody a look. Raises PointlessError when they are in no pair any more."""
    with deps.db.read() as session:
        pairs = active_pairs_with(session, member_ids=[letter.member.id])
    if not pairs:
        raise PointlessError("gone")
    waits = letter.waits(point=last_moment(letter.member.id, letter.revision))
    return view.offer(
        deps.catalog,
        kind=TouchpointKind.CHECK_OFFERED,
        member_id=letter.member.id,
        revision=letter.revision,
        waits=waits,
    )
