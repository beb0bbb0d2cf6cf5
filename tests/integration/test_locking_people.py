"""Whoever locks several people at once must never wait for somebody who waits for them."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

from storage.database import Database
from storage.members import Member, keep_members
from storage.pairs import lock_people
from tests.payloads import TEAM

ROUNDS, RIVALS = 60, 6


def test_syncing_the_roster_and_pairing_two_people_never_lock_each_other_up(db: Database) -> None:
    people = [Member(team_id=TEAM, user_id=f"U{number}", name="Ada") for number in range(4)]
    with db.begin() as session:
        keep_members(session, members=people)

    def sync_and_pair(number: int) -> None:
        order = Random(number)
        seen = [Member(team_id=TEAM, user_id=each.user_id, name=f"Ada {number}") for each in people]
        with db.begin() as session:
            keep_members(session, members=order.sample(seen, len(seen)))
        with db.begin() as session:
            one, other = order.sample(people, 2)
            lock_people(session, member_ids=(one.id, other.id))

    with ThreadPoolExecutor(RIVALS) as rivals:
        assert list(rivals.map(sync_and_pair, range(ROUNDS))) == [None] * ROUNDS
