"""How the rows of milestones read as a time line."""

import json
from collections.abc import Collection, Mapping

from sqlmodel import Session

from bot.domain.milestones import MilestoneSheet
from bot.domain.pairs import PairCard
from bot.services.cards import card_of
from storage.members import Member
from storage.milestones import Milestone
from storage.pairs import live_pairs_of
from storage.vocabulary import PairState, Side


def readers_in(milestone: Milestone) -> frozenset[str]:
    """Return the pairs whose mentor may read a milestone."""
    return frozenset(json.loads(milestone.readers))


def readers_text(pair_ids: Collection[str]) -> str:
    """Return pairs as they are kept."""
    return json.dumps(sorted(pair_ids))


def sheet_of(milestone: Milestone, *, cards: Mapping[str, PairCard] | None = None) -> MilestoneSheet:
    """Return a milestone as it is shown; with its readers where the owner's pairs are given."""
    chosen = readers_in(milestone)
    return MilestoneSheet(
        milestone_id=milestone.id,
        kind=milestone.kind,
        title=milestone.title,
        falls_on=milestone.falls_on,
        moved_from=milestone.moved_from,
        state=milestone.state,
        readers=tuple(card for pair_id, card in (cards or {}).items() if pair_id in chosen),
    )


def active_cards(session: Session, actor: Member, *, side: Side) -> dict[str, PairCard]:
    """Return the active pairs in which `actor` is on `side`, by their ids: one query."""
    rows = live_pairs_of(session, member_id=actor.id)
    cards = [card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE]
    return {card.pair_id: card for card in cards if card.side is side}
