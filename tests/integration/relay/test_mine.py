"""The author of a private request comes back to it: finds it, reads it, answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.domain.relay.cases import Speech
from bot.domain.relay.door import Desk
from bot.services.relay import desk_acts
from bot.views.relay import names
from storage.relay.vocabulary import CaseState, Voice
from tests.asked import kept_rows, the_cases
from tests.asking import FACILITATORS, MARKER, texts_of
from tests.authoring import Author, labels_of, seen_at_desk, taken_on, typed
from tests.desking import Queue
from tests.payloads import TEAM, press, submit

Counted = Callable[[], AbstractContextManager[list[str]]]
QUESTION = "What would a good outcome look like?"
REPLY = "I would like us to stay colleagues"


def said_by(queue: Queue, voice: Voice) -> list[str]:
    """Return the ids of what one voice has said in all cases."""
    return [row.message_id for row in kept_rows(queue.stage.rapport)["RelayMessage"] if row.voice is voice]


def texts_seen(queue: Queue, owner: str) -> list[str]:
    return [said.speech.words for said in seen_at_desk(queue, owner).said]


def test_a_request_is_found_from_home_read_and_answered(queue: Queue, author: Author) -> None:
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, QUESTION, user=owner)
    say = queue.deps.catalog.relay_mine
    assert "something new" in texts_of(author.lists())
    read = author.opens()
    shown = texts_of(read)
    assert MARKER in shown
    assert QUESTION in shown
    assert FACILITATORS[owner] in shown
    assert "something new" not in texts_of(author.lists())
    after = author.says(read, REPLY)["view"]
    assert REPLY in texts_of(after)
    assert say.you in texts_of(after)
    queue.first_card()
    assert texts_seen(queue, owner) == [QUESTION, REPLY]


def test_the_author_is_shown_what_is_promised_and_by_when(queue: Queue, author: Author) -> None:
    author.asks()
    waiting = texts_of(author.opens())
    assert queue.deps.catalog.relay_mine.state_waiting in waiting
    assert "A first answer comes by" in waiting
    assert "Options come by" not in waiting
    case, owner = taken_on(queue)
    claimed = texts_of(author.opens())
    assert FACILITATORS[owner] in claimed
    assert "A first answer comes by" in claimed
    assert "Options come by" in claimed
    queue.says(case, QUESTION, user=owner)
    answered = texts_of(author.opens())
    assert "A first answer comes by" not in answered
    assert "Options come by" in answered


def test_an_answer_is_held_for_one_of_the_next_slots(queue: Queue, author: Author) -> None:
    """Relay 34: nothing of an answer is seen at the desk before its slot, and nothing tells that there is one."""
    author.asks()
    _, owner = taken_on(queue)
    before = seen_at_desk(queue, owner)
    author.says(author.opens(), REPLY)
    assert seen_at_desk(queue, owner) == before
    row = next(row for row in kept_rows(queue.stage.rapport)["RelayMessage"] if row.voice is Voice.REQUESTER)
    assert row.release_slot is not None
    due = queue.calendar.instant_of(row.release_slot)
    assert due - queue.now >= timedelta(hours=2)
    queue.stage.clock.at = due - timedelta(minutes=1)
    assert texts_seen(queue, owner) == []
    queue.stage.clock.at = due
    assert texts_seen(queue, owner) == [REPLY]


def test_opening_the_list_and_reading_changes_nothing_at_the_desk(queue: Queue, author: Author) -> None:
    """Relay 34: the screens of whoever works on it are the same before and after its author has read an answer."""
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, QUESTION, user=owner)
    card = queue.messages[-1]
    before = queue.open(card, user=owner), queue.mine(user=owner)
    author.opens()
    author.presses(author.opens(), queue.deps.catalog.relay_mine.list_button)
    assert (queue.open(card, user=owner), queue.mine(user=owner)) == before


def test_what_is_answered_before_the_first_card_comes_with_it_or_later(queue: Queue, author: Author) -> None:
    author.asks()
    author.says(author.opens(), REPLY)
    (case,) = the_cases(queue.stage.rapport)
    (message,) = kept_rows(queue.stage.rapport)["RelayMessage"]
    assert message.release_slot is not None
    assert message.release_slot >= case.send_slot


def test_an_answer_is_put_right_as_the_first_words_are(queue: Queue, author: Author) -> None:
    """Relay 53: what facilitators get of an answer has straight quotes and nothing invisible."""
    author.asks()
    _, owner = taken_on(queue)
    author.says(author.opens(), "\u201cHe\u200b said\u201d \u2014 twice")
    queue.stage.clock.at += timedelta(days=7)
    assert texts_seen(queue, owner) == ['"He said" - twice']


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
def test_an_answer_has_words_but_not_too_many(queue: Queue, author: Author, words: str) -> None:
    author.asks()
    answer = author.says(author.opens(), words)
    assert answer == {
        "response_action": "errors",
        "errors": {names.SPEECH: queue.deps.catalog.relay_mine.too_long},
    }
    assert said_by(queue, Voice.REQUESTER) == []


def test_an_answer_that_comes_twice_is_kept_once(queue: Queue, author: Author) -> None:
    """Relay 46: the same form sent again, with Slack's retries and in parallel, says one thing."""
    author.asks()
    form = author.presses(author.opens(), queue.deps.catalog.relay_mine.answer_button)
    payload = submit(form, {names.SPEECH: typed(REPLY)}, user=author.user)
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: queue.stage.rapport.answer_to(payload), range(4)))
    assert all(answer["response_action"] == "update" for answer in told)
    assert len(said_by(queue, Voice.REQUESTER)) == 1


def test_six_answers_a_day_are_enough(queue: Queue, author: Author) -> None:
    """Relay 59: counted in memory, of one request."""
    author.asks()
    for number in range(6):
        assert "view" in author.says(author.opens(), f"{REPLY} {number}")
    refused = author.says(author.opens(), REPLY)
    assert refused["errors"] == {names.SPEECH: queue.deps.catalog.relay_mine.enough_today}
    queue.stage.clock.at += timedelta(days=1)
    assert "view" in author.says(author.opens(), REPLY)


def test_where_facilitators_take_no_more_messages_nothing_is_offered_and_nothing_taken(
    queue: Queue, author: Author
) -> None:
    author.asks()
    _, owner = taken_on(queue)
    say = queue.deps.catalog.relay_mine
    form = author.presses(author.opens(), say.answer_button)
    (case,) = the_cases(queue.stage.rapport)
    desk_acts.mute(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id, is_muted=True)
    refused = author.sends(form, {names.SPEECH: typed(REPLY)})
    assert refused["errors"] == {names.SPEECH: say.muted}
    shown = author.opens()
    assert labels_of(shown) == {say.end_button, say.list_button}
    assert say.is_muted in texts_of(shown)


def test_long_conversations_have_pages(queue: Queue, author: Author) -> None:
    author.asks()
    _, owner = taken_on(queue)
    (case,) = the_cases(queue.stage.rapport)
    for number in range(12):
        speech = Speech(f"Answer number {number}.")
        desk_acts.speak(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id, speech=speech, key=str(number))
    say = queue.deps.catalog.relay_mine
    first = author.opens()
    assert "Answer number 11." in texts_of(first)
    assert "Answer number 1." not in texts_of(first)
    second = author.presses(first, say.earlier_button)
    assert "Answer number 1." in texts_of(second)
    assert labels_of(second) >= {say.later_button}
    assert "Answer number 11." in texts_of(author.presses(second, say.later_button))


def test_the_list_is_as_much_work_for_none_as_for_some(queue: Queue, author: Author, counted: Counted) -> None:
    """Relay 26: as many statements, whatever its owner carries."""
    author.opens_home()
    with counted() as none:
        author.lists()
    author.asks()
    author.asks()
    with counted() as some:
        author.lists()
    assert len(none) == len(some)


def test_home_is_drawn_anew_at_each_visit_and_looks_the_same(queue: Queue, author: Author) -> None:
    """Relay 26: with a visit and without one, before and after an answer."""
    author.asks()
    before = author.home
    author.lists()
    assert before
    assert author.home
    assert author.home["blocks"] == before["blocks"]
    assert len(author.home["private_metadata"]) == len(before["private_metadata"])


def test_a_slot_that_does_not_exist_opens_nothing(queue: Queue, author: Author) -> None:
    author.asks()
    listed = author.lists()
    for place in ("8", "-1", "x", None):
        pressed = press(listed, queue.deps.catalog.relay_mine.look_button, user=author.user)
        pressed["actions"][0]["value"] = place
        assert author.is_refused(pressed) == queue.deps.catalog.common.not_yours


def test_an_ended_request_takes_nothing_more(queue: Queue, author: Author) -> None:
    author.asks()
    form = author.presses(author.opens(), queue.deps.catalog.relay_mine.answer_button)
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.state = CaseState.CLOSED
            session.merge(case)
    refused = author.sends(form, {names.SPEECH: typed(REPLY)})
    assert refused["errors"] == {names.SPEECH: queue.deps.catalog.relay_mine.over}
    assert said_by(queue, Voice.REQUESTER) == []
