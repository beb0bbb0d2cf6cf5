"""How a private request is taken back by its author: unseen, or while somebody works on it."""

import pytest
from sqlmodel import select

from bot.domain.relay.calendar import week_of
from bot.errors import NotYoursError
from bot.services.relay import retention
from storage.relay.stats import RelayStat
from storage.relay.vocabulary import CaseState, Outcome
from tests.asked import kept_rows, the_cases
from tests.asking import MARKER, texts_of
from tests.authoring import Author, closes, labels_of, seen_at_desk, slots_pass, taken_on
from tests.desking import Queue
from tests.payloads import press


def sweep(queue: Queue) -> None:
    retention.purge(queue.relay, week_of(queue.now))


def test_what_nobody_has_seen_is_gone_with_the_next_sweep(queue: Queue, author: Author) -> None:
    """Relay 57: taken back before its card: closed at once, no card is ever posted, no word can be read."""
    author.asks()
    say = queue.deps.catalog.relay_mine
    after = author.presses(author.opens(), say.end_button)
    assert labels_of(after) == {say.list_button}
    sweep(queue)
    (case,) = the_cases(queue.stage.rapport)
    assert (case.state, case.dek_wrapped, case.head_ct) == (CaseState.SHELL, None, None)
    slots_pass(queue)
    assert queue.messages == []
    assert MARKER not in texts_of(author.opens())


def test_what_somebody_works_on_ends_with_the_next_cards(queue: Queue, author: Author) -> None:
    """Relay 57: until its slot nothing shows at the desk; then it is closed, and the next sweep destroys it."""
    author.asks()
    _, owner = taken_on(queue)
    before = seen_at_desk(queue, owner)
    say = queue.deps.catalog.relay_mine
    after = author.presses(author.opens(), say.end_button)
    assert say.state_ending in texts_of(after)
    assert labels_of(after) == {say.list_button}
    assert seen_at_desk(queue, owner) == before
    sweep(queue)
    assert seen_at_desk(queue, owner) == before
    slots_pass(queue)
    assert seen_at_desk(queue, owner).outcome is Outcome.WITHDRAWN
    sweep(queue)
    with pytest.raises(NotYoursError):
        seen_at_desk(queue, owner)
    assert kept_rows(queue.stage.rapport)["RelayMessage"] == []


def test_what_is_taken_back_is_counted_with_its_half_year_and_not_before(queue: Queue, author: Author) -> None:
    """Relay 57: no number changes on the day of a withdrawal."""
    author.asks()
    author.presses(author.opens(), queue.deps.catalog.relay_mine.end_button)
    retention.catch_up(queue.deps, queue.relay)
    with queue.relay.db.read() as session:
        assert list(session.exec(select(RelayStat))) == []


def test_a_facilitator_who_closes_it_first_keeps_no_word_that_was_taken_back(queue: Queue, author: Author) -> None:
    """Relay 57: the author's word counts, whoever is faster; until its slot the owner sees what they did themselves."""
    author.asks()
    _, owner = taken_on(queue)
    author.presses(author.opens(), queue.deps.catalog.relay_mine.end_button)
    closes(queue, owner)
    sweep(queue)
    closed = seen_at_desk(queue, owner)
    assert closed.state is CaseState.CLOSED
    assert closed.outcome is not Outcome.WITHDRAWN
    slots_pass(queue)
    sweep(queue)
    (case,) = the_cases(queue.stage.rapport)
    assert (case.outcome, case.dek_wrapped) == (Outcome.WITHDRAWN, None)


def test_a_request_is_taken_back_once(queue: Queue, author: Author) -> None:
    """Relay 46: a second press is refused, and changes nothing."""
    author.asks()
    taken_on(queue)
    read = author.opens()
    say = queue.deps.catalog.relay_mine
    author.presses(read, say.end_button)
    kept = [case.model_dump() for case in the_cases(queue.stage.rapport)]
    assert author.is_refused(press(read, say.end_button, user=author.user)) == say.over
    assert [case.model_dump() for case in the_cases(queue.stage.rapport)] == kept
