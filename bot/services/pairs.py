"""What happens to a pair before it begins: answered by both, each alone, or declined by nobody in particular."""

from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.gate import Declared, Explanation, Flag
from bot.domain.pairs import STANDING, Answered, PairCard, Proposal
from bot.services import access, gate, pair_steps
from bot.services.cards import card_of
from bot.services.facilitators import tell_facilitators
from storage.declarations import Declaration, interest_words, keep_declaration
from storage.members import Member
from storage.pairs import PairRow, ended_pairs_of, live_pairs_of, lock_pair, lock_people
from storage.vocabulary import PairState, Side, TouchpointKind


def cards(deps: Deps, *, actor: Member) -> list[PairCard]:
    """Return the active pairs that `actor` is in, on either side: one query, however many there are."""
    with deps.db.read() as session:
        rows = live_pairs_of(session, member_id=actor.id)
    return [card_of(row, viewer_id=actor.id) for row in rows if row.pair.state is PairState.ACTIVE]


def past_cards(deps: Deps, *, actor: Member) -> list[PairCard]:
    """Return the pairs of `actor` that have come to their close: one query, however many there are."""
    with deps.db.read() as session:
        rows = ended_pairs_of(session, member_id=actor.id)
    return [card_of(row, viewer_id=actor.id) for row in rows]


def card(deps: Deps, *, actor: Member, pair_id: str) -> PairCard:
    """Return an active pair as `actor` sees it, for a form of something new between the two.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
    """
    with deps.db.read() as session:
        return access.active_pair_of(session, actor, pair_id)


def proposal_seen_by(row: PairRow, *, viewer_id: str, flags: tuple[Flag, ...] = ()) -> Proposal:
    """Return a pair that has not begun from the side of the member `viewer_id`, who must be one of the two."""
    card = card_of(row, viewer_id=viewer_id)
    is_mentor = card.side is Side.MENTOR
    said_yes_at = row.pair.mentor_confirmed_at if is_mentor else row.pair.mentee_confirmed_at
    return Proposal(
        card=card,
        proposer=row.proposer.name,
        is_own=row.proposer.id == viewer_id,
        has_said_yes=said_yes_at is not None,
        flags=flags,
        talks_first=row.pair.talks_first,
        is_between_two=row.proposer.id in {row.mentor.id, row.mentee.id},
    )


def to_declare(deps: Deps, *, actor: Member, pair_id: str) -> tuple[PairCard, Declared | None]:
    """Return a pair that waits for its two answers, and what `actor` has declared about it so far.

    Raises:
        NotYoursError: `actor` is not in this pair, or nothing is asked of it any more.
    """
    with deps.db.read() as session:
        card = access.undecided_pair_of(session, actor, pair_id)
        return card, gate.own_declaration(session, pair_id=card.pair_id, member_id=actor.id)


def what_was_said(
    deps: Deps, *, actor: Member, pair_id: str
) -> tuple[PairCard, tuple[Flag, ...], tuple[Explanation, ...]]:
    """Return a pair, what stands between its two, and what they have said of it, for them alone.

    What they have declared is there once both have said yes.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is no more.
    """
    with deps.db.read() as session:
        row = access.proposal_of(session, actor, pair_id)
        flags = gate.shown_flags(session, [row])[row.pair.id]
        return access.pair_of(session, actor, pair_id), flags, gate.explanations_in(session, row)


def answer(
    deps: Deps,
    *,
    actor: Member,
    pair_id: str,
    is_yes: bool,
    asked: PairState = PairState.PROPOSED,
    declared: Declared | None = None,
) -> tuple[Answered, PairCard]:
    """Take one side's answer; return what it has led to, and the pair as it stands now.

    The second yes makes the pair, or leads to a first conversation where the programme has one; a conflict of interests
    holds it up. A no closes it, and nothing that is kept says whose it was.

    Args:
        deps: the collaborators.
        actor: whoever answers.
        pair_id: the pair.
        is_yes: the answer.
        asked: how far the pair was when it was asked for: an old button answers no newer question.
        declared: what `actor` declares with a yes.

    Raises:
        NotYoursError: `actor` was never asked about this pair.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        row = access.proposal_of(session, actor, pair_id)
        lock_people(session, member_ids=(row.mentor.id, row.mentee.id))
        lock_pair(session, pair_id=pair_id)
        session.refresh(row.pair)
        proposal = proposal_seen_by(row, viewer_id=actor.id)
        if declared and is_yes and row.pair.state is asked:
            _declare(session, row, actor, declared, now=now)
        answered = _weigh(session, row, proposal, asked=asked, is_yes=is_yes)
        _settle(session, row, proposal.card.side, answered, now=now)
    return answered, proposal.card


def tell_who_weighs(deps: Deps, *, card: PairCard) -> None:
    """Let the facilitators know of a pair that an answer has just held up; once, however often it is said.

    Only Slack knows who they are, so this comes after the ack.
    """
    tell_facilitators(deps, kind=TouchpointKind.HOLD_TO_WEIGH, team_id=card.team_id, subject_id=card.pair_id)


def _declare(session: Session, row: PairRow, actor: Member, declared: Declared, *, now: datetime) -> None:
    declaration = Declaration(
        pair_id=row.pair.id,
        member_id=actor.id,
        team_id=row.pair.team_id,
        kinds=interest_words(declared.kinds),
        explanation=declared.explanation,
        declared_at=now,
    )
    keep_declaration(session, declaration=declaration)


def _weigh(session: Session, row: PairRow, proposal: Proposal, *, asked: PairState, is_yes: bool) -> Answered:
    """Return what an answer leads to, from what is kept before it."""
    partner = row.mentee if proposal.card.side is Side.MENTOR else row.mentor
    if row.pair.state is not asked or asked not in access.UNDECIDED:
        return STANDING.get(row.pair.state, Answered.OVER)
    if not is_yes:
        return Answered.DECLINED
    if asked is PairState.HELD:
        return Answered.ON_HOLD
    if not partner.is_full_member:
        return Answered.LEFT
    if proposal.has_said_yes:
        return Answered.STILL_WAITING
    is_second = row.pair.mentor_confirmed_at or row.pair.mentee_confirmed_at
    return _second_yes(session, row, asked=asked) if is_second else Answered.WAITING


def _second_yes(session: Session, row: PairRow, *, asked: PairState) -> Answered:
    if asked is PairState.PROPOSED and row.pair.talks_first:
        return Answered.TALKING
    after = gate.state_of_two_yeses(session, row)
    return {PairState.ACTIVE: Answered.FORMED, PairState.HELD: Answered.HELD}.get(after, Answered.BARRED)


def _settle(session: Session, row: PairRow, side: Side, answered: Answered, *, now: datetime) -> None:
    if answered in {Answered.WAITING, Answered.FORMED, Answered.HELD}:
        setattr(row.pair, f"{side}_confirmed_at", now)
    if answered is Answered.TALKING:
        pair_steps.begin_talk(session, row.pair, now=now)
    if answered is Answered.FORMED:
        pair_steps.begin(session, row, now=now)
    if answered is Answered.HELD:
        pair_steps.hold(session, row, now=now)
    if answered in {Answered.DECLINED, Answered.LEFT, Answered.BARRED}:
        pair_steps.drop(session, row, now=now)
