"""Asked to talk in person: one ready sentence, once; yes is to say who one is, and no answer means not now."""

import pytest

from bot.domain.relay.door import Desk
from bot.domain.relay.mine import Stage, Stream
from bot.services.relay import desk_acts
from bot.views.relay import names
from bot.views.relay import queue as desk_names
from tests.asked import kept_rows, the_cases
from tests.asking import texts_of
from tests.authoring import Author, closes, labels_of, seen_at_desk, slots_pass, taken_on
from tests.desking import Queue
from tests.pairing import NAMES
from tests.payloads import TEAM, Payload, press

REPLY = "What have you tried?"


def replied(queue: Queue, author: Author) -> tuple[Payload, str]:
    """Let a request be taken on and answered; return it on the owner's screen, and the owner."""
    author.asks()
    case, owner = taken_on(queue)
    return queue.says(case, REPLY, user=owner), owner


def asked(queue: Queue, author: Author) -> tuple[Payload, str]:
    """Let its author be asked as well."""
    case, owner = replied(queue, author)
    return queue.press(case, queue.deps.catalog.relay_desk.meet_button, user=owner), owner


def named(author: Author, read: Payload) -> Payload:
    """Go from the question through both steps to the name."""
    say = author.queue.deps.catalog.relay_mine
    form = author.presses(read, say.meet_button)
    look: Payload = author.chooses(form, Stage.EARLY, Stream.EDUCATOR)["view"]
    second = author.presses(author.presses(look, say.show_button), say.name_step_button)
    return author.presses(second, say.name_button)


def test_somebody_is_asked_once_and_in_no_words_but_the_ready_ones(queue: Queue, author: Author) -> None:
    say = queue.deps.catalog.relay_desk
    before, owner = replied(queue, author)
    after = queue.press(before, say.meet_button, user=owner)
    assert say.meet_question in texts_of(after)
    assert say.meet_unanswered in texts_of(after)
    assert say.meet_button not in labels_of(after)
    assert queue.press(before, say.meet_button, user=owner) == after
    assert texts_of(author.opens()).count(say.meet_question) == 1


def test_nobody_is_asked_before_they_were_answered(queue: Queue, author: Author) -> None:
    author.asks()
    case, owner = taken_on(queue)
    assert queue.deps.catalog.relay_desk.meet_button not in labels_of(case)
    pressed = press(case, queue.deps.catalog.relay_desk.reply_button, user=owner)
    pressed["actions"][0]["action_id"] = desk_names.MEET
    queue.shown(pressed, user=owner)
    assert kept_rows(queue.stage.rapport)["RelayMessage"] == []


def test_not_now_reaches_the_desk_in_its_slot_like_every_answer(queue: Queue, author: Author) -> None:
    """Relay 34: whether and when somebody has declined is held as their words are."""
    say, own = queue.deps.catalog.relay_desk, queue.deps.catalog.relay_mine
    _, owner = asked(queue, author)
    before = seen_at_desk(queue, owner)
    declined = author.presses(author.opens(), own.not_now_button)
    assert own.meet_declined in texts_of(declined)
    assert own.not_now_button not in labels_of(declined)
    assert seen_at_desk(queue, owner) == before
    slots_pass(queue)
    case = queue.open(queue.messages[0], user=owner)
    assert say.meet_not_now in texts_of(case)
    assert say.answers_not_now in texts_of(case)
    assert say.meet_button not in labels_of(case)


def test_yes_is_to_say_who_one_is_in_both_steps(queue: Queue, author: Author) -> None:
    """Relay 56: from the question it is the same way, with both last looks; the name alone answers it."""
    say, own = queue.deps.catalog.relay_desk, queue.deps.catalog.relay_mine
    _, owner = asked(queue, author)
    told = named(author, author.opens())
    assert own.not_now_button not in labels_of(told)
    case = queue.open(queue.messages[0], user=owner)
    assert say.meet_named in texts_of(case)
    assert NAMES[author.user] in texts_of(case)


def test_there_is_no_yes_without_a_name(queue: Queue, author: Author) -> None:
    """Relay 47: what a press says is chosen by its sender; agreed to the question is no answer to it."""
    asked(queue, author)
    pressed = press(author.opens(), queue.deps.catalog.relay_mine.not_now_button, user=author.user)
    pressed["actions"][0]["action_id"] = names.YES
    before = kept_rows(queue.stage.rapport)["RelayMessage"]
    queue.shown(pressed, user=author.user)
    assert len(kept_rows(queue.stage.rapport)["RelayMessage"]) == len(before)


def test_somebody_who_has_said_their_name_is_not_asked_for_it(queue: Queue, author: Author) -> None:
    say, own = queue.deps.catalog.relay_desk, queue.deps.catalog.relay_mine
    case, owner = replied(queue, author)
    form = author.presses(author.opens(), own.more_button)
    look: Payload = author.chooses(form, Stage.EARLY, Stream.EDUCATOR)["view"]
    second = author.presses(author.presses(look, own.show_button), own.name_step_button)
    author.presses(second, own.name_button)
    assert say.meet_button not in labels_of(queue.press(case, say.meet_button, user=owner))
    assert say.meet_question not in texts_of(author.opens())


@pytest.mark.parametrize("how", ["muted", "closed"])
def test_nobody_is_asked_where_they_cannot_answer(queue: Queue, author: Author, how: str) -> None:
    case, owner = replied(queue, author)
    (kept,) = the_cases(queue.stage.rapport)
    if how == "muted":
        desk_acts.mute(queue.deps, desk=Desk(TEAM, owner), case_id=kept.case_id, is_muted=True)
    else:
        closes(queue, owner)
    said = len(kept_rows(queue.stage.rapport)["RelayMessage"])
    shown = queue.press(case, queue.deps.catalog.relay_desk.meet_button, user=owner)
    assert queue.deps.catalog.relay_desk.meet_button not in labels_of(shown)
    assert len(kept_rows(queue.stage.rapport)["RelayMessage"]) == said
