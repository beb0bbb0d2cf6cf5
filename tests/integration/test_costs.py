"""What a screen or a round of the clockwork asks of the database: as often for forty pairs as for one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from bot.deps import Deps
from bot.services import (
    agendas,
    agreements,
    credits,
    delivery,
    doors,
    endings,
    goals,
    home,
    items,
    lulls,
    notes,
    pairs,
    partings,
    recaps,
    reviews,
)
from storage.database import Database
from storage.items import ActionItem
from tests.integration.credit_steps import begin, sign
from tests.integration.recap_steps import met
from tests.outbox import keep_member, keep_message
from tests.pairing import MENTEE, MENTOR, NOW, enrol, pair_up, the
from tests.payloads import TEAM
from tests.planning import plan
from tests.rows import a_goal, an_item

Counted = Callable[[], AbstractContextManager[list[str]]]

FEW, MANY = 10, 1_000


def test_screens_and_rounds_cost_the_same_for_forty_pairs_and_a_thousand_items_as_for_one_and_ten(
    deps: Deps, db: Database, counted: Counted
) -> None:
    enrol(db, MENTEE)
    first, meeting_id = _pair_that_has_met(deps, db, "U0MENTEE000")
    _keep_items(db, [first], count=FEW)
    _keep_messages(deps, range(1))
    small = _costs(deps, counted, first, meeting_id)
    others = [_pair_that_has_met(deps, db, f"U0MENTEE{number:03}")[0] for number in range(1, 40)]
    _keep_items(db, [first, *others], count=MANY - FEW)
    _keep_messages(deps, range(1, 40))
    large = _costs(deps, counted, first, meeting_id)
    assert len(pairs.cards(deps, actor=the(db, MENTOR))) == 40
    assert large == small
    assert max(small.values()) <= 15


def _costs(deps: Deps, counted: Counted, pair_id: str, meeting_id: str) -> dict[str, int]:
    """Return how many statements each screen of the mentor, and each round, runs."""
    mentor = the(deps.db, MENTOR)
    work: dict[str, Callable[[], object]] = {
        "choice of a pair": lambda: pairs.cards(deps, actor=mentor),
        "home": lambda: home.page(deps, team_id=TEAM, user_id=MENTOR, member=mentor, is_first_time=False),
        "agenda": lambda: agendas.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "goals": lambda: goals.board(deps, actor=mentor, pair_id=pair_id, page=0, is_past=False),
        "items": lambda: items.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "reviews": lambda: reviews.board(deps, actor=mentor, pair_id=pair_id),
        "notes": lambda: notes.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "doors": lambda: doors.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "recaps": lambda: recaps.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "agreement": lambda: agreements.board(deps, actor=mentor, pair_id=pair_id),
        "credits": lambda: credits.board(deps, actor=mentor, pair_id=pair_id, page=0),
        "recap": lambda: recaps.form(deps, actor=mentor, meeting_id=meeting_id),
        "ending": lambda: endings.sheet(deps, actor=mentor, pair_id=pair_id),
        "ends": lambda: partings.settle(deps, now=deps.clock.now()),
        "lulls": lambda: lulls.ask(deps, now=deps.clock.now()),
        "reap": lambda: delivery.reap(deps),
        "expire": lambda: delivery.expire(deps, now=deps.clock.now()),
        "ease": lambda: delivery.ease(deps),
        "prune": lambda: delivery.prune(deps),
    }
    found = {}
    for name, do in work.items():
        with counted() as statements:
            do()
        found[name] = len(statements)
    return found


def _pair_that_has_met(deps: Deps, db: Database, mentee: str) -> tuple[str, str]:
    """Make a pair with a goal, a meeting behind it and one ahead; return its id and that of the meeting behind."""
    pair_id = pair_up(db, mentee=mentee)
    meeting_id = met(db, pair_id, starts_at=NOW - timedelta(days=2))
    plan(deps, pair_id, by=mentee, view_id=mentee)
    with db.begin() as session:
        session.add(a_goal(the(db, MENTOR), pair_id, "A goal"))
    sign(deps, begin(deps, pair_id, by=MENTOR), by=MENTOR)
    return pair_id, meeting_id


def _keep_items(db: Database, pair_ids: list[str], *, count: int) -> None:
    mentor = the(db, MENTOR)
    kept: list[ActionItem] = [an_item(mentor, pair_ids[number % len(pair_ids)], "x") for number in range(count)]
    with db.begin() as session:
        session.add_all(kept)


def _keep_messages(deps: Deps, numbers: range) -> None:
    """Keep a message for each of these other people that has become pointless, for a round to skip."""
    for number in numbers:
        reader = keep_member(deps, f"U0READER{number:03}")
        keep_message(deps, reader, due_at=NOW - timedelta(days=2), lives=timedelta(days=1))
