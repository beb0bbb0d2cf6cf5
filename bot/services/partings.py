"""The day on which a pair ends: its state, what ends with it, and who hears of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.endings import TOLD_FRESH
from bot.services.letter import planned_for_each
from storage.credits import freeze_credits
from storage.endings import Ending, has_pairs_at_their_end, pairs_at_their_end
from storage.meetings import call_off_meetings
from storage.pairs import Pair
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import PairState, TouchpointKind


def settle(deps: Deps, *, now: datetime) -> int:
    """End every pair whose day has come, and return how many there were; one that has ended stays as it is.

    A constant number of statements: many end on the first of a month.
    """
    with deps.db.read() as session:
        if not has_pairs_at_their_end(session, now=now):
            return 0
    with deps.db.begin() as session:
        due = pairs_at_their_end(session, now=now)
        end_these(session, due, now=now)
    return len(due)


def end_these(session: Session, due: Sequence[tuple[Pair, Ending]], *, now: datetime) -> None:
    """End these pairs, each by this note."""
    for pair, _ in due:
        pair.state = PairState.ENDED
    _let_rest(session, [pair for pair, _ in due], now=now)
    plan(session, [message for pair, ending in due for message in _told(pair, ending, now=now)])


def _let_rest(session: Session, pairs: Sequence[Pair], *, now: datetime) -> None:
    """Bring to rest whatever belongs to these pairs, in the transaction that ends them.

    The one place for that: a record that both are to keep as it stood, such as who did what in shared work, is frozen
    here. What waits to be asked needs nothing: each message looks at its pair again before it goes out.
    """
    pair_ids = [pair.id for pair in pairs]
    call_off_meetings(session, pair_ids=pair_ids, after=now)
    freeze_credits(session, pair_ids=pair_ids, at=now)


def _told(pair: Pair, ending: Ending, *, now: datetime) -> list[PlannedTouchpoint]:
    """Return what tells both that the day has come, where they have not just heard so, and whoever paired them."""
    two = (pair.mentor_id, pair.mentee_id)
    readers = {
        TouchpointKind.ENDING_COME: two if ending.ends_at > ending.tells_at else (),
        TouchpointKind.ENDING_OUTCOME: () if pair.proposed_by_id in two else (pair.proposed_by_id,),
    }
    return [
        message
        for kind, member_ids in readers.items()
        for message in planned_for_each(
            member_ids, kind=kind, team_id=pair.team_id, subject_id=pair.id, due_at=now, lives=TOLD_FRESH
        )
    ]
