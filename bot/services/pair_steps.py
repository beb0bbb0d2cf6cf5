"""The steps that two people take until they are a pair, each with the messages it brings, in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.domain.calendar import local_day
from bot.domain.pairs import PROPOSAL_FRESH, TALK_REMINDED_AFTER
from bot.services import gate
from bot.services.letter import planned_for_each
from storage.declarations import forget_declarations
from storage.needs import note_covered
from storage.pairs import Pair, PairRow, lock_pair
from storage.touchpoints import plan
from storage.vocabulary import PairState, TouchpointKind


def begin_talk(session: Session, pair: Pair, *, now: datetime) -> None:
    """Let the two have a first conversation: whatever either has said before is no answer to what is asked after it."""
    pair.state = PairState.TALKING
    pair.mentor_confirmed_at = pair.mentee_confirmed_at = None
    both = (pair.mentor_id, pair.mentee_id)
    tell(session, pair, TouchpointKind.PAIR_TALKING, both, now=now)
    tell(session, pair, TouchpointKind.TALK_REMINDER, both, now=now, after=TALK_REMINDED_AFTER)


def hold(session: Session, row: PairRow, *, now: datetime) -> None:
    """Let a pair wait until its conflict of interests is settled, and say so to both."""
    row.pair.state = PairState.HELD
    tell(session, row.pair, TouchpointKind.PAIR_HELD, _both(row), now=now)


def begin(session: Session, row: PairRow, *, now: datetime) -> None:
    """Let a pair begin, and with it those of its mentee that waited for a second mentor."""
    _begin_alone(session, row, now=now)
    session.flush()
    for freed in gate.freed_by(session, row):
        lock_pair(session, pair_id=freed.pair.id)
        session.refresh(freed.pair)
        if freed.pair.state is PairState.HELD:
            _begin_alone(session, freed, now=now)


def drop(session: Session, row: PairRow, *, now: datetime) -> None:
    """Let a pair not come about. Both hear the same, and an earlier yes and what was declared are forgotten.

    Neither the pair nor the messages tell whose no it was.
    """
    row.pair.state = PairState.DECLINED
    row.pair.mentor_confirmed_at = row.pair.mentee_confirmed_at = None
    forget_declarations(session, pair_id=row.pair.id)
    _tell_of_end(session, row, TouchpointKind.PAIR_NOT_FORMED, now=now)


def tell(
    session: Session,
    pair: Pair,
    kind: TouchpointKind,
    member_ids: Sequence[str],
    *,
    now: datetime,
    after: timedelta = timedelta(),
) -> None:
    """Plan one message about a pair for each of these members, due at once or `after` some time."""
    messages = planned_for_each(
        member_ids, kind=kind, team_id=pair.team_id, subject_id=pair.id, due_at=now + after, lives=PROPOSAL_FRESH
    )
    plan(session, messages)


def _begin_alone(session: Session, row: PairRow, *, now: datetime) -> None:
    row.pair.state = PairState.ACTIVE
    note_covered(session, pair_id=row.pair.id, on=local_day(now, ZoneInfo(row.mentee.zone)))
    _tell_of_end(session, row, TouchpointKind.PAIR_CONFIRMED, now=now)


def _tell_of_end(session: Session, row: PairRow, kind: TouchpointKind, *, now: datetime) -> None:
    """Tell both people and the facilitator, who is told once if they are one of the two."""
    both = _both(row)
    tell(session, row.pair, kind, both, now=now)
    if row.proposer.id not in {row.mentor.id, row.mentee.id}:
        tell(session, row.pair, TouchpointKind.PAIR_OUTCOME, [row.proposer.id], now=now)


def _both(row: PairRow) -> list[str]:
    return [member.id for member in (row.mentor, row.mentee) if member.is_full_member]
