"""A receipt finds a private request again: for its author alone, a few times an hour, and back into their Home."""

from datetime import timedelta

import pytest

from bot.domain.relay.calendar import week_of
from bot.domain.relay.mine import RECEIPT_TRIES, Hold
from bot.domain.relay.receipts import secret_of
from bot.domain.relay.retention import SHELL_WEEKS, TEXT_WEEKS
from bot.domain.relay.slots import SLOTS, taken
from bot.errors import NotYoursError
from bot.services.relay import retention
from bot.services.relay.own_acts import attach
from bot.views.relay import names
from storage.relay.vocabulary import CaseState, Outcome, TagKind
from tests.asked import kept_rows, the_cases
from tests.asking import MARKER, THIRD, as_kept, door_of, forgotten, receipt_on, texts_of
from tests.authoring import Author, labels_of
from tests.desking import Queue
from tests.pairing import MENTOR, STRANGER
from tests.payloads import press

WRONG = "0000-0000-0000-0000"


def slot_tags(queue: Queue) -> int:
    return sum(row.kind is TagKind.SLOT for row in kept_rows(queue.stage.rapport)["RelayTag"])


def test_a_receipt_opens_a_request_however_it_is_spaced(queue: Queue, author: Author) -> None:
    receipt = author.asks()
    for written in (receipt, receipt.lower(), receipt.replace("-", " "), f" {receipt.replace('-', '')} "):
        assert MARKER in texts_of(author.finds(written)["view"])


def test_wrong_foreign_and_gone_receipts_get_one_answer(queue: Queue, author: Author) -> None:
    """Relay 49: nobody learns from a receipt whether there is, or was, a request behind it."""
    receipt = author.asks()
    foreign = Author(queue, user=MENTOR).finds(receipt)
    wrong, unreadable = author.finds(WRONG), author.finds("not a receipt")
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.state, case.outcome = CaseState.CLOSED, Outcome.CONTINUES
            case.closed_week = week_of(queue.now) - SHELL_WEEKS
            session.merge(case)
    retention.purge(queue.relay, week_of(queue.now))
    gone = author.finds(receipt)
    sentence = queue.deps.catalog.relay_mine.not_found
    assert foreign == wrong == unreadable == gone
    assert gone == {"response_action": "errors", "errors": {names.WHOLE: sentence}}


def test_the_sixth_try_within_an_hour_is_refused_and_nothing_is_kept_of_it(queue: Queue, author: Author) -> None:
    """Relay 49: counted in memory, under a name that leads to nobody; a right receipt is refused as well."""
    receipt = author.asks()
    before = {name: sorted(map(repr, rows)) for name, rows in kept_rows(queue.stage.rapport).items()}
    for _ in range(RECEIPT_TRIES):
        author.finds(WRONG)
    refused = author.finds(receipt)
    assert refused["errors"] == {names.WHOLE: queue.deps.catalog.relay_mine.too_many_tries}
    assert {name: sorted(map(repr, rows)) for name, rows in kept_rows(queue.stage.rapport).items()} == before
    assert author.user not in str(vars(queue.relay.memory))
    assert "errors" in Author(queue, user=STRANGER).finds(WRONG)
    queue.stage.clock.at += timedelta(hours=1)
    assert "view" in author.finds(receipt)


def test_a_lost_home_gets_its_request_back_from_the_receipt(queue: Queue, author: Author) -> None:
    """Relay 60: wiped metadata, the receipt, one press; from then on the next Home finds it without paper."""
    receipt = author.asks()
    author.home = None
    assert MARKER not in texts_of(author.lists())
    say = queue.deps.catalog.relay_mine
    found = author.finds(receipt)["view"]
    kept = author.presses(found, say.keep_button)
    assert say.keep_button not in labels_of(kept)
    author.home = {**author.published[-1], "id": "V0HOME", "hash": "h1"}
    assert len(taken(door_of(queue.stage.rapport, home=author.home).slots)) == 1
    assert MARKER in texts_of(author.opens())
    assert say.keep_button not in labels_of(author.finds(receipt)["view"])


def test_keeping_a_request_twice_makes_one_slot(queue: Queue, author: Author) -> None:
    """Relay 46: the same press again writes nothing more."""
    receipt = author.asks()
    author.home = None
    author.opens_home()
    found = author.finds(receipt)["view"]
    before = slot_tags(queue)
    for _ in range(2):
        author.presses(found, queue.deps.catalog.relay_mine.keep_button)
    assert slot_tags(queue) == before + 1


def test_a_home_that_is_full_of_open_requests_is_not_offered_a_ninth(queue: Queue, author: Author) -> None:
    say, receipts = queue.deps.catalog.relay_mine, []
    for _ in range(SLOTS + 1):
        receipts.append(receipt_on(queue.ask(user=author.user)))
        forgotten(queue.stage.rapport)
    for receipt in receipts[:SLOTS]:
        queue.stage.clock.at += timedelta(minutes=16)  # five tries an hour
        author.presses(author.finds(receipt)["view"], say.keep_button)
        author.home = as_kept(author.published[-1])
    before = slot_tags(queue)
    found = author.finds(receipts[SLOTS])["view"]
    assert say.keep_button not in labels_of(found)
    assert slot_tags(queue) == before
    door = door_of(queue.stage.rapport, home=author.home)
    with pytest.raises(NotYoursError):
        attach(queue.deps, door=door, hold=Hold(TagKind.RECEIPT, secret_of(receipts[SLOTS]) or b""), key="forged")
    assert slot_tags(queue) == before


def test_somebody_elses_screen_keeps_nothing(queue: Queue, author: Author) -> None:
    receipt = author.asks()
    author.home = None
    found = author.finds(receipt)["view"]
    thief, before = Author(queue, user=THIRD), slot_tags(queue)
    stolen = press(found, queue.deps.catalog.relay_mine.keep_button, user=thief.user)
    assert thief.is_refused(stolen) == queue.deps.catalog.privacy.too_old
    assert slot_tags(queue) == before


def test_after_the_command_the_receipt_is_the_only_way(queue: Queue, author: Author) -> None:
    receipt = receipt_on(queue.ask())
    published = len(author.published)
    assert queue.deps.catalog.relay_mine.no_home in texts_of(author.lists(from_home=False))
    found = author.finds(receipt, from_home=False)["view"]
    assert MARKER in texts_of(found)
    assert queue.deps.catalog.relay_mine.keep_button not in labels_of(found)
    assert len(author.published) == published


def test_with_home_and_receipt_lost_the_next_request_is_another_one(queue: Queue, author: Author) -> None:
    """Relay 60: nothing leads from the one to the other; the old one ends by itself."""
    author.asks()
    author.home = None
    author.asks()
    assert len(the_cases(queue.stage.rapport)) == 2
    assert len([block for block in author.lists()["blocks"] if "accessory" in block]) == 1


def test_when_its_words_are_destroyed_the_receipt_still_finds_what_is_left(queue: Queue, author: Author) -> None:
    receipt = author.asks()
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.state, case.outcome = CaseState.CLOSED, Outcome.CONTINUES
            case.closed_week = week_of(queue.now) - TEXT_WEEKS
            session.merge(case)
    retention.purge(queue.relay, week_of(queue.now))
    found = author.finds(receipt)["view"]
    assert queue.deps.catalog.relay_mine.state_shell in texts_of(found)
    assert MARKER not in texts_of(found)
    assert labels_of(found) == {queue.deps.catalog.relay_mine.list_button}
