"""Who may read somebody's plan: chosen by themselves, pair by pair, and taken back at any time."""

from collections.abc import Mapping

from bot.deps import Deps
from bot.domain.pairs import PROPOSAL_FRESH, PairCard
from bot.domain.plans import PAIRS_OFFERED
from bot.services.cards import card_of
from bot.services.letter import planned
from storage.members import Member
from storage.pairs import live_pairs_of, lock_people
from storage.plans import PlanShare, share, shares_in, unshare
from storage.touchpoints import plan
from storage.vocabulary import PairState, Paper, TouchpointKind

Readers = Mapping[Paper, frozenset[str]]
"""By paper, the pairs whose other side may read it."""


def current(deps: Deps, *, actor: Member) -> tuple[list[PairCard], Readers]:
    """Return the pairs that `actor` can choose among, and those that they have chosen."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
        cards = [card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE]
        shares = shares_in(session, pair_ids=[card.pair_id for card in cards])
    own = [each for each in shares if each.member_id == actor.id]
    chosen = {paper: frozenset(each.pair_id for each in own if each.paper is paper) for paper in Paper}
    return cards[:PAIRS_OFFERED], chosen


def choose(deps: Deps, *, actor: Member, readers: Readers) -> None:
    """Let the other side of these pairs read, and nobody else. A pair that is not the actor's is passed over.

    Of two choices made at a time the later one holds. Whoever may read something for the first time is told, once,
    without a word of it.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        lock_people(session, member_ids=[actor.id])
        rows = live_pairs_of(session, member_id=actor.id)
        cards = {row.pair.id: card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE}
        shares = [
            PlanShare(member_id=actor.id, pair_id=pair_id, paper=paper, team_id=actor.team_id)
            for paper, pair_ids in readers.items()
            for pair_id in sorted(pair_ids & cards.keys())
        ]
        unshare(session, member_id=actor.id)
        share(session, shares=shares)
        told = [
            planned(
                kind=TouchpointKind.PLAN_SHARED,
                member_id=cards[pair_id].partner.member_id,
                team_id=actor.team_id,
                subject_id=pair_id,
                due_at=now,
                expires_at=now + PROPOSAL_FRESH,
            )
            for pair_id in sorted({each.pair_id for each in shares})
        ]
        plan(session, told)
