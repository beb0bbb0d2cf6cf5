"""What two people leave in order between them when they part, and what each keeps for themselves."""

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.endings import Lines
from bot.domain.pairs import PairCard
from bot.errors import UserError
from bot.services import access
from storage.endings import end_of
from storage.handovers import Handover, Reflection, handover_of, reflection_of
from storage.members import Member
from storage.pairs import lock_pair
from storage.vocabulary import PairState, Side


def lines_of(deps: Deps, *, actor: Member, pair_id: str) -> tuple[PairCard, Lines]:
    """Return the hand-over of a pair as `actor` sees it, for its form.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
        UserError: no end of it is settled.
    """
    with deps.db.read() as session:
        card = _parting_pair(session, deps, actor, pair_id)
        return card, lines_in(session, card)


def keep_lines(deps: Deps, *, actor: Member, pair_id: str, lines: Lines) -> PairCard:
    """Keep the hand-over as `actor` has filled it in; the other one's word of thanks stays theirs.

    The same form sent twice changes once.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
        UserError: no end of it is settled, or the other one has changed the lines since `lines.revision`.
    """
    with deps.db.begin() as session:
        card = _parting_pair(session, deps, actor, pair_id)
        lock_pair(session, pair_id=pair_id)
        stands = lines_in(session, card)
        if _words(stands) == _words(lines):
            return card
        if stands.revision != lines.revision:
            raise UserError(deps.catalog.endings.lines_changed.format(partner=card.partner.name))
        now = deps.clock.now()
        kept = handover_of(session, pair_id=pair_id) or Handover(
            pair_id=pair_id, team_id=card.team_id, revision=0, changed_at=now
        )
        kept.letters, kept.may_say, kept.touch = lines.letters, lines.may_say, lines.touch
        setattr(kept, f"{card.side}_thanks", lines.thanks)
        kept.revision, kept.changed_at = kept.revision + 1, now
        session.add(kept)
    return card


def reflection(deps: Deps, *, actor: Member, pair_id: str) -> str | None:
    """Return what `actor` keeps for themselves: nobody else's can be asked for.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
        UserError: no end of it is settled.
    """
    with deps.db.read() as session:
        return reflection_in(session, _parting_pair(session, deps, actor, pair_id))


def keep_reflection(deps: Deps, *, actor: Member, pair_id: str, text: str | None) -> None:
    """Keep what `actor` wants to look for next time, for nobody but themselves; None deletes it.

    Raises:
        NotYoursError: `actor` is not in this pair, or it never began.
        UserError: no end of it is settled.
    """
    with deps.db.begin() as session:
        card = _parting_pair(session, deps, actor, pair_id)
        lock_pair(session, pair_id=pair_id)
        kept = reflection_of(session, pair_id=pair_id, member_id=actor.id)
        if text is None:
            if kept:
                session.delete(kept)
            return
        kept = kept or Reflection(
            pair_id=pair_id, member_id=actor.id, team_id=card.team_id, words=text, changed_at=deps.clock.now()
        )
        kept.words, kept.changed_at = text, deps.clock.now()
        session.add(kept)


def lines_in(session: Session, card: PairCard) -> Lines:
    """Return the hand-over of a pair as its viewer sees it: one statement."""
    kept = handover_of(session, pair_id=card.pair_id)
    if kept is None:
        return Lines()
    is_mentor = card.side is Side.MENTOR
    return Lines(
        letters=kept.letters,
        may_say=kept.may_say,
        touch=kept.touch,
        thanks=kept.mentor_thanks if is_mentor else kept.mentee_thanks,
        their_thanks=kept.mentee_thanks if is_mentor else kept.mentor_thanks,
        revision=kept.revision,
    )


def reflection_in(session: Session, card: PairCard) -> str | None:
    """Return what the viewer of a pair keeps for themselves: one statement."""
    kept = reflection_of(session, pair_id=card.pair_id, member_id=card.me.member_id)
    return kept.words if kept else None


def _parting_pair(session: Session, deps: Deps, actor: Member, pair_id: str) -> PairCard:
    """Return a pair of which both know that it ends, or that has ended."""
    card = access.readable_pair_of(session, actor, pair_id)
    is_over = card.state is PairState.ENDED
    if not is_over and end_of(session, pair_id=pair_id, at=deps.clock.now()) is None:
        raise UserError(deps.catalog.endings.not_yet)
    return card


def _words(lines: Lines) -> tuple[str | None, ...]:
    return lines.letters, lines.may_say, lines.touch, lines.thanks
