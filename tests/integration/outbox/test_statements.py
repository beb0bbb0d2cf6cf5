import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from bot.domain.delivery import PERSON_GAP
from storage import outbox, touchpoints
from storage.database import Database
from storage.touchpoints import Retimed
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.outbox.rows import NOW, TEAM, a_message, claimed, keep, marked, people

ITEM, PROMPT = TouchpointKind.ITEM_DUE, TouchpointKind.AGENDA_PROMPT
WITHOUT_INDEX = re.compile(r"Seq Scan on touchpoint|SCAN (touchpoint|flying|newer)\b(?! USING)")

Work = Callable[[Session, outbox.Parcel], object]


def claim(session: Session, _parcel: outbox.Parcel) -> object:
    """Claim eight."""
    return outbox.claim(session, team_id=TEAM, now=NOW, foldable=[ITEM], token="t", most=8, interval_us=1_000)


def settle(session: Session, parcel: outbox.Parcel) -> object:
    """Settle one."""
    row = parcel.rows[0]
    state = TouchpointState.FAILED
    return outbox.settle(session, touchpoint_id=row.id, token=parcel.token, state=state, at=NOW, outcome=None)


WORK: dict[str, Work] = {
    "teams_due": lambda session, _: outbox.teams_due(session, now=NOW),
    "next_instant": lambda session, _: outbox.next_instant(session, after=NOW),
    "claim": claim,
    "mark": lambda session, parcel: outbox.mark(session, parcel=parcel),
    "settle": settle,
    "settle_sent": lambda session, parcel: outbox.settle_sent(
        session, parcel=parcel, ids=[parcel.rows[0].id], ts="1.1", at=NOW, gap=PERSON_GAP
    ),
    "postpone": lambda session, parcel: outbox.postpone(
        session, touchpoint_id=parcel.rows[0].id, token=parcel.token, until=NOW, attempts=1
    ),
    "reap": lambda session, _: outbox.reap(session, once=[ITEM], at=NOW),
    "reap alone": lambda session, _: outbox.reap(session, once=[ITEM], at=NOW, is_sole_writer=True),
    "sent_since": lambda session, parcel: outbox.sent_since(
        session, member_ids=[parcel.member.id], kinds=[ITEM], since=NOW - timedelta(days=30)
    ),
    "expire": lambda session, _: touchpoints.expire(session, now=NOW),
    "coalesce": lambda session, _: touchpoints.coalesce(session, now=NOW),
    "prune": lambda session, _: touchpoints.prune(session, before=NOW - timedelta(days=400), most=9),
    "retime": lambda session, parcel: touchpoints.retime(
        session, member_id=parcel.member.id, messages=[Retimed(parcel.rows[0].id, None, NOW, NOW)]
    ),
    "ready_mornings": lambda session, parcel: touchpoints.ready_mornings(session, member_ids=[parcel.member.id]),
}


@contextmanager
def executed() -> Iterator[list[tuple[str, Any]]]:
    """Collect what a block runs on any table of messages."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:  # noqa: ANN401 - the driver's
        if "touchpoint" in statement and "EXPLAIN" not in statement:
            seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def explained(db: Database, statement: str, parameters: Any) -> str:  # noqa: ANN401 - the driver's
    """Return how the database would go about it; PostgreSQL is kept from reading small tables through."""
    is_sqlite = db.dialect_name == "sqlite"
    many = isinstance(parameters, list)
    with db.begin() as session:
        connection = session.connection()
        if not is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
        rows = connection.exec_driver_sql(explain + statement, parameters[0] if many else parameters)
        return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("name", WORK)
def test_every_statement_uses_an_index(db: Database, name: str) -> None:
    ids = people(db, 3)
    keep(db, *(a_message(who, about, kind=kind) for who in ids for about, kind in enumerate((ITEM, PROMPT))))
    parcel = marked(db)
    with executed() as seen, db.begin() as session:
        WORK[name](session, parcel)
    assert seen
    for statement, parameters in seen:
        plan = explained(db, statement, parameters)
        assert not WITHOUT_INDEX.search(plan), f"{statement}\n{plan}"


def test_a_claim_runs_as_many_statements_for_eight_as_for_one(
    db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    keep(db, *(a_message(who, about, kind=ITEM) for who in people(db, 20) for about in range(3)))
    runs = []
    for most in (1, 8, 8):
        with counted() as statements:
            assert len(claimed(db, most=most).parcels) == most
        runs.append(len(statements))
    first, *others = runs
    assert others == [others[0]] * 2
    assert first - others[0] in {0, 1, 2}  # the first claim of a workspace makes its pace
    assert others[0] <= 9


def test_a_claim_with_nothing_due_only_looks(
    db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    claimed(db)
    with counted() as statements:
        assert claimed(db).parcels == ()
    assert len([statement for statement in statements if not statement.startswith("SELECT")]) <= 1
