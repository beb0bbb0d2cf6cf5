"""What the records say of a mentor's year: whom they mentored, how often they met, what came of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.domain.calendar import at_local, local_day
from bot.domain.statements import Facts, Period, is_within
from storage.endings import endings_of
from storage.introductions import introductions_within
from storage.members import Member
from storage.pairs import PairRow, pairs_begun_of
from storage.profiles import profiles_of
from storage.records import record
from storage.statement_counts import meetings_within, reviews_within
from storage.vocabulary import PairState, Rank

MIDNIGHT = time(0)


@record
class Year:
    """What the records say of a mentor's period."""

    since: date | None
    """When they first mentored somebody, whenever that was."""
    rank: Rank | None
    mentees: Mapping[str, tuple[str, Facts, bool]]
    """By member id: the name, the facts, whether they are still here to be asked."""


@record
class Span:
    """When one pair was a pair, on the mentor's calendar."""

    row: PairRow
    began_on: date
    ended_on: date | None


def year_of(session: Session, mentor: Member, period: Period, *, now: datetime) -> Year:
    """Return what the records say of a mentor's period, up to now: seven statements, however many they mentor."""
    zone = ZoneInfo(mentor.zone)
    spans = _spans(session, mentor, zone, now=now)
    within = [each for each in spans if is_within(period, began_on=each.began_on, ended_on=each.ended_on)]
    since, until = at_local(period.first, MIDNIGHT, zone), min(at_local(period.after, MIDNIGHT, zone), now)
    pair_ids = [each.row.pair.id for each in within]
    meetings = meetings_within(session, pair_ids=pair_ids, since=since, until=until)
    reviews = reviews_within(session, pair_ids=pair_ids, since=since, until=until)
    introductions = introductions_within(session, pair_ids=pair_ids, first=period.first, last=period.last)
    counts = {"meetings": meetings, "reviews": reviews, "introductions": introductions}
    profiles = profiles_of(session, member_ids=[mentor.id, *(each.row.mentee.id for each in within)])
    ranks = {member_id: profile.rank for member_id, profile in profiles.items()}
    theirs: dict[str, list[Span]] = {}
    for each in within:
        theirs.setdefault(each.row.mentee.id, []).append(each)
    mentees = {
        mentee_id: (
            parts[0].row.mentee.name,
            _facts(parts, period, rank=ranks.get(mentee_id), counts=counts),
            parts[0].row.mentee.is_full_member,
        )
        for mentee_id, parts in theirs.items()
    }
    return Year(min((each.began_on for each in spans), default=None), ranks.get(mentor.id), mentees)


def text_of(facts: Facts) -> str:
    """Return facts as they are kept."""
    return json.dumps(asdict(facts), default=date.isoformat)


def facts_in(text: str) -> Facts:
    """Return kept facts; a rank that this version does not know is none."""
    kept = json.loads(text)
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("began_on", "ended_on")}
    rank = Rank(kept["rank"]) if kept["rank"] in set(Rank) else None
    return Facts(**{**kept, **days, "rank": rank})


def _spans(session: Session, mentor: Member, zone: ZoneInfo, *, now: datetime) -> list[Span]:
    """Return every pair that somebody is or was the mentor of, from its beginning to its end: two statements."""
    begun = (PairState.ACTIVE, PairState.ENDED)
    rows = [
        row
        for row in pairs_begun_of(session, member_id=mentor.id)
        if row.mentor.id == mentor.id and row.pair.state in begun
    ]
    ends: dict[str, date] = {}
    for ending in endings_of(session, pair_ids=[row.pair.id for row in rows if row.pair.state is PairState.ENDED]):
        if ending.tells_at <= now:
            ends.setdefault(ending.pair_id, ending.ends_on)
    return [Span(row, _began_on(row, zone), ends.get(row.pair.id)) for row in rows]


def _began_on(row: PairRow, zone: ZoneInfo) -> date:
    """Return the day on which both had said yes."""
    pair = row.pair
    said_yes = [at for at in (pair.mentor_confirmed_at, pair.mentee_confirmed_at) if at]
    return local_day(max([pair.proposed_at, *said_yes]), zone)


def _facts(
    parts: Sequence[Span],
    period: Period,
    *,
    rank: Rank | None,
    counts: Mapping[str, Mapping[str, int]],
) -> Facts:
    """Return what is counted of one mentee, who may have been in several pairs with the same mentor."""
    ends = [part.ended_on for part in parts]
    latest = max((end for end in ends if end), default=None) if all(ends) else None
    return Facts(
        rank=rank,
        began_on=min(part.began_on for part in parts),
        ended_on=latest if latest and latest <= period.last else None,
        **{name: _sum(numbers, parts) for name, numbers in counts.items()},
    )


def _sum(numbers: Mapping[str, int], parts: Iterable[Span]) -> int:
    return sum(numbers.get(part.row.pair.id, 0) for part in parts)
