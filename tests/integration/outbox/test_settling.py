from dataclasses import replace
from datetime import timedelta

from storage import outbox
from storage.database import Database
from storage.vocabulary import TouchpointKind, TouchpointState
from tests.integration.outbox.rows import (
    NOW,
    a_message,
    age,
    claimed,
    ids_of,
    keep,
    marked,
    people,
    row_of,
    sent,
    state_of,
)

ITEM, PROMPT, FILE = TouchpointKind.ITEM_DUE, TouchpointKind.AGENDA_PROMPT, TouchpointKind.MEETING_FILE
FREE_AT = NOW + timedelta(seconds=1.05)


def reap(db: Database, *once: TouchpointKind) -> outbox.Reaped:
    """Take back what lies about as if its sender had died."""
    age(db, seconds=100)
    with db.begin() as session:
        return outbox.reap(session, once=once, at=NOW)


def test_a_mark_counts_the_attempt_and_gives_a_fresh_lease(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    [parcel] = claimed(db).parcels
    age(db, seconds=5)
    with db.begin() as session:
        assert outbox.mark(session, parcel=parcel) == {message_id}
    row = row_of(db, message_id)
    assert (row.state, row.attempts) == (TouchpointState.SENDING, 1)
    assert row.lease_until is not None
    assert row.lease_until > parcel.slot_at + timedelta(seconds=50)


def test_rows_that_were_taken_back_drop_out_of_a_mark(db: Database) -> None:
    [who] = people(db, 1)
    keep(db, a_message(who, 1, kind=ITEM, minutes=2), a_message(who, 2, kind=ITEM, minutes=1))
    [parcel] = claimed(db).parcels
    first, second = parcel.rows
    with db.begin() as session:
        assert outbox.postpone(session, touchpoint_id=first.id, token=parcel.token, until=NOW, attempts=0)
    with db.begin() as session:
        assert outbox.mark(session, parcel=parcel) == {second.id}
        assert outbox.mark(session, parcel=parcel) == frozenset()


def test_nothing_of_a_lost_lease_can_be_marked_settled_or_postponed(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    [lost] = claimed(db, token="theirs").parcels
    assert reap(db) == outbox.Reaped(ready=1, doubtful=0)
    [parcel] = claimed(db, token="ours").parcels
    with db.begin() as session:
        assert outbox.mark(session, parcel=lost) == frozenset()
        assert not outbox.postpone(session, touchpoint_id=message_id, token=lost.token, until=NOW, attempts=0)
        settled = outbox.settle(
            session, touchpoint_id=message_id, token=lost.token, state=TouchpointState.FAILED, at=NOW, outcome="x"
        )
    assert not settled
    assert sent(db, lost) == frozenset()
    with db.begin() as session:
        assert outbox.mark(session, parcel=parcel) == {message_id}


def test_a_message_is_settled_once(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    parcel = marked(db)
    assert sent(db, parcel) == {message_id}
    row = row_of(db, message_id)
    assert (row.state, row.settled_at, row.slack_ts, row.digest_id) == (
        TouchpointState.SENT,
        NOW,
        "1700000000.000100",
        None,
    )
    assert sent(db, parcel) == frozenset()


def test_a_digest_is_told_in_its_first_message(db: Database) -> None:
    [who] = people(db, 1)
    first, *others = keep(db, *(a_message(who, number, kind=ITEM, minutes=9 - number) for number in range(3)))
    sent(db, marked(db))
    assert row_of(db, first).digest_id == first
    assert {row_of(db, other).digest_id for other in others} == {first}
    assert {row_of(db, each).slack_ts for each in (first, *others)} == {"1700000000.000100"}


def test_part_of_a_parcel_can_be_sent(db: Database) -> None:
    [who] = people(db, 1)
    left, *kept = keep(db, *(a_message(who, number, kind=ITEM, minutes=9 - number) for number in range(3)))
    [parcel] = claimed(db).parcels
    with db.begin() as session:
        outbox.settle(
            session, touchpoint_id=left, token=parcel.token, state=TouchpointState.SKIPPED, at=NOW, outcome="moved"
        )
    rest = replace(parcel, rows=parcel.rows[1:])
    with db.begin() as session:
        assert outbox.mark(session, parcel=rest) == set(kept)
    assert sent(db, rest) == set(kept)
    assert (row_of(db, left).outcome, row_of(db, kept[1]).digest_id) == ("moved", kept[0])


def test_a_doubtful_message_that_slack_took_after_all_is_sent(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    parcel = marked(db)
    assert reap(db, FILE) == outbox.Reaped(ready=0, doubtful=1)
    assert (row_of(db, message_id).state, row_of(db, message_id).settled_at) == (TouchpointState.DOUBTFUL, NOW)
    assert sent(db, parcel) == {message_id}
    assert (row_of(db, message_id).state, row_of(db, message_id).outcome) == (TouchpointState.SENT, None)


def test_a_message_put_back_for_others_is_sent_when_slack_took_it_after_all(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    parcel = marked(db)
    assert reap(db) == outbox.Reaped(ready=1, doubtful=0)
    assert sent(db, parcel) == {message_id}
    assert claimed(db).parcels == ()


def test_a_message_that_others_have_taken_meanwhile_is_theirs(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    slow = replace(marked(db), token="ours")
    reap(db)
    [theirs] = claimed(db, token="theirs").parcels
    assert sent(db, slow) == frozenset()
    with db.begin() as session:
        assert outbox.mark(session, parcel=theirs) == {message_id}
    assert sent(db, theirs) == {message_id}


def test_a_message_can_be_doubtful_by_its_own_senders_word(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    parcel = marked(db)
    with db.begin() as session:
        assert outbox.settle(
            session, touchpoint_id=message_id, token=parcel.token, state=TouchpointState.DOUBTFUL, at=NOW, outcome="t"
        )
    assert (row_of(db, message_id).state, row_of(db, message_id).outcome) == (TouchpointState.DOUBTFUL, "t")


def test_a_postponed_message_is_due_again_at_its_new_time(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    parcel = marked(db)
    until = NOW + timedelta(minutes=5)
    with db.begin() as session:
        assert outbox.postpone(session, touchpoint_id=message_id, token=parcel.token, until=until, attempts=3)
    assert claimed(db).parcels == ()
    [again] = claimed(db, now=until).parcels
    assert again.rows[0].attempts == 3


def test_the_persons_next_messages_wait_a_second_and_keep_their_order(db: Database) -> None:
    one, two = people(db, 2)
    first, second, third = keep(db, *(a_message(one, number, minutes=9 - number) for number in range(3)))
    other, later = keep(db, a_message(two), a_message(one, 4, minutes=-10))
    parcel = marked(db)
    sent(db, parcel)
    assert FREE_AT < row_of(db, second).due_at < row_of(db, third).due_at < FREE_AT + timedelta(milliseconds=1)
    assert (row_of(db, other).due_at, row_of(db, later).due_at) == (NOW, NOW + timedelta(minutes=10))
    assert ids_of(claimed(db, now=FREE_AT)) == [[other]]
    assert [first] == [row.id for row in parcel.rows]


def test_the_dead_are_reaped_only_after_their_lease(db: Database) -> None:
    one, two = people(db, 2)
    leased, sending = keep(db, a_message(one, minutes=1), a_message(two, kind=PROMPT, minutes=2))
    marked(db)
    claimed(db)
    states = {-30: "leased sending", 10: "ready sending", 29: "ready sending", 31: "ready doubtful"}
    for seconds, expected in states.items():
        age(db, seconds=seconds)
        with db.begin() as session:
            outbox.reap(session, once=[PROMPT], at=NOW)
        assert f"{state_of(db, leased)} {state_of(db, sending)}" == expected


def test_a_sole_writer_waits_for_no_lease(db: Database) -> None:
    one, two = people(db, 2)
    leased, sending = keep(db, a_message(one, minutes=1), a_message(two, minutes=2))
    marked(db)
    claimed(db)
    with db.begin() as session:
        assert outbox.reap(session, once=[PROMPT], at=NOW, is_sole_writer=True) == outbox.Reaped(ready=2, doubtful=0)
    assert state_of(db, leased) is state_of(db, sending) is TouchpointState.READY
    assert (row_of(db, leased).attempts, row_of(db, sending).attempts) == (0, 1)


def test_a_digest_counts_once_by_its_first_message(db: Database) -> None:
    one, two = people(db, 2)
    keep(db, a_message(one, 1, kind=ITEM, minutes=9), a_message(one, 2, kind=PROMPT, minutes=8))
    keep(db, a_message(two, 3, kind=PROMPT, minutes=7), a_message(two, 4, minutes=6))
    sent(db, marked(db), at=NOW)
    sent(db, marked(db), at=NOW + timedelta(minutes=1))
    with db.read() as session:
        everything = outbox.sent_since(session, member_ids=[one, two], kinds=[ITEM, PROMPT], since=NOW)
        later = outbox.sent_since(session, member_ids=[one, two], kinds=[PROMPT], since=NOW + timedelta(seconds=1))
        hers = outbox.sent_since(session, member_ids=[one], kinds=[PROMPT], since=NOW)
    assert everything == [(one, ITEM, NOW), (two, PROMPT, NOW + timedelta(minutes=1))]
    assert later == [(two, PROMPT, NOW + timedelta(minutes=1))]
    assert hers == []
