from datetime import date, timedelta

from sqlmodel import col, select, update

from storage import touchpoints
from storage.database import Database
from storage.touchpoints import CHUNK, Retimed, Touchpoint
from storage.vocabulary import Lane, TouchpointKind, TouchpointState
from tests.integration.outbox.rows import (
    NOW,
    OTHER_TEAM,
    TEAM,
    a_message,
    claimed,
    keep,
    marked,
    people,
    row_of,
    sent,
    state_of,
)

ITEM = TouchpointKind.ITEM_DUE


def test_planning_twice_leaves_one_and_counts_what_is_new(db: Database) -> None:
    one, two = people(db, 2)
    first, again, other = a_message(one), a_message(one, minutes=30), a_message(two, lane=Lane.PERSON)
    with db.begin() as session:
        assert touchpoints.plan(session, [first]) == 1
        assert touchpoints.plan(session, [again, other, a_message(two, minutes=1)]) == 1
        assert touchpoints.plan(session, []) == 0
        assert touchpoints.plan(session, (each for each in [again, other])) == 0
    row = row_of(db, first.id)
    assert (row.due_at, row.state, row.attempts, row.lane) == (NOW, TouchpointState.READY, 0, Lane.SCHEDULE)
    assert (row.team_id, row.kind, row.local_on, row.expires_at) == (TEAM, first.kind, None, first.expires_at)
    assert row_of(db, other.id).lane == Lane.PERSON


def test_more_messages_than_one_chunk_are_all_planned(db: Database) -> None:
    [who] = people(db, 1)
    with db.begin() as session:
        assert touchpoints.plan(session, (a_message(who, number) for number in range(2 * CHUNK + 3))) == 2 * CHUNK + 3
        assert touchpoints.plan(session, (a_message(who, number) for number in range(2 * CHUNK + 5))) == 2


def test_what_never_arrived_can_be_planned_again(db: Database) -> None:
    [who] = people(db, 1)
    message = a_message(who)
    keep(db, message)
    with db.begin() as session:
        assert not touchpoints.plan_again(session, message)
        touchpoints.expire(session, now=NOW + timedelta(days=2))
        assert touchpoints.plan_again(session, message)
    row = row_of(db, message.id)
    assert (row.state, row.outcome, row.settled_at) == (TouchpointState.READY, None, None)


def test_a_persons_ready_messages_get_another_time(db: Database) -> None:
    one, two = people(db, 2)
    first, second, hers = keep(db, a_message(one, 1), a_message(one, 2), a_message(two, 3))
    parcel = marked(db)
    taken = parcel.rows[0].id
    later, point = NOW + timedelta(days=3), NOW + timedelta(days=4)
    with db.begin() as session:
        everything = {each: Retimed(each, later.date(), later, point) for each in (first, second, hers)}
        mine = touchpoints.retime(session, member_id=one, messages=everything.values())
        hers_again = touchpoints.retime(session, member_id=two, messages=[everything[hers]])
        assert touchpoints.retime(session, member_id=two, messages=[]) == 0
    assert mine + hers_again == 2
    moved = [row_of(db, each) for each in {first, second, hers} - {taken}]
    assert {(row.local_on, row.due_at, row.expires_at) for row in moved} == {(later.date(), later, point)}
    assert row_of(db, taken).due_at == NOW


def test_only_mornings_that_are_still_to_come_are_returned(db: Database) -> None:
    one, two, three = people(db, 3)
    late, early, plain, over, others = keep(
        db, *(a_message(who, number) for who, number in ((one, 1), (two, 2), (one, 3), (two, 4), (three, 5)))
    )
    with db.begin() as session:
        for message_id, days in ((late, 2), (early, 1), (over, 0), (others, 0)):
            change = update(Touchpoint).where(col(Touchpoint.id) == message_id)
            session.exec(change.values(local_on=date(2026, 11, 23 + days), due_at=NOW + timedelta(days=days)))
        session.exec(update(Touchpoint).where(col(Touchpoint.id) == over).values(state=TouchpointState.SENT))
    with db.read() as session:
        mornings = touchpoints.ready_mornings(session, member_ids=[one, two])
    assert [row.id for row in mornings] == [early, late]
    assert plain not in {row.id for row in mornings}


def test_what_has_become_pointless_is_skipped_in_every_workspace_and_lane(db: Database) -> None:
    [one], [two] = people(db, 1), people(db, 1, team_id=OTHER_TEAM)
    hour = timedelta(hours=1)
    gone, lane, kept = keep(
        db,
        a_message(one, 1, minutes=61, lives=hour),
        a_message(two, 2, minutes=90, lives=hour, lane=Lane.PERSON, team_id=OTHER_TEAM),
        a_message(one, 3, minutes=60, lives=hour),
    )
    with db.begin() as session:
        assert touchpoints.expire(session, now=NOW) == 2
        assert touchpoints.expire(session, now=NOW) == 0
    row = row_of(db, gone)
    assert (row.state, row.outcome, row.settled_at) == (TouchpointState.SKIPPED, "expired", NOW)
    assert (state_of(db, lane), state_of(db, kept)) == (TouchpointState.SKIPPED, TouchpointState.READY)


def test_what_is_in_flight_neither_expires_nor_is_overtaken(db: Database) -> None:
    [who] = people(db, 1)
    [message_id] = keep(db, a_message(who, minutes=5))
    claimed(db)
    keep(db, a_message(who, revision=2))
    with db.begin() as session:
        assert touchpoints.expire(session, now=NOW + timedelta(days=9)) == 1
        assert touchpoints.coalesce(session, now=NOW) == 0
    assert state_of(db, message_id) is TouchpointState.LEASED


def test_of_several_about_one_thing_the_newest_is_kept(db: Database) -> None:
    one, two = people(db, 2)
    first, second, third = keep(db, *(a_message(one, revision=revision, minutes=9) for revision in (1, 2, 3)))
    same = keep(db, a_message(two, revision=1), a_message(one, 2, revision=1), a_message(one, kind=ITEM, revision=1))
    with db.begin() as session:
        assert touchpoints.coalesce(session, now=NOW) == 2
    assert {row_of(db, each).outcome for each in (first, second)} == {"newer"}
    assert {state_of(db, each) for each in (third, *same)} == {TouchpointState.READY}


def test_what_is_not_due_is_not_overtaken_yet(db: Database) -> None:
    [who] = people(db, 1)
    keep(db, *(a_message(who, revision=revision, minutes=-9) for revision in (1, 2)))
    with db.begin() as session:
        assert touchpoints.coalesce(session, now=NOW) == 0
        assert touchpoints.coalesce(session, now=NOW + timedelta(minutes=9)) == 1


def test_a_round_to_come_does_not_overtake_the_one_that_is_due(db: Database) -> None:
    [who] = people(db, 1)
    due, ahead = keep(db, a_message(who, revision=1, minutes=9), a_message(who, revision=2, minutes=-9))
    with db.begin() as session:
        assert touchpoints.coalesce(session, now=NOW, rounds=list(TouchpointKind)) == 0
        later = NOW + timedelta(minutes=9)
        assert touchpoints.coalesce(session, now=later, rounds=list(TouchpointKind)) == 1
    assert (row_of(db, due).outcome, state_of(db, ahead)) == ("newer", TouchpointState.READY)


def test_what_was_settled_long_ago_is_deleted_and_nothing_else(db: Database) -> None:
    old, recent, ready = people(db, 3)
    keep(db, a_message(old, minutes=9))
    sent(db, marked(db), at=NOW - timedelta(days=401))
    keep(db, a_message(recent, minutes=5))
    sent(db, marked(db), at=NOW - timedelta(days=399))
    keep(db, a_message(ready, minutes=60 * 24 * 500, lives=timedelta(days=900)))
    with db.begin() as session:
        assert touchpoints.prune(session, before=NOW - timedelta(days=400), most=9) == 1
        assert set(session.exec(select(Touchpoint.member_id))) == {recent, ready}


def test_of_much_that_is_old_the_oldest_is_deleted_first(db: Database) -> None:
    ids = keep(db, *(a_message(who) for who in people(db, 3)))
    with db.begin() as session:
        for days, each in enumerate(ids):
            over = {"state": TouchpointState.FAILED, "settled_at": NOW + timedelta(days=days)}
            session.exec(update(Touchpoint).where(col(Touchpoint.id) == each).values(over))
        counts = [touchpoints.prune(session, before=NOW + timedelta(days=9), most=2)]
        assert list(session.exec(select(Touchpoint.id))) == ids[2:]
        counts += [touchpoints.prune(session, before=NOW + timedelta(days=9), most=2) for _ in range(2)]
    assert counts == [2, 1, 0]
