"""What a facilitator offers, and what the author of a request agrees to: exact words and no others."""

from datetime import timedelta

from bot.views.relay import names
from storage.relay.vocabulary import Approach, Voice
from tests.asked import kept_rows
from tests.asking import texts_of
from tests.authoring import Author, labels_of, seen_at_desk, taken_on
from tests.desking import Queue
from tests.payloads import press

QUESTION = "What would a good outcome look like?"
EXACT = "I speak with mentors and mentees about how their work goes."


def said_by(queue: Queue, voice: Voice) -> list[str]:
    """Return the ids of what one voice has said in all cases."""
    return [row.message_id for row in kept_rows(queue.stage.rapport)["RelayMessage"] if row.voice is voice]


def offered(queue: Queue, approach: Approach = Approach.MEET_OTHER, words: str = EXACT) -> str:
    """Let the request be taken on and an option be offered; return the owner."""
    case, owner = taken_on(queue)
    assert queue.sends(queue.choose(case, approach, user=owner), words, user=owner) == {}
    return owner


def test_consent_stands_under_the_exact_words(queue: Queue, author: Author) -> None:
    author.asks()
    owner = offered(queue)
    say = queue.deps.catalog.relay_mine
    read = author.opens()
    texts = [str(block) for block in read["blocks"]]
    words = next(place for place, text in enumerate(texts) if EXACT in text)
    assert say.agree_words_button in texts[words + 1]
    assert say.sure_words in texts[words + 1]
    agreed = author.presses(read, say.agree_words_button)
    assert say.agreed_words in texts_of(agreed)
    assert say.agree_words_button not in labels_of(agreed)
    queue.stage.clock.at += timedelta(days=7)
    answer = seen_at_desk(queue, owner).said[-1].speech
    assert (answer.words, answer.answers, answer.is_agreed) == ("", 1, True)


def test_consent_can_be_taken_back_and_the_last_answer_counts(queue: Queue, author: Author) -> None:
    author.asks()
    offered(queue)
    say = queue.deps.catalog.relay_mine
    agreed = author.presses(author.opens(), say.agree_words_button)
    undone = author.presses(agreed, say.not_agree_button)
    assert say.not_agreed_words in texts_of(undone)
    assert say.agree_words_button in labels_of(undone)


def test_a_press_that_comes_twice_answers_once(queue: Queue, author: Author) -> None:
    """Relay 46: from one screen, and from two screens that say the same."""
    author.asks()
    offered(queue, Approach.COACH)
    say = queue.deps.catalog.relay_mine
    read, again = author.opens(), author.opens()
    for screen in (read, read, again):
        author.presses(screen, say.agree_button)
    assert len(said_by(queue, Voice.REQUESTER)) == 1


def test_nothing_is_kept_of_an_answer_to_what_was_never_offered(queue: Queue, author: Author) -> None:
    """Relay 47: the place of an offer is chosen by whoever presses."""
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, QUESTION, user=owner)
    read = author.opens()
    for place in ("1", "7", "-1", "x", None):
        pressed = press(read, queue.deps.catalog.relay_mine.answer_button, user=author.user)
        pressed["actions"][0] |= {"action_id": names.YES, "value": place}
        queue.shown(pressed, user=author.user)
    assert said_by(queue, Voice.REQUESTER) == []


def test_what_a_facilitator_writes_is_inert(queue: Queue, author: Author) -> None:
    """Relay 52: on the author's screen too it is plain text."""
    evil = "<!channel> <@U1> <https://evil.example|hr> https://evil.example/x.png *bold*"
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, evil, user=owner)
    found = [block for block in author.opens()["blocks"] if evil in str(block)]
    assert [block["text"]["type"] for block in found] == ["plain_text"]
