import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

from sqlmodel import select

from storage import outbox, touchpoints
from storage.columns import new_id
from storage.database import Database
from storage.outbox import Parcel
from storage.touchpoints import Touchpoint
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.outbox.rows import FAST_US, NOW, SLOW_US, TEAM, a_message, claimed, keep, people, sent

CLAIMERS = 8
PEOPLE, EACH = 24, 6


def race(work: Callable[[], None]) -> None:
    """Run the same in eight threads that begin together."""
    start = threading.Barrier(CLAIMERS)

    def run() -> None:
        start.wait()
        work()

    with ThreadPoolExecutor(CLAIMERS) as pool:
        for done in [pool.submit(run) for _ in range(CLAIMERS)]:
            done.result()


def test_eight_claimers_take_every_message_once_in_each_persons_order(db: Database) -> None:
    ids = people(db, PEOPLE)
    messages = keep(db, *(a_message(who, number, minutes=90 - number) for number in range(EACH) for who in ids))
    sendings: list[Parcel] = []
    in_flight: set[str] = set()
    doubled: list[str] = []
    watching = threading.Lock()

    def send_all() -> None:
        while parcels := _take(db):
            for parcel in parcels:
                with watching:
                    doubled.extend(in_flight & {parcel.member.id})
                    in_flight.add(parcel.member.id)
                    sendings.append(parcel)
                with db.begin() as session:
                    assert len(outbox.mark(session, parcel=parcel)) == 1
                with watching:
                    in_flight.discard(parcel.member.id)
                assert len(sent(db, parcel, at=NOW - timedelta(hours=2))) == 1

    race(send_all)
    while parcels := _take(db):  # what became free after a claimer had looked
        for parcel in parcels:
            with db.begin() as session:
                outbox.mark(session, parcel=parcel)
            sent(db, parcel, at=NOW - timedelta(hours=2))
            sendings.append(parcel)
    order = [parcel.rows[0].id for parcel in sendings]
    assert sorted(order) == sorted(messages)
    assert doubled == []
    for who in ids:
        theirs = [parcel.rows[0].due_at for parcel in sendings if parcel.member.id == who]
        assert theirs == sorted(theirs)


def test_racing_claimers_never_share_a_slot(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, 64)))
    slots: list[float] = []
    race(lambda: slots.extend(parcel.slot_at.timestamp() for parcel in _take(db)))
    assert len(slots) == 64
    assert all(later - earlier >= FAST_US / 10**6 - 1e-6 for earlier, later in pairwise(sorted(slots)))


def test_racing_first_claims_of_a_workspace_make_one_pace(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, CLAIMERS)))
    taken: list[int] = []
    race(lambda: taken.append(len(claimed(db, token=new_id(), most=1, interval_us=SLOW_US).parcels)))
    assert sum(taken) == 1  # the second slot begins long after what a claim looks ahead


def test_sending_expiring_coalescing_and_reaping_at_once_meet_no_deadlock(db: Database) -> None:
    ids, item = people(db, PEOPLE), TouchpointKind.ITEM_DUE
    lives = (timedelta(minutes=1), timedelta(days=1))
    for each in lives:
        keep(db, *(a_message(who, (each, number), kind=item, lives=each) for number in range(EACH) for who in ids))
    keep(db, *(a_message(who, "moved", kind=item, revision=number) for number in (1, 2) for who in ids))
    numbers = iter(range(CLAIMERS))

    def work() -> None:
        is_housekeeper = next(numbers) % 2
        for _ in range(EACH):
            if is_housekeeper:
                with db.begin() as session:
                    outbox.reap(session, once=[item], at=NOW)
                    touchpoints.expire(session, now=NOW + timedelta(hours=1))
                    touchpoints.coalesce(session, now=NOW)
                continue
            for parcel in _take(db):
                with db.begin() as session:
                    outbox.mark(session, parcel=parcel)
                sent(db, parcel, at=NOW - timedelta(hours=3))

    race(work)
    with db.read() as session:
        states = set(session.exec(select(Touchpoint.state)))
    # Who finds everybody busy in each of its turns leaves messages ready; in flight there is none.
    assert states <= {TouchpointState.SENT, TouchpointState.SKIPPED, TouchpointState.READY}
    assert TouchpointState.SENT in states


def _take(db: Database) -> tuple[Parcel, ...]:
    return claimed(db, team_id=TEAM, token=new_id()).parcels
