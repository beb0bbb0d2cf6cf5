"""Pairs that have not met for a long time: both are asked once, in the same words. Nobody is reported."""

from datetime import date, datetime

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.calendar import local_day
from bot.domain.hours import Hours
from bot.domain.lulls import NOTE_FRESH, Asked, Rest, is_due, last_moment, quiet_after, rest_until
from bot.domain.mornings import next_morning
from bot.domain.pairs import PairCard
from bot.domain.snoozes import Prompted
from bot.services import access
from bot.services.letter import planned
from bot.services.preferences import hours_of
from storage.lulls import Lull, Quiet, keep_lulls, quiet_pairs
from storage.members import Member, members_by_id
from storage.pairs import Pair, lock_pair
from storage.touchpoints import PlannedTouchpoint, plan
from storage.vocabulary import Cadence, TouchpointKind


def ask(deps: Deps, *, now: datetime) -> int:
    """Plan the question for both of every pair whose quiet is long enough, and return of how many pairs.

    Each gets it on their next working morning. A constant number of statements, however many pairs there are; nothing
    is written when nothing is due.
    """
    today = now.date()
    with deps.db.read() as session:
        due = [quiet for quiet in quiet_pairs(session, now=now) if _is_due(quiet, today=today)]
    if not due:
        return 0
    with deps.db.begin() as session:
        members = members_by_id(session, member_ids={each for quiet in due for each in _two(quiet.pair)})
        together = [quiet for quiet in due if not any(members[each].is_deleted for each in _two(quiet.pair))]
        hours = hours_of(session, list(members.values()))
        keep_lulls(session, lulls=[_asked(quiet) for quiet in together])
        asked = [(quiet.pair, each) for quiet in together for each in _two(quiet.pair)]
        plan(session, [_question(pair, each, hours[each], now=now) for pair, each in asked])
    return len(together)


def pause(deps: Deps, *, actor: Member, pair_id: str, rest: Rest) -> tuple[PairCard, date]:
    """Let a pair rest: neither is asked before that day. The other one hears of it; return the pair and the day.

    Raises:
        NotYoursError: `actor` is not in this pair, or it is not active.
    """
    now = deps.clock.now()
    with deps.db.begin() as session:
        card = access.active_pair_of(session, actor, pair_id)
        lock_pair(session, pair_id=pair_id)
        until = rest_until(rest, today=local_day(now, card.me.clock))
        _keep_quiet(session, card, until=until)
        told = planned(
            kind=TouchpointKind.LULL_PAUSED,
            member_id=card.partner.member_id,
            team_id=card.team_id,
            subject_id=card.pair_id,
            due_at=now,
            expires_at=now + NOTE_FRESH,
            revision=until.toordinal(),
        )
        plan(session, [told])
    return card, until


def begin_anew(session: Session, card: PairCard, cadence: Cadence, *, now: datetime) -> None:
    """Let a new cadence have its time, in the transaction that keeps it: nothing is asked before."""
    _keep_quiet(session, card, until=quiet_after(cadence, today=local_day(now, card.me.clock)))


def lull_point(session: Session, *, actor: Member, prompted: Prompted) -> datetime:
    """Return until when the question that `actor` has got can be put off.

    Raises:
        NotYoursError: the pair is not the actor's, or it is not active.
    """
    access.active_pair_of(session, actor, prompted.subject_id)
    return last_moment(date.fromordinal(prompted.revision))


def since_of(quiet: Quiet) -> date:
    """Return the day since which a pair has not met: since it began, where it never has."""
    pair = quiet.pair
    began = max(each for each in (pair.proposed_at, pair.mentor_confirmed_at, pair.mentee_confirmed_at) if each)
    return (quiet.met_at or began).date()


def _is_due(quiet: Quiet, *, today: date) -> bool:
    lull = quiet.lull
    asked = Asked(lull.asked_since, lull.quiet_until) if lull else Asked()
    return is_due(since=since_of(quiet), cadence=quiet.pair.cadence, asked=asked, today=today)


def _asked(quiet: Quiet) -> Lull:
    return Lull(pair_id=quiet.pair.id, team_id=quiet.pair.team_id, asked_since=since_of(quiet))


def _keep_quiet(session: Session, card: PairCard, *, until: date) -> None:
    keep_lulls(session, lulls=[Lull(pair_id=card.pair_id, team_id=card.team_id, quiet_until=until)])


def _question(pair: Pair, member_id: str, hours: Hours, *, now: datetime) -> PlannedTouchpoint:
    """Return the question for one of the two; a later one of the same pair is another message."""
    morning = next_morning(hours, now=now, lives=NOTE_FRESH)
    return planned(
        kind=TouchpointKind.LULL,
        member_id=member_id,
        team_id=pair.team_id,
        subject_id=pair.id,
        due_at=morning.due_at,
        expires_at=morning.expires_at,
        revision=now.date().toordinal(),
        local_on=morning.local_on,
    )


def _two(pair: Pair) -> tuple[str, str]:
    return pair.mentor_id, pair.mentee_id
