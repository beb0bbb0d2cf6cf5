"""Cards: when they go out, in what order, and that none goes out twice."""

import random
from collections import Counter
from datetime import timedelta

from bot.runtime.ticks import ticks_of
from bot.services.relay import release
from bot.services.relay.release import Card, in_no_order
from storage.database import Database
from storage.members import Member, keep_members
from storage.relay.vocabulary import CaseState, Role, StubKind, StubState
from tests.asked import the_cases
from tests.asking import MARKER, SECOND, THIRD, Entered, staffed
from tests.desk_cards import plant_card, stubs
from tests.desking import Queue, posting, queueing
from tests.facilitating import CHANNEL, FACILITATOR
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, pair_up
from tests.payloads import TEAM, Payload
from tests.rapport import Rapport
from tests.relay_rows import plant


def test_nothing_goes_out_for_two_hours_nor_between_slots(queue: Queue) -> None:
    """Relay 32: looked at each minute for three days from ten o'clock; cards come at slots alone."""
    queue.ask()
    asked_at, posted_at = queue.now, []
    while queue.now < asked_at + timedelta(days=3):
        posted_at += [queue.now] * len(queue.turn())
        queue.stage.clock.at += timedelta(minutes=5)
    zone = queue.calendar.zone
    assert len(posted_at) == 2, "the card, and once more when nobody claims it"
    assert min(posted_at) >= asked_at + timedelta(hours=2)
    assert {f"{at.astimezone(zone):%H:%M}" for at in posted_at} <= {"09:30", "14:30"}


def test_cards_are_one_template_and_say_nothing_of_the_case(queue: Queue) -> None:
    """Relay 25: nothing but the two words differs between two cards; the fallback text has not even those."""
    queue.ask(Entered(other=MENTOR, shares=True))
    queue.ask(Entered(words="Something else"), user=STRANGER)
    cards: list[Payload] = []
    while len(cards) < 2:
        cards += queue.next_slot()
    by_label = {case.label: case.case_id for case in the_cases(queue.stage.rapport)}
    plain = []
    for card in cards[:2]:
        label = next(label for label in by_label if label in str(card))
        plain.append(str(card).replace(label, "LABEL").replace(by_label[label], "CASE"))
        assert card["channel"] == CHANNEL
        assert card["text"] == queue.deps.catalog.relay_desk.card_plain
        assert not card["unfurl_links"]
    assert plain[0] == plain[1]
    assert not any(word in plain[0] for word in (MARKER, MENTOR, MENTEE, "Idris", "Maya", "communication"))


def test_the_order_of_cards_says_nothing_of_the_order_of_requests() -> None:
    """Relay 33: in two hundred seeded runs each of five comes first, and last, about as often as any other."""
    cards = [Card(str(number), StubKind.CARD, "", "", None) for number in range(5)]
    runs = [in_no_order(cards, chance=random.Random(seed)) for seed in range(200)]
    assert all(sorted(run, key=lambda card: card.stub_id) == cards for run in runs)
    for place in range(5):
        times = Counter(run[place].stub_id for run in runs)
        assert set(times) == set("01234")
        assert all(20 < number < 65 for number in times.values()), times


def test_five_requests_of_one_slot_come_in_any_order(queue: Queue) -> None:
    """Relay 33: neither rows nor cards keep the order in which five requests were written."""
    for number in range(5):
        plant(queue.relay, week=0, label=str(number), state=CaseState.WAITING)
    there = frozenset({FACILITATOR, SECOND, THIRD})
    release.advance(queue.deps, team_id=TEAM, calendar=queue.calendar, slot=10**5, present=there)
    orders = Counter(
        "".join(card.label for card in release.due(queue.deps, team_id=TEAM, slot=10**5)) for _ in range(200)
    )
    assert len(orders) > 60
    assert max(orders.values()) < 20


def test_over_a_weekend_a_card_is_held_and_then_sent_once_by_a_process_that_has_just_begun(
    queue: Queue, clock: HandClock
) -> None:
    """Relay 35: Friday's waits for Monday; a restart meanwhile changes nothing."""
    clock.at += timedelta(days=3, hours=2)
    queue.ask()
    for _ in range(5):
        clock.at += timedelta(hours=11)
        assert queue.turn() == []
    sent = []
    for _ in range(4):
        clock.at = queue.calendar.instant_of(queue.calendar.later(queue.calendar.slot_at(clock.at), slots=1))
        for _ in range(3):
            before = len(queue.messages)
            posting(queue.deps).turn()
            sent += queue.messages[before:]
    assert len(sent) == 2, "the card and, a slot later, the one that asks again"
    assert stubs(queue) == [(StubKind.AGAIN, StubState.POSTED), (StubKind.CARD, StubState.POSTED)]


def test_a_slot_that_was_slept_through_is_made_up_for_by_the_next(queue: Queue, clock: HandClock) -> None:
    """Relay 35: an hour after its beginning nothing of a slot goes out any more."""
    plant_card(queue)
    clock.at = queue.calendar.instant_of(queue.calendar.first_from(queue.now)) + timedelta(hours=1)
    assert queue.turn() == []
    assert len(queue.next_slot()) == 1


def test_an_unclaimed_case_comes_again_once_and_lets_the_backup_in(queue: Queue) -> None:
    queue.ask()
    primary, backup = queue.part(Role.PRIMARY), queue.part(Role.BACKUP)
    card = queue.first_card()
    refused = queue.deps.catalog.common.not_yours
    assert refused in str(queue.open(card, user=backup))
    assert refused not in str(queue.open(card, user=primary))
    (again,) = queue.next_slot()
    assert again["text"] == card["text"]
    assert refused not in str(queue.open(again, user=backup))
    assert [queue.next_slot() for _ in range(4)] == [[]] * 4


def test_a_case_that_was_claimed_is_not_posted_again(queue: Queue) -> None:
    queue.claimed()
    assert queue.next_slot() == []
    assert [kind for kind, _ in stubs(queue)] == [StubKind.CARD]


def test_a_note_waits_until_its_owner_is_at_work(queue: Queue, db: Database, clock: HandClock) -> None:
    """Both slots are night in Honolulu: the note comes in the owner's next morning, between two slots."""
    _, owner = queue.claimed()
    far_away = Member(team_id=TEAM, user_id=owner, name="Owner", zone="Pacific/Honolulu")
    with db.begin() as session:
        keep_members(session, members=[far_away])
    for _ in range(4):
        assert queue.next_slot() == []
    came = []
    for _ in range(24):
        clock.at += timedelta(hours=1)
        came += [clock.at] * len(queue.turn())
    assert len(came) == 1
    assert 8 <= (came[0] - timedelta(hours=10)).hour < 18
    assert queue.messages[-1]["channel"] == owner
    assert queue.messages[-1]["text"] == queue.deps.catalog.relay_desk.note_plain


def test_a_moved_clock_stands_in_the_last_slot_it_went_over(rapport: Rapport, db: Database, clock: HandClock) -> None:
    """In the demo a week passes at once: what waited for a slot in it is there."""
    pair_up(db)
    staffed(rapport, db)
    with queueing(rapport, clock, is_movable=True) as queue:
        assert queue.turn() == []
        queue.ask()
        assert queue.turn() == []
        clock.at += timedelta(days=5, hours=9)
        assert len(queue.turn()) == 1
        assert queue.turn() == []


def test_a_turn_that_failed_in_a_moved_clock_is_made_up_for(rapport: Rapport, db: Database, clock: HandClock) -> None:
    pair_up(db)
    staffed(rapport, db)
    with queueing(rapport, clock, is_movable=True) as queue:
        queue.turn()
        queue.ask()
        taken = rapport.slack.answers["chat.postMessage"]
        rapport.slack.answers["chat.postMessage"] = lambda _: {"ok": False, "error": "ratelimited"}
        clock.at += timedelta(days=5, hours=9)
        queue.turn()
        rapport.slack.answers["chat.postMessage"] = taken
        clock.at += timedelta(seconds=5)
        assert len(queue.turn()) == 1


def test_the_post_comes_round_where_requests_are_taken_and_nowhere_else(
    rapport: Rapport, rapport_without_relay: Rapport
) -> None:
    for bot, comes in ((rapport, True), (rapport_without_relay, False)):
        ticks = ticks_of(bot.deps, TEAM)
        jobs = {job.id for job in ticks.scheduler.get_jobs()}
        assert ({"relay_post", "relay_sweep"} <= jobs) is comes
        assert ("relay_post" in ticks.pulse.rounds) is comes
        ticks.close()
