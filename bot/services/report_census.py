"""Who did what in one half-year of a workspace, as the records say it: nine statements, however many they are."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlmodel import Session

from bot.domain.reports import placing
from bot.domain.reports.census import Census
from bot.domain.reports.groups import groups_of
from bot.domain.reports.periods import Span
from bot.domain.reports.placing import Counted
from bot.domain.reports.tables import Measure, Split
from bot.domain.reports.words import ACTIVE, ENDED, POPULATIONS
from bot.services.programme import programme
from storage.report_counts import (
    Due,
    agreements_by_pair,
    first_wishes,
    items_by_pair,
    meetings_by_pair,
    newcomers_until,
    reviews_asked,
)
from storage.report_people import Facts, PairDays, facts_of_everybody, pairs_to_count
from storage.vocabulary import ClosureKind, PairState

Placed = list[tuple[str, str]]
BEGUN = (PairState.ACTIVE, PairState.ENDED)
NOTHING_DUE = Due(0, 0)


def census_of(session: Session, *, team_id: str, span: Span, k: int) -> Census:
    """Return who is counted under which word.

    People are told apart by what is known of them now. Whoever has left is not counted, nor is a pair with them.
    """
    everybody = facts_of_everybody(session, team_id=team_id)
    here = {each.member_id for each in everybody}
    rows = pairs_to_count(session, team_id=team_id, until=span.until)
    stood = [(row, placing.kind_at(_counted(row), span)) for row in rows if {row.mentor_id, row.mentee_id} <= here]
    pairs = [(row, kind) for row, kind in stood if kind]
    active = [row for row, kind in pairs if kind == ACTIVE]
    loads = Counter(row.mentor_id for row in active)
    placed: dict[Measure, Placed] = {
        Measure.WAIT: _waits(session, team_id, span, rows, here),
        Measure.PAIRS: [(row.mentee_id, kind) for row, kind in pairs],
        **_work_of(session, team_id, span, active),
        Measure.LOAD: [(mentor_id, placing.load_word(count)) for mentor_id, count in loads.items()],
        Measure.CLOSURES: [(row.mentee_id, row.closure or ClosureKind.UNSAID) for row, kind in pairs if kind == ENDED],
    }
    return Census(placed, _groups(everybody, k=k))


def _work_of(session: Session, team_id: str, span: Span, active: Iterable[PairDays]) -> dict[Measure, Placed]:
    """Return what the active pairs did."""
    first, after = span.since.date(), span.until.date()
    held = meetings_by_pair(session, team_id=team_id, since=span.since, until=span.until)
    agreements = agreements_by_pair(session, team_id=team_id, until=span.until)
    due = items_by_pair(session, team_id=team_id, first=first, after=after)
    notices = _notices(session, team_id, span)
    placed: dict[Measure, Placed] = {measure: [] for measure in POPULATIONS[ACTIVE]}
    for row in active:
        items = due.get(row.pair_id, NOTHING_DUE)
        word = placing.meetings_word(_counted(row), span, held=held.get(row.pair_id, 0))
        placed[Measure.MEETINGS].append((row.mentee_id, word))
        word = placing.agreement_word(is_confirmed=agreements.get(row.pair_id))
        placed[Measure.AGREEMENTS].append((row.mentee_id, word))
        placed[Measure.ITEMS].append((row.mentee_id, placing.items_word(count=items.count, done=items.done)))
        placed[Measure.NOTICE].append((row.mentee_id, placing.notice_word(notices.get(row.pair_id, []))))
    return placed


def _notices(session: Session, team_id: str, span: Span) -> Mapping[str, list[int]]:
    """Return the notice of every review asked for, in working days of the programme, by pair."""
    weekdays = programme(session, team_id=team_id).weekdays
    found: dict[str, list[int]] = {}
    for pair_id, asked_at, wanted_on in reviews_asked(session, team_id=team_id, since=span.since, until=span.until):
        notice = placing.notice_of(asked_at.date(), wanted_on, weekdays=weekdays)
        found.setdefault(pair_id, []).append(notice)
    return found


def _waits(session: Session, team_id: str, span: Span, rows: Iterable[PairDays], here: set[str]) -> Placed:
    """Return how long mentees waited for their first mentoring: from joining, a first wish, or its own proposal."""
    joined = newcomers_until(session, team_id=team_id, until=span.until)
    wished = first_wishes(session, team_id=team_id, until=span.until)
    first = {row.mentee_id: row for row in sorted(rows, key=_began_last_first) if _counted(row).began_at}
    placed: Placed = []
    for member_id in sorted(here & {*joined, *wished, *first}):
        row = first.get(member_id)
        known = [joined.get(member_id), wished.get(member_id), row.proposed_at if row else None]
        began_at = _counted(row).began_at if row else None
        word = placing.wait_word(min((at for at in known if at), default=None), began_at, span)
        placed += [(member_id, word)] if word else []
    return placed


def _began_last_first(row: PairDays) -> float:
    began_at = _counted(row).began_at
    return -began_at.timestamp() if began_at else 0


def _counted(row: PairDays) -> Counted:
    """Return the days of a pair: it has begun when both had said yes, and whatever held it up was settled."""
    said_yes = [at for at in (row.proposed_at, row.mentor_confirmed_at, row.mentee_confirmed_at) if at]
    began_at = max(said_yes) if row.state in BEGUN else None
    ended_at = row.ended_at if row.state is PairState.ENDED else None
    return Counted(row.proposed_at, began_at, ended_at, row.quiet_until, row.cadence)


def _groups(everybody: Iterable[Facts], *, k: int) -> dict[Split, dict[str, str]]:
    """Return everybody's group, by each fact that people are told apart by."""
    known: dict[Split, dict[str, str | None]] = {
        Split.RANK: {each.member_id: each.rank for each in everybody},
        Split.STREAM: {each.member_id: each.stream for each in everybody},
        Split.DIVISION: {each.member_id: each.division for each in everybody},
        Split.SITE: {each.member_id: each.site for each in everybody},
        Split.GENDER: {each.member_id: each.gender for each in everybody},
    }
    return {split: groups_of(split, facts, k=k) for split, facts in known.items()}
