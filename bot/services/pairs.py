"""What happens to a pair once it is proposed: confirmed by both, or declined by nobody in particular."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.pairs import PROPOSAL_FRESH, Answered, PairCard, Proposal
from bot.services import access
from bot.services.cards import card_of
from bot.services.letter import planned
from storage.members import Member
from storage.pairs import Pair, PairRow, live_pairs_of, lock_pair
from storage.touchpoints import plan
from storage.vocabulary import PairState, Side, TouchpointKind


def cards(deps: Deps, *, actor: Member) -> list[PairCard]:
    """Return the active pairs that `actor` is in, on either side: one query, however many there are."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
    return [card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE]


def card(deps: Deps, *, actor: Member, pair_id: str) -> PairCard:
    """Return an active pair as `actor` sees it, for a form of something new between the two.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
    """
    with deps.db.read() as session:
        return access.active_pair_of(session, actor, pair_id)


def proposal_seen_by(row: PairRow, *, viewer_id: str) -> Proposal:
    """Return a proposed pair from the side of the member `viewer_id`, who must be one of the two."""
    card = card_of(row, viewer_id=viewer_id)
    is_mentor = card.side is Side.MENTOR
    said_yes_at = row.pair.mentor_confirmed_at if is_mentor else row.pair.mentee_confirmed_at
    return Proposal(
        card=card,
        proposer=row.proposer.name,
        is_own=row.proposer.id == viewer_id,
        has_said_yes=said_yes_at is not None,
    )


def answer(deps: Deps, *, actor: Member, pair_id: str, is_yes: bool) -> tuple[Answered, PairCard]:
    """Take one side's answer to a proposal; return what it has led to, and the pair as it stands now.

    The second yes makes the pair. A no closes the proposal, and nothing that is kept says whose it was.

    Raises:
        NotYoursError: `actor` was never proposed for this pair.
    """
    with deps.db.begin() as session:
        lock_pair(session, pair_id=pair_id)
        row = access.proposal_of(session, actor, pair_id)
        proposal = proposal_seen_by(row, viewer_id=actor.id)
        answered = _weigh(row, proposal, is_yes=is_yes)
        _settle(session, row, proposal.card.side, answered, now=deps.clock.now())
    return answered, proposal.card


def tell(session: Session, pair: Pair, kind: TouchpointKind, member_ids: Sequence[str], *, now: datetime) -> None:
    """Plan one message about a pair for each of these members, due at once."""
    plan(
        session,
        [
            planned(
                kind=kind,
                member_id=member_id,
                team_id=pair.team_id,
                subject_id=pair.id,
                due_at=now,
                expires_at=now + PROPOSAL_FRESH,
            )
            for member_id in member_ids
        ],
    )


def _weigh(row: PairRow, proposal: Proposal, *, is_yes: bool) -> Answered:
    """Return what an answer leads to, from what is kept before it."""
    partner = row.mentee if proposal.card.side is Side.MENTOR else row.mentor
    if row.pair.state is not PairState.PROPOSED:
        return Answered.STANDS if row.pair.state is PairState.ACTIVE else Answered.OVER
    if not is_yes:
        return Answered.DECLINED
    if not partner.is_full_member:
        return Answered.LEFT
    if proposal.has_said_yes:
        return Answered.STILL_WAITING
    is_second = row.pair.mentor_confirmed_at or row.pair.mentee_confirmed_at
    return Answered.FORMED if is_second else Answered.WAITING


def _settle(session: Session, row: PairRow, side: Side, answered: Answered, *, now: datetime) -> None:
    if answered in {Answered.WAITING, Answered.FORMED}:
        setattr(row.pair, f"{side}_confirmed_at", now)
    if answered is Answered.FORMED:
        row.pair.state = PairState.ACTIVE
        _tell_of_end(session, row, TouchpointKind.PAIR_CONFIRMED, now=now)
    if answered in {Answered.DECLINED, Answered.LEFT}:
        # Both hear the same, and an earlier yes is forgotten: neither the pair nor the messages tell who declined.
        row.pair.state = PairState.DECLINED
        row.pair.mentor_confirmed_at = row.pair.mentee_confirmed_at = None
        _tell_of_end(session, row, TouchpointKind.PAIR_NOT_FORMED, now=now)


def _tell_of_end(session: Session, row: PairRow, kind: TouchpointKind, *, now: datetime) -> None:
    """Tell both people and the facilitator, who is told once if they are one of the two."""
    both = [member.id for member in (row.mentor, row.mentee) if member.is_full_member]
    tell(session, row.pair, kind, both, now=now)
    if row.proposer.id not in both:
        tell(session, row.pair, TouchpointKind.PAIR_OUTCOME, [row.proposer.id], now=now)
