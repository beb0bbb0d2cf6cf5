"""Saying more about oneself: in two steps, to one named facilitator, for good; and by its author alone."""

import json

import pytest

from bot.domain.relay.calendar import SPREAD, week_of
from bot.domain.relay.door import Desk
from bot.domain.relay.mine import Stage, Stream
from bot.domain.relay.retention import TEXT_WEEKS
from bot.services.relay import desk_acts, retention
from bot.views.relay import names
from storage.relay.vocabulary import CaseState, Outcome, Role
from tests.asked import the_cases
from tests.asking import FACILITATORS, texts_of
from tests.authoring import Author, labels_of, seen_at_desk, taken_on
from tests.desking import Queue
from tests.pairing import MENTOR, NAMES, pair_up
from tests.payloads import TEAM, Payload, press


def looked_at(author: Author) -> Payload:
    """Go as far as the last look at the first step."""
    form = author.presses(author.opens(), author.queue.deps.catalog.relay_mine.more_button)
    view: Payload = author.chooses(form, Stage.EARLY, Stream.EDUCATOR)["view"]
    return view


def stage_said(author: Author) -> Payload:
    """Take the first step, and return the request."""
    return author.presses(looked_at(author), author.queue.deps.catalog.relay_mine.show_button)


def name_said(author: Author) -> Payload:
    """Take both steps, and return the request."""
    say = author.queue.deps.catalog.relay_mine
    look = author.presses(stage_said(author), say.name_step_button)
    return author.presses(look, say.name_button)


def is_anything_revealed(queue: Queue) -> bool:
    return any(case.reveal_ct for case in the_cases(queue.stage.rapport))


def test_stage_and_stream_come_first_and_the_name_only_afterwards(queue: Queue, author: Author) -> None:
    """Relay 56: each step has a last look and Slack's own question; until then nothing is kept."""
    author.asks()
    _, owner = taken_on(queue)
    say = queue.deps.catalog.relay_mine
    look = looked_at(author)
    assert not is_anything_revealed(queue)
    (button,) = (each for block in look["blocks"] for each in block.get("elements", []) if "confirm" in each)
    assert FACILITATORS[owner] in button["confirm"]["text"]["text"]
    assert "cannot be taken back" in button["confirm"]["text"]["text"]
    assert say.stage_early in texts_of(look)
    after = author.presses(look, say.show_button)
    assert is_anything_revealed(queue)
    assert NAMES[author.user] not in texts_of(after)
    assert say.more_button not in labels_of(after)
    second = author.presses(after, say.name_step_button)
    assert NAMES[author.user] in texts_of(second)
    assert NAMES[author.user] in texts_of(author.presses(second, say.name_button))


def test_stage_and_stream_are_held_for_a_slot_and_the_name_is_shown_at_once(queue: Queue, author: Author) -> None:
    """Relay 56: the name comes from the payload of the press, as Slack has it; nobody types one."""
    author.asks()
    _, owner = taken_on(queue)
    before = seen_at_desk(queue, owner)
    stage_said(author)
    assert seen_at_desk(queue, owner) == before
    for _ in range(SPREAD + 1):
        queue.next_slot()
    told = seen_at_desk(queue, owner).revealed
    assert told
    assert (told.stage, told.name) == (queue.deps.catalog.relay_mine.stage_early, "")
    say = queue.deps.catalog.relay_mine
    author.presses(author.presses(author.opens(), say.name_step_button), say.name_button)
    told = seen_at_desk(queue, owner).revealed
    assert told
    assert told.name == NAMES[author.user]


def test_nobody_but_the_one_who_was_named_sees_it(queue: Queue, author: Author) -> None:
    """Relay 56: neither the backup nor the channel; and whoever takes the case over is told nothing of it."""
    author.asks()
    _, owner = taken_on(queue)
    backup = queue.part(Role.BACKUP)
    name_said(author)
    assert seen_at_desk(queue, owner).revealed
    assert NAMES[author.user] not in json.dumps(queue.messages)
    (case,) = the_cases(queue.stage.rapport)
    desk_acts.hand_over(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id)
    queue.next_slot()
    desk_acts.claim(queue.deps, desk=Desk(TEAM, backup), case_id=case.case_id)
    assert seen_at_desk(queue, backup).revealed is None
    assert queue.deps.catalog.relay_mine.more_button in labels_of(author.opens())


def test_it_is_said_to_nobody_else_than_the_last_look_has_named(queue: Queue, author: Author) -> None:
    """Relay 56: when the case has gone to somebody else meanwhile, nothing is said."""
    author.asks()
    _, owner = taken_on(queue)
    backup = queue.part(Role.BACKUP)
    look = looked_at(author)
    (case,) = the_cases(queue.stage.rapport)
    desk_acts.hand_over(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id)
    pressed = press(look, queue.deps.catalog.relay_mine.show_button, user=author.user)
    assert author.is_refused(pressed) == queue.deps.catalog.relay_mine.nobody_to_tell
    queue.next_slot()
    desk_acts.claim(queue.deps, desk=Desk(TEAM, backup), case_id=case.case_id)
    assert not is_anything_revealed(queue)


def test_before_somebody_works_on_it_nothing_can_be_said(queue: Queue, author: Author) -> None:
    author.asks()
    say = queue.deps.catalog.relay_mine
    shown = author.opens()
    assert say.more_button not in labels_of(shown)
    forged = press(shown, say.answer_button, user=author.user)
    forged["actions"][0]["action_id"] = names.MORE
    assert author.is_refused(forged) == say.nobody_to_tell


@pytest.mark.parametrize("name", [names.NEXT, names.LAST])
def test_no_step_can_be_taken_without_its_last_look(queue: Queue, author: Author, name: str) -> None:
    """Relay 50: not even by the author."""
    author.asks()
    taken_on(queue)
    forged = press(author.opens(), queue.deps.catalog.relay_mine.answer_button, user=author.user)
    forged["actions"][0]["action_id"] = name
    assert author.is_refused(forged) == queue.deps.catalog.common.not_yours
    assert not is_anything_revealed(queue)


@pytest.mark.parametrize("name", [names.NEXT, names.LAST, names.END, names.KEEP, names.YES, names.ANSWER])
def test_a_facilitator_cannot_do_what_only_its_author_can(queue: Queue, author: Author, name: str) -> None:
    """Relay 50: whoever holds the screen of somebody else, or one of their own, reveals and withdraws nothing."""
    author.asks()
    _, owner = taken_on(queue)
    look = looked_at(author)
    facilitator = Author(queue, user=owner)
    before = [case.model_dump() for case in the_cases(queue.stage.rapport)]
    for screen, answer in (
        (look, queue.deps.catalog.privacy.too_old),
        (facilitator.lists(), queue.deps.catalog.common.not_yours),
        (queue.mine(user=owner), queue.deps.catalog.common.not_yours),
    ):
        button = next(each for block in screen["blocks"] for each in _buttons(block))
        forged = press(screen, button["text"]["text"], user=owner)
        forged["actions"][0]["action_id"] = name
        assert facilitator.is_refused(forged) == answer
    assert [case.model_dump() for case in the_cases(queue.stage.rapport)] == before


def test_a_press_that_comes_twice_says_it_once(queue: Queue, author: Author) -> None:
    """Relay 46: what was said stays as it was sealed the first time."""
    author.asks()
    taken_on(queue)
    say = queue.deps.catalog.relay_mine
    look = looked_at(author)
    second = author.presses(author.presses(look, say.show_button), say.name_step_button)
    author.presses(second, say.name_button)
    kept = [case.reveal_ct for case in the_cases(queue.stage.rapport)]
    author.presses(look, say.show_button)
    author.presses(second, say.name_button)
    assert [case.reveal_ct for case in the_cases(queue.stage.rapport)] == kept


def test_what_was_never_offered_cannot_be_chosen(queue: Queue, author: Author) -> None:
    """Relay 47: neither as a stage nor as a stream."""
    author.asks()
    taken_on(queue)
    say = queue.deps.catalog.relay_mine
    form = author.presses(author.opens(), say.more_button)
    for entered, field in (({}, names.STAGE), ({names.STAGE: Stage.EARLY, names.STREAM: "dean"}, names.STREAM)):
        values = {name: {"selected_option": {"value": str(value)}} for name, value in entered.items()}
        assert author.sends(form, values)["errors"] == {field: say.choose_both}


def test_what_was_said_is_destroyed_with_the_request(queue: Queue, author: Author) -> None:
    """Relay 56: purged with the case."""
    author.asks()
    taken_on(queue)
    name_said(author)
    with queue.relay.db.begin() as session:
        for case in the_cases(queue.stage.rapport):
            case.state, case.outcome = CaseState.CLOSED, Outcome.REFERRED
            case.closed_week = week_of(queue.now) - TEXT_WEEKS
            session.merge(case)
    retention.purge(queue.relay, week_of(queue.now))
    assert not is_anything_revealed(queue)


def test_one_who_has_become_their_mentor_is_told_nothing(queue: Queue, author: Author) -> None:
    """Relay 42: what may not be told to somebody by now cannot be told by a screen of before."""
    author.asks()
    _, owner = taken_on(queue)
    look = looked_at(author)
    pair_up(queue.deps.db, mentor=owner, mentee=author.user)
    pressed = press(look, queue.deps.catalog.relay_mine.show_button, user=author.user)
    assert author.is_refused(pressed) == queue.deps.catalog.relay_mine.nobody_to_tell


def test_a_whole_case_names_its_author_to_nobody(queue: Queue, author: Author) -> None:
    """Relay 23 and 27: of every call, their id stands in no content, and no message is sent to them."""
    author.asks()
    case, owner = taken_on(queue)
    queue.says(case, "What would a good outcome look like?", user=owner)
    author.says(author.opens(), "That we stay colleagues")
    stage_said(author)
    for _ in range(SPREAD + 1):
        queue.next_slot()
    queue.open(queue.messages[-1], user=owner)
    own = set()
    for call in queue.stage.rapport.slack.calls:
        said = dict(call.arguments)
        if call.method.startswith("views."):
            own.add(call.method)
            is_theirs = str(said.pop("user_id", said.pop("trigger_id", said.pop("view_id", "")))).startswith(
                author.user
            )
            assert is_theirs or NAMES[author.user] not in json.dumps(said)
        else:
            assert NAMES[author.user] not in json.dumps(said)
        assert author.user not in json.dumps(said), call.method
    assert own == {"views.open", "views.update", "views.push", "views.publish"}
    assert not [said for said in queue.messages if author.user in str(said["channel"])]
    assert not queue.stage.rapport.slack.called("chat.postEphemeral")
    assert not queue.stage.rapport.slack.called("chat.scheduleMessage")
    assert MENTOR not in json.dumps(queue.messages)


def _buttons(block: Payload) -> list[Payload]:
    elements = [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]
    return [each for each in elements if each.get("type") == "button"]
