"""The day on which a pair ends: its state, what ends with it, and who hears of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.endings import TOLD_FRESH
from bot.services.letter import planned
from storage.endings import Ending, has_pairs_at_their_end, pairs_at_their_end
from storage.meetings import call_off_meetings
from storage.pairs import Pair
from storage.touchpoints import plan
from storage.vocabulary import PairState, TouchpointKind


def settle(deps: Deps, *, now: datetime) -> int:
    """End every pair whose day has come, and return how many there were; one that has ended stays as it is."""
    with deps.db.read() as session:
        if not has_pairs_at_their_end(session, now=now):
            return 0
    with deps.db.begin() as session:
        due = pairs_at_their_end(session, now=now)
        for pair, ending in due:
            pair.state = PairState.ENDED
            session.add(pair)
            _let_rest(session, pair, now=now)
            _tell(session, pair, ending, now=now)
    return len(due)


def _let_rest(session: Session, pair: Pair, *, now: datetime) -> None:
    """Bring to rest whatever belongs to a pair, in the transaction that ends it.

    The one place for that: a record that both are to keep as it stood, such as who did what in shared work, is frozen
    here. What waits to be asked needs nothing: each message looks at its pair again before it goes out.
    """
    call_off_meetings(session, pair_id=pair.id, after=now)


def _tell(session: Session, pair: Pair, ending: Ending, *, now: datetime) -> None:
    """Tell both that the day has come, where they have not just heard so, and whoever brought them together."""
    two = (pair.mentor_id, pair.mentee_id)
    if ending.ends_at > ending.tells_at:
        _plan(session, pair, TouchpointKind.ENDING_COME, two, now=now)
    if pair.proposed_by_id not in two:
        _plan(session, pair, TouchpointKind.ENDING_OUTCOME, [pair.proposed_by_id], now=now)


def _plan(session: Session, pair: Pair, kind: TouchpointKind, member_ids: Iterable[str], *, now: datetime) -> None:
    plan(
        session,
        [
            planned(
                kind=kind,
                member_id=member_id,
                team_id=pair.team_id,
                subject_id=pair.id,
                due_at=now,
                expires_at=now + TOLD_FRESH,
            )
            for member_id in member_ids
        ],
    )
