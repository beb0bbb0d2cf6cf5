"""A request without a word for about three weeks: it says so itself, once, whoever has been there meanwhile."""

from datetime import timedelta

import pytest

from bot.domain.relay.calendar import SLOTS_A_WEEK, week_of
from bot.domain.relay.retention import IDLE_WEEKS, QUIET_WEEKS
from bot.services.relay.retention import catch_up
from storage.relay.vocabulary import CaseState, StubKind, StubState, Voice
from tests.asked import kept_rows, the_cases
from tests.asking import texts_of
from tests.authoring import Author, closes, taken_on
from tests.desk_cards import stubs
from tests.desking import Queue
from tests.pairing import NOW
from tests.payloads import Payload
from tests.relay_rows import case_now, plant

REPLY = "What have you tried?"


def weeks_pass(queue: Queue, weeks: int) -> list[Payload]:
    """Let weeks pass, and in each do what comes due; return what was posted in their last working days."""
    for _ in range(weeks):
        queue.stage.clock.at += timedelta(weeks=1)
        catch_up(queue.deps, queue.relay)
    return [*queue.next_slot(), *queue.next_slot()]


def answered(queue: Queue, author: Author) -> str:
    """Let a request be taken on and answered, with an option, so that nothing is owed; return the owner."""
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, REPLY, user=owner)
    (kept,) = the_cases(queue.stage.rapport)
    with queue.relay.db.begin() as session:
        kept.offered_slot = kept.replied_slot
        session.merge(kept)
    return owner


def test_three_weeks_without_a_word_are_said_to_its_author_and_its_owner_is_told_in_the_constant_words(
    queue: Queue, author: Author
) -> None:
    owner = answered(queue, author)
    assert weeks_pass(queue, QUIET_WEEKS - 1) == []
    (note,) = weeks_pass(queue, 1)
    say = queue.deps.catalog
    assert (note["channel"], note["text"]) == (owner, say.relay_desk.note_plain)
    assert say.relay_mine.line_unread.split("*")[1] in texts_of(author.lists())
    assert texts_of(author.opens()).count(say.relay_end.quiet) == 1
    assert say.relay_end.quiet in texts_of(queue.open(note, user=owner))


def test_whether_its_author_was_there_changes_nothing(queue: Queue, author: Author) -> None:
    """Relay 34: a note for what was not read would be a receipt for what was."""
    answered(queue, author)
    weeks_pass(queue, QUIET_WEEKS - 1)
    assert REPLY in texts_of(author.opens())
    assert len(weeks_pass(queue, 1)) == 1


def test_it_is_said_once_in_a_silence_and_anew_in_the_next(queue: Queue, author: Author) -> None:
    answered(queue, author)
    assert len(weeks_pass(queue, QUIET_WEEKS)) == 1
    assert weeks_pass(queue, 2) == []
    author.says(author.opens(), "Still here")
    quiet = queue.deps.catalog.relay_end.quiet
    weeks_pass(queue, QUIET_WEEKS + 1)
    assert texts_of(author.opens()).count(quiet) == 2


def test_nothing_is_said_and_nobody_is_told_after_the_end(queue: Queue, author: Author) -> None:
    owner = answered(queue, author)
    closes(queue, owner)
    assert weeks_pass(queue, QUIET_WEEKS + 1) == []
    assert queue.deps.catalog.relay_end.quiet not in texts_of(author.opens())


def test_a_note_of_silence_that_waits_when_the_request_ends_is_not_sent(queue: Queue, author: Author) -> None:
    owner = answered(queue, author)
    queue.stage.clock.at += timedelta(weeks=QUIET_WEEKS)
    catch_up(queue.deps, queue.relay)
    closes(queue, owner)
    assert [*queue.next_slot(), *queue.next_slot()] == []
    assert (StubKind.NUDGE, StubState.GONE) in stubs(queue)


def test_while_nobody_works_on_it_only_its_author_reads_of_the_silence(queue: Queue, author: Author) -> None:
    author.asks()
    queue.first_card()
    queue.next_slot()
    assert weeks_pass(queue, QUIET_WEEKS) == []
    assert queue.deps.catalog.relay_end.quiet in texts_of(author.opens())


def test_silence_is_counted_from_when_words_came_and_not_from_when_they_were_written(
    queue: Queue, author: Author
) -> None:
    """Relay 34: written before a weekend and posted after it, they begin no silence before it."""
    answered(queue, author)
    queue.stage.clock.at += timedelta(days=(4 - queue.now.weekday()) % 7)
    queue.stage.clock.at = queue.now.replace(hour=21)
    author.says(author.opens(), "Have a good weekend")
    (case,) = the_cases(queue.stage.rapport)
    (words,) = [row for row in kept_rows(queue.stage.rapport)["RelayMessage"] if row.voice is Voice.REQUESTER]
    assert words.release_slot is not None
    assert case.active_week == words.release_slot // SLOTS_A_WEEK == week_of(queue.now) + 1


@pytest.mark.parametrize("weeks", [IDLE_WEEKS, IDLE_WEEKS + 3])
def test_after_a_long_pause_of_the_bot_the_end_is_announced_and_nothing_else(queue: Queue, weeks: int) -> None:
    """What is said of nine weeks says all that is said of three."""
    planted = plant(queue.relay, week=week_of(NOW))
    queue.stage.clock.at += timedelta(weeks=weeks)
    catch_up(queue.deps, queue.relay)
    said = [row.voice for row in kept_rows(queue.stage.rapport)["RelayMessage"]]
    assert said == [Voice.RELAY]
    kept = case_now(queue.relay, planted)
    assert kept is not None
    assert kept.state is CaseState.CLAIMED
