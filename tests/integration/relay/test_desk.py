"""A case at the desk, through the real handlers, from the card to its end."""

import json

import pytest

from bot.domain.relay.cases import CaseFile, Speech
from bot.domain.relay.door import Desk
from bot.errors import UserError
from bot.services.relay import desk as cases
from bot.services.relay import desk_acts, mine
from bot.views.relay import queue as names
from storage.relay.vocabulary import Approach, CaseState, Outcome, Role, Voice
from tests.asked import kept_rows, the_cases
from tests.asking import MARKER, door_of, texts_of
from tests.desk_authors import answered, from_home, hold_of, owned
from tests.desking import Queue
from tests.payloads import TEAM, press


def test_a_case_goes_from_its_card_to_its_end(queue: Queue) -> None:
    say = queue.deps.catalog.relay_desk
    case, owner = from_home(queue)
    assert MARKER in texts_of(case)
    assert say.state_claimed in texts_of(case)
    assert texts_of(case).count("promised by") == 2
    case = queue.says(case, "What have you tried?", user=owner)
    assert "What have you tried?" in texts_of(case)
    assert texts_of(case).count("promised by") == 1
    form = queue.choose(case, Approach.MEET_OTHER, user=owner)
    assert queue.sends(form, "May I speak with him?", user=owner) == {}
    case = queue.shown(press(queue.mine(user=owner), say.open, user=owner), user=owner)
    assert "promised by" not in texts_of(case)
    assert say.may_not_meet in texts_of(case)
    (offer,) = [each for each in the_file(queue, owner).said if each.speech.approach]
    answered(queue, Speech("", answers=offer.seq, is_agreed=True))
    for _ in range(4):
        queue.next_slot()
    case = queue.shown(press(queue.mine(user=owner), say.open, user=owner), user=owner)
    assert say.may_not_meet not in texts_of(case)
    assert say.agreed in texts_of(case)
    assert (
        queue.sends(queue.press(case, say.ending_button, user=owner), "?", user=owner, outcome=Outcome.REFERRED) == {}
    )
    close = queue.press(case, say.close_button, user=owner)
    assert queue.sends(close, "Farewell", user=owner, outcome=Outcome.CONTINUES) == {}
    (kept,) = the_cases(queue.stage.rapport)
    assert (kept.state, kept.outcome, kept.approach) == (CaseState.CLOSED, Outcome.CONTINUES, Approach.MEET_OTHER)
    own = mine.read(queue.deps, door=door_of(queue.stage.rapport, home=owned(queue)), hold=hold_of(queue))
    assert [each.speech.words for each in own.said if each.voice is Voice.FACILITATOR] == [
        "What have you tried?",
        "May I speak with him?",
        "?",
        "Farewell",
    ]


def the_file(queue: Queue, owner: str) -> CaseFile:
    (case,) = the_cases(queue.stage.rapport)
    return cases.open_case(queue.deps, desk=Desk(TEAM, owner), case_id=case.case_id)


def test_mischief_in_a_reply_reaches_the_case_as_letters(queue: Queue) -> None:
    """Relay 52: in plain text, without mention, link or picture, and no message goes anywhere."""
    case, owner = queue.claimed()
    mischief, before = (
        "<!channel> <@U1> <https://evil.example|hr> ![x](https://evil.example/i.png)",
        len(queue.messages),
    )
    case = queue.says(case, mischief, user=owner)
    holders = [block for block in case["blocks"] if "evil.example" in json.dumps(block)]
    assert [block["text"] for block in holders] == [{"type": "plain_text", "text": mischief, "emoji": False}]
    assert len(queue.messages) == before


def test_the_same_submission_twice_is_said_once(queue: Queue) -> None:
    case, owner = queue.claimed()
    say = queue.deps.catalog.relay_desk
    reply, close = (queue.press(case, label, user=owner) for label in (say.reply_button, say.close_button))
    for _ in range(2):
        assert queue.sends(reply, "Once", user=owner, view_id="V0SAME") == {}
    assert len(kept_rows(queue.stage.rapport)["RelayMessage"]) == 1
    stale = queue.sends(close, "End", user=owner, outcome=Outcome.CONTINUES)
    assert stale["errors"] == {names.OUTCOME: say.overtaken}, "a reply has come since the form was opened"


def test_closing_twice_by_one_submission_is_no_failure(queue: Queue) -> None:
    _, owner = queue.claimed()
    (kept,) = the_cases(queue.stage.rapport)
    said = {"desk": Desk(TEAM, owner), "case_id": kept.case_id, "outcome": Outcome.REFERRED, "words": "End"}
    for _ in range(2):
        desk_acts.close(queue.deps, **said, key="V1")  # type: ignore[arg-type]  # the same words twice
    assert len(kept_rows(queue.stage.rapport)["RelayMessage"]) == 1
    with pytest.raises(UserError, match="closed"):
        desk_acts.close(queue.deps, **said, key="V2")  # type: ignore[arg-type]  # another submission


@pytest.mark.parametrize("is_claimed", [True, False])
def test_whoever_passes_a_case_on_loses_it_and_the_other_gets_a_card(queue: Queue, is_claimed: bool) -> None:
    say = queue.deps.catalog.relay_desk
    queue.ask()
    first, second = queue.part(Role.PRIMARY), queue.part(Role.BACKUP)
    card = queue.first_card()
    case = queue.open(card, user=first)
    if is_claimed:
        case = queue.press(case, say.claim_button, user=first)
    assert say.passed in texts_of(queue.press(case, say.pass_button, user=first))
    assert queue.deps.catalog.common.not_yours in texts_of(queue.open(card, user=first))
    assert queue.deps.catalog.common.not_yours in texts_of(queue.open(card, user=second)), "not before its card"
    (again,) = queue.next_slot()
    assert say.claim_button in str(queue.open(again, user=second))
    screen = queue.press(queue.open(again, user=second), say.pass_button, user=second)
    assert say.passed in texts_of(screen)
    assert [queue.next_slot() for _ in range(3)] == [[]] * 3, "it waits for its author, who can draw again"


def test_a_muted_case_takes_nothing_more_and_can_be_opened_again(queue: Queue) -> None:
    say = queue.deps.catalog.relay_desk
    case, owner = from_home(queue)
    case = queue.press(case, say.mute_button, user=owner)
    with pytest.raises(UserError):
        answered(queue, Speech("More"))
    case = queue.press(case, say.unmute_button, user=owner)
    answered(queue, Speech("More"))
    assert say.mute_button in str(case)


def test_an_owner_is_told_once_that_something_waits_and_never_after_the_end(queue: Queue) -> None:
    case, owner = from_home(queue)
    case = queue.says(case, "Go on", user=owner)
    answered(queue, Speech("One"), key="1")
    notes = [sent for _ in range(5) for sent in queue.next_slot()]
    assert [note["channel"] for note in notes] == [owner]
    assert queue.deps.catalog.relay_desk.mine_unread.format(state="you work on it") in texts_of(queue.mine(user=owner))
    case = queue.open(notes[0], user=owner)
    assert "something new" not in texts_of(queue.mine(user=owner))
    answered(queue, Speech("Two"), key="2")
    close = queue.press(case, queue.deps.catalog.relay_desk.close_button, user=owner)
    assert queue.sends(close, "End", user=owner, outcome=Outcome.CONTINUES) == {}
    assert [queue.next_slot() for _ in range(24)] == [[]] * 24


def test_an_owner_is_told_once_that_a_first_reply_and_once_that_options_are_owed(queue: Queue) -> None:
    _, owner = queue.claimed()
    told = [(n, sent["channel"]) for n in range(1, 30) for sent in queue.next_slot()]
    assert [channel for _, channel in told] == [owner, owner]
    assert [n for n, _ in told] == [4, 20], "two and ten working days after its card"
