"""What happens to a pair: proposed by a facilitator, confirmed or declined by the two."""

from bot.deps import Deps
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from storage.members import Member
from storage.pairs import live_pairs_of
from storage.vocabulary import PairState


def cards(deps: Deps, *, actor: Member) -> list[PairCard]:
    """Return the active pairs that `actor` is in, on either side: one query, however many there are."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
    return [card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE]
