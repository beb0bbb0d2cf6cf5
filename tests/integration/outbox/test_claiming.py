import itertools
from datetime import timedelta

from storage import outbox, pace
from storage.conversations import keep_direct_channel
from storage.database import Database
from storage.instants import machine_now
from storage.picking import AHEAD, MOST_IN_A_DIGEST
from storage.vocabulary import Lane, TouchpointKind, TouchpointState
from tests.integration.outbox.rows import (
    NOW,
    OTHER_TEAM,
    SLOW_US,
    TEAM,
    a_message,
    claimed,
    ids_of,
    keep,
    marked,
    people,
    row_of,
    sent,
    state_of,
)

ITEM, PROMPT = TouchpointKind.ITEM_DUE, TouchpointKind.AGENDA_PROMPT


def test_what_people_cause_goes_first_then_what_has_been_due_longest(db: Database) -> None:
    one, two, three, four = people(db, 4)
    newer, older = a_message(one, minutes=5), a_message(two, minutes=90)
    late, early = (a_message(who, lane=Lane.PERSON, minutes=minutes) for who, minutes in ((three, 1), (four, 2)))
    keep(db, newer, older, late, early)
    assert ids_of(claimed(db)) == [[early.id], [late.id], [older.id], [newer.id]]


def test_what_is_claimed_is_leased_under_its_token_and_counts_no_attempt(db: Database) -> None:
    [message_id] = keep(db, a_message(people(db, 1)[0]))
    claim = claimed(db, token="mine")
    row = row_of(db, message_id)
    assert (row.state, row.lease_token, row.attempts) == (TouchpointState.LEASED, "mine", 0)
    assert row.lease_until is not None
    assert timedelta(seconds=55) < row.lease_until - claim.at < timedelta(seconds=65)
    assert claim.parcels[0].rows == (row,)


def test_a_parcel_says_to_whom_and_where(db: Database) -> None:
    known, unknown = people(db, 2)
    with db.begin() as session:
        keep_direct_channel(session, team_id=TEAM, member_id=known, channel_id="D1")
    keep(db, a_message(known, minutes=2), a_message(unknown, minutes=1))
    assert [(parcel.member.id, parcel.channel_id) for parcel in claimed(db).parcels] == [(known, "D1"), (unknown, None)]


def test_what_is_not_due_or_of_another_workspace_stays(db: Database) -> None:
    [here], [there] = people(db, 1), people(db, 1, team_id=OTHER_TEAM)
    keep(db, a_message(here, minutes=-1), a_message(there, team_id=OTHER_TEAM))
    assert claimed(db).parcels == ()
    assert claimed(db).wait_until is None
    assert len(claimed(db, now=NOW + timedelta(minutes=1)).parcels) == 1


def test_a_person_has_one_parcel_at_a_time_in_the_order_of_their_messages(db: Database) -> None:
    [who] = people(db, 1)
    messages = keep(db, *(a_message(who, number, minutes=10 - number) for number in range(3)))
    order = []
    for _ in messages:
        parcel = marked(db)
        assert claimed(db).parcels == ()
        sent(db, parcel, at=NOW - timedelta(minutes=1))
        order += [row.id for row in parcel.rows]
    assert order == messages


def test_slots_follow_each_other_at_the_interval_whoever_claims(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, 12)))
    slots = [
        parcel.slot_at for token in "abc" for parcel in claimed(db, token=token, most=4, interval_us=7_000).parcels
    ]
    assert len(slots) == 12
    assert all(later - earlier >= timedelta(microseconds=7_000) for earlier, later in itertools.pairwise(slots))


def test_a_claim_says_when_the_next_slot_is_worth_asking_for(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, 3)))
    first = claimed(db, interval_us=SLOW_US)
    second = claimed(db, interval_us=SLOW_US)
    interval = timedelta(microseconds=SLOW_US)
    assert (len(first.parcels), first.parcels[0].slot_at) == (1, first.at)
    assert second.parcels == ()
    assert first.wait_until == second.wait_until == first.at + interval - AHEAD


def test_a_configured_interval_holds_where_slack_has_not_asked_for_a_longer_one(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, 3)))
    with db.begin() as session:
        claim = outbox.claim(session, team_id=TEAM, now=NOW, foldable=(), token="a", most=1, interval_us=250_000)
        pace.slow_down(session, team_id=TEAM)
    assert claim.wait_until == claim.at + timedelta(microseconds=250_000) - AHEAD
    with db.begin() as session:
        again = outbox.claim(session, team_id=TEAM, now=NOW, foldable=(), token="b", most=1, interval_us=250_000)
    [parcel] = again.parcels
    assert again.wait_until == parcel.slot_at + timedelta(microseconds=262_500) - AHEAD


def test_all_that_can_be_folded_goes_out_with_the_first_of_it(db: Database) -> None:
    one, two = people(db, 2)
    first, second = a_message(one, 1, kind=ITEM, minutes=9), a_message(one, 2, kind=PROMPT, minutes=8)
    alone, not_due = a_message(one, 3, minutes=7), a_message(one, 4, kind=ITEM, minutes=-1)
    other = a_message(two, 5, kind=ITEM, minutes=6)
    keep(db, first, second, alone, not_due, other)
    assert ids_of(claimed(db)) == [[first.id, second.id], [other.id]]
    assert state_of(db, alone.id) is state_of(db, not_due.id) is TouchpointState.READY


def test_what_cannot_be_folded_goes_alone_when_its_turn_is_first(db: Database) -> None:
    [who] = people(db, 1)
    alone, later = a_message(who, 1, minutes=9), a_message(who, 2, kind=ITEM, minutes=8)
    keep(db, alone, later)
    assert ids_of(claimed(db)) == [[alone.id]]


def test_a_digest_has_room_for_twenty(db: Database) -> None:
    [who] = people(db, 1)
    messages = keep(db, *(a_message(who, number, kind=ITEM, minutes=60 - number) for number in range(30)))
    assert ids_of(claimed(db)) == [messages[:MOST_IN_A_DIGEST]]


def test_a_lane_that_is_held_stays_even_as_a_companion(db: Database) -> None:
    one, two = people(db, 2)
    news = a_message(one, 1, kind=ITEM, lane=Lane.PERSON)
    keep(db, news, a_message(one, 2, kind=ITEM), a_message(two, 3))
    assert ids_of(claimed(db, lanes=[Lane.PERSON])) == [[news.id]]


def test_many_messages_of_one_person_keep_nobody_else_waiting(db: Database) -> None:
    many, other = people(db, 2)
    keep(db, *(a_message(many, number, minutes=60) for number in range(60)), a_message(other))
    assert len(claimed(db).parcels) == 1
    assert [parcel.member.id for parcel in claimed(db).parcels] == [other]


def test_workspaces_take_turns(db: Database) -> None:
    for team_id in ("T3", "T1", "T2"):
        keep(db, *(a_message(who, team_id=team_id) for who in people(db, 3, team_id=team_id)))
    served = []
    for _ in range(6):
        with db.read() as session:
            team_id = outbox.teams_due(session, now=NOW)[0]
        served += [team_id] * len(claimed(db, team_id=team_id, most=1).parcels)
    assert served == ["T1", "T2", "T3", "T1", "T2", "T3"]


def test_only_workspaces_with_something_due_are_named(db: Database) -> None:
    ids = {team_id: people(db, 1, team_id=team_id)[0] for team_id in ("T1", "T2", "T3", "T4")}
    keep(db, a_message(ids["T2"], team_id="T2"), a_message(ids["T3"], team_id="T3", minutes=-5))
    keep(db, a_message(ids["T4"], team_id="T4", lane=Lane.PERSON))
    with db.read() as session:
        assert outbox.teams_due(session, now=NOW) == ["T2", "T4"]


def test_the_next_instant_is_that_of_the_soonest_message_in_any_lane_of_any_workspace(db: Database) -> None:
    [here], [there] = people(db, 1), people(db, 1, team_id=OTHER_TEAM)
    soon = a_message(there, 1, lane=Lane.PERSON, minutes=-3, team_id=OTHER_TEAM)
    keep(db, soon, a_message(here, 2, minutes=-5), a_message(here, 3))
    with db.read() as session:
        assert outbox.next_instant(session, after=NOW) == soon.due_at
        assert outbox.next_instant(session, after=soon.due_at) == NOW + timedelta(minutes=5)
        assert outbox.next_instant(session, after=NOW + timedelta(minutes=5)) is None


def test_a_blocked_workspace_waits_and_says_how_long(db: Database) -> None:
    keep(db, a_message(people(db, 1)[0]))
    with db.begin() as session:
        pace.block(session, team_id=TEAM, seconds=30)
        blocked_until = machine_now(session) + timedelta(seconds=30)
    claim = claimed(db)
    assert claim.parcels == ()
    assert claim.wait_until is not None
    assert abs(claim.wait_until + AHEAD - blocked_until) < timedelta(seconds=2)


def test_a_paused_workspace_is_tried_with_one_message_every_ten_minutes(db: Database) -> None:
    keep(db, *(a_message(who) for who in people(db, 3)))
    with db.begin() as session:
        assert pace.pause(session, team_id=TEAM, reason="token_revoked")
        assert not pace.pause(session, team_id=TEAM, reason="token_revoked")
    assert claimed(db).parcels == ()
    with db.begin() as session:
        session.connection().exec_driver_sql("UPDATE pace SET blocked_until = 0")
    assert len(claimed(db).parcels) == 1
    assert claimed(db).parcels == ()


def test_a_large_backlog_leaves_every_second_slot_to_people(db: Database) -> None:
    interval_us = 100_000
    backlog = timedelta(minutes=10) // timedelta(microseconds=interval_us)
    keep(db, *(a_message(who) for who in people(db, backlog + 40)))
    halved = claimed(db, interval_us=interval_us, most=20)
    cells = [int(parcel.slot_at.timestamp() * 10**6) // interval_us for parcel in halved.parcels]
    assert 4 <= len(cells) <= 6
    assert all(cell % 2 == 0 for cell in cells)
    assert halved.wait_until is not None


def test_people_are_not_slowed_by_a_backlog(db: Database) -> None:
    backlog = timedelta(minutes=10) // timedelta(microseconds=100_000)
    ids = people(db, backlog + 10)
    keep(db, *(a_message(who) for who in ids), *(a_message(who, 2, lane=Lane.PERSON) for who in ids[:20]))
    first = claimed(db, interval_us=100_000, most=8)
    assert [parcel.rows[0].lane for parcel in first.parcels] == [Lane.PERSON] * 8
    gaps = {later.slot_at - earlier.slot_at for earlier, later in zip(first.parcels, first.parcels[1:], strict=False)}
    assert gaps == {timedelta(microseconds=100_000)}
