"""What each query of a programme's report costs, over one look through all meetings, among ten thousand members.

Two hundred thousand meetings of three thousand pairs; half of the members say their gender, which is sealed. The
longest query counts. Beside it stands how long the whole report takes that is made of them.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlmodel import Session, col, func, insert, select

from bot.domain.reports.making import report_of
from bot.domain.reports.periods import span_of
from bot.services.report_census import census_of
from storage import report_counts, report_people
from storage.columns import new_id
from storage.database import Database
from storage.meetings import Meeting
from storage.pairs import Pair
from storage.profiles import Profile
from storage.vocabulary import MeetingState
from tests.bench import faculty, outboxes
from tests.bench.outboxes import TEAM
from tests.bench.report import Result, medians

KEYS = (
    "report_over_meeting_scan",
    "report_longest_query_s",
    "report_over_meeting_scan_pg",
    "report_longest_query_s_pg",
)
RUNS = 3
MEMBERS, MEETINGS, CHUNK = 10_000, 200_000, 10_000
PERIOD = "2026-2"
SPAN = span_of(PERIOD)
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
SPREAD_DAYS = 400
MILLISECONDS = 1_000
SMALLEST = 5

Query = Callable[[Session], object]


async def measure(folder: Path) -> Sequence[Result]:
    """Run every query of the report, and the look through all meetings, in each of RUNS runs, in turns."""
    kinds: list[Callable[[], AbstractContextManager[Database]]] = [partial(outboxes.sqlite, folder), outboxes.postgres]
    return [
        result for number, opened in enumerate(kinds) for result in _measured(KEYS[2 * number : 2 * number + 2], opened)
    ]


def queries() -> dict[str, Query]:
    """Return every query that grows with the faculty, by name."""
    since, until = SPAN.since, SPAN.until
    return {
        "people": lambda session: report_people.facts_of_everybody(session, team_id=TEAM),
        "pairs": lambda session: report_people.pairs_to_count(session, team_id=TEAM, until=until),
        "meetings": lambda session: report_counts.meetings_by_pair(session, team_id=TEAM, since=since, until=until),
        "agreements": lambda session: report_counts.agreements_by_pair(session, team_id=TEAM, until=until),
        "items": lambda session: report_counts.items_by_pair(
            session, team_id=TEAM, first=since.date(), after=until.date()
        ),
        "reviews": lambda session: report_counts.reviews_asked(session, team_id=TEAM, since=since, until=until),
        "wishes": lambda session: report_counts.first_wishes(session, team_id=TEAM, until=until),
        "newcomers": lambda session: report_counts.newcomers_until(session, team_id=TEAM, until=until),
    }


def _measured(keys: Sequence[str], opened: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with opened() as database:
        fill(database)
        asked: dict[str, Query] = {"every meeting": _look_through, **queries(), "the whole report": _made}
        rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in asked}
        for run in range(RUNS + 1):
            for name, query in asked.items():
                seconds = _seconds(database, query)
                rows[name] += [(MILLISECONDS * seconds,)] if run else []
    longest = [max(rows[name][run][0] for name in queries()) for run in range(RUNS)]
    peers = tuple(medians(name, numbers) for name, numbers in rows.items())
    ratios = tuple(one / scan[0] for one, scan in zip(longest, rows["every meeting"], strict=True))
    yield Result(key=keys[0], ratios=ratios, at_most=8, headings=("ms",), peers=peers)
    seconds_each = tuple(one / MILLISECONDS for one in longest)
    yield Result(key=keys[1], ratios=seconds_each, at_most=2, headings=("ms",), peers=peers[:1])


def fill(database: Database) -> None:
    """Keep a faculty that meets; every run draws the same."""
    lot = Random(1)
    people = faculty.fill(database, MEMBERS)
    with database.begin() as session:
        for profile in session.exec(
            select(Profile).where(col(Profile.member_id).in_([each.id for each in people[::2]]))
        ):
            profile.gender = lot.choice(("Woman", "man", "woman", "non-binary"))
        pair_ids = list(session.exec(select(Pair.id)))
        for _ in range(MEETINGS // CHUNK):
            meetings = [_meeting(lot, lot.choice(pair_ids), people[0].id) for _ in range(CHUNK)]
            session.connection().execute(insert(Meeting), meetings)


def _meeting(lot: Random, pair_id: str, member_id: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "team_id": TEAM,
        "pair_id": pair_id,
        "starts_at": BEGAN + timedelta(days=lot.randrange(SPREAD_DAYS)),
        "zone": "UTC",
        "minutes": 60,
        "state": lot.choice(list(MeetingState)),
        "revision": 1,
        "changed_by_id": member_id,
        "changed_at": BEGAN,
    }


def _look_through(session: Session) -> object:
    """Look at every meeting once: no index holds what is asked for."""
    return session.exec(select(func.count(), func.max(Meeting.minutes)).where(Meeting.minutes > 0)).all()


def _made(session: Session) -> object:
    census = census_of(session, team_id=TEAM, span=SPAN, k=SMALLEST)
    return report_of(census, period=PERIOD, k=SMALLEST, made_on=SPAN.until.date(), people=MEMBERS)


def _seconds(database: Database, query: Query) -> float:
    with database.read() as session:
        began_at = time.perf_counter()
        query(session)
        return time.perf_counter() - began_at
