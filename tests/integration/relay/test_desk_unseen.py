"""That somebody asked, read, answered or withdrew shows on no facilitator's screen, nor who it was."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import MetaData

from bot.domain.relay.cases import Speech
from bot.errors import NotYoursError
from bot.services.relay import mine, others, own_acts, reveal
from storage.database import Database
from storage.relay.vocabulary import Approach, Outcome, Role
from tests.asked import kept_rows, the_cases
from tests.asking import FACILITATORS, door_of, home_of, texts_of
from tests.authoring import seen_at_desk, slots_pass
from tests.desk_authors import answered, from_home, hold_of, owned
from tests.desking import Queue, metadata_of
from tests.pairing import MENTEE, MENTOR, NAMES, ZONES, pair_up
from tests.payloads import press


def test_nothing_that_reaches_a_facilitator_or_the_channel_tells_who_asked(queue: Queue) -> None:
    """Relay 24: no id, name, address, picture or clock of theirs, in any field of any payload of a whole case."""
    case, owner = from_home(queue)
    for _ in range(2):
        case = queue.says(case, "Go on", user=owner)
        answered(queue, Speech("It is hard"), key=str(len(queue.messages)))
        queue.next_slot()
    queue.choose(case, Approach.COACH, user=owner)
    queue.press(case, queue.deps.catalog.relay_desk.close_button, user=owner)
    queue.mine(user=owner)
    home_of(queue.stage.rapport, user=owner)
    reached = [payload for user, payload in queue.stage.said_to() if user != MENTEE and "trigger_id" in payload]
    reached += [call.arguments for call in queue.stage.rapport.slack.calls if call.method == "chat.postMessage"]
    reached += [payload for payload in queue.stage.rapport.slack.called("views.update") if payload["view_id"] == owner]
    desk_side = [payload for payload in reached if "queue:" in str(payload)]
    assert len(desk_side) > 5
    secrets = (MENTEE, "Maya", "Lindqvist", ZONES[MENTEE], "Toronto", "avatar", NAMES[MENTOR], MENTOR)
    assert not [word for payload in desk_side for word in secrets if word in json.dumps(payload)]


def test_that_the_requester_was_here_shows_nowhere(queue: Queue) -> None:
    """Relay 34: reading, answering and withdrawing change nothing on a facilitator's screen before the next slot."""
    case, owner = from_home(queue)
    case = queue.says(case, "Go on", user=owner)
    mine_before = queue.mine(user=owner)
    opened = queue.shown(press(mine_before, queue.deps.catalog.relay_desk.open, user=owner), user=owner)
    door = door_of(queue.stage.rapport, home=owned(queue))
    for act in (
        lambda: mine.read(queue.deps, door=door, hold=hold_of(queue)),
        lambda: answered(queue, Speech("I was here")),
        lambda: reveal.reveal_stage(queue.deps, door=door, hold=hold_of(queue), to=owner, stage="Early", stream="Lab"),
        lambda: own_acts.withdraw(queue.deps, door=door, hold=hold_of(queue)),
    ):
        act()
        mine_after = queue.mine(user=owner)
        assert mine_after == mine_before
        again = queue.shown(press(mine_after, queue.deps.catalog.relay_desk.open, user=owner), user=owner)
        assert again == opened


def test_that_a_case_was_given_to_others_shows_to_whoever_has_it_only_in_a_later_slot(
    queue: Queue, db: Database
) -> None:
    """Relay 34, 42: the moment of the visit does not show, and nothing that is said after it reaches them any more."""
    _, owner = from_home(queue)
    pair_up(db, mentor=owner)
    before = seen_at_desk(queue, owner)
    door = door_of(queue.stage.rapport, home=owned(queue))
    others.draw_again(queue.deps, door=door, hold=hold_of(queue), not_these=frozenset())
    answered(queue, Speech("For others alone"))
    cards = len(queue.messages)
    while len(queue.messages) == cards:
        assert seen_at_desk(queue, owner) == before
        queue.next_slot()
    with pytest.raises(NotYoursError):
        seen_at_desk(queue, owner)
    slots_pass(queue)
    assert [each.speech.words for each in seen_at_desk(queue, queue.part(Role.PRIMARY)).said] == ["For others alone"]


def test_a_case_that_was_drawn_anew_comes_to_its_new_facilitator_with_a_card_and_not_before(
    queue: Queue, db: Database
) -> None:
    """Relay 34: otherwise the moment of the drawing would show."""
    _, owner = from_home(queue)
    pair_up(db, mentor=owner)
    door = door_of(queue.stage.rapport, home=owned(queue))
    others.draw_again(queue.deps, door=door, hold=hold_of(queue), not_these=frozenset())
    none = queue.deps.catalog.relay_desk.mine_none
    assert [none in texts_of(queue.mine(user=each)) for each in FACILITATORS if each != owner] == [True, True]
    (card,) = [sent for _ in range(4) for sent in queue.next_slot()][:1]
    newcomer = queue.part(Role.PRIMARY)
    assert newcomer != owner
    assert none not in texts_of(queue.mine(user=newcomer))
    assert queue.deps.catalog.relay_desk.claim_button in str(queue.open(card, user=newcomer))


def test_an_owner_who_becomes_their_mentor_can_be_replaced(queue: Queue, db: Database) -> None:
    """Relay 42: only its author can tell, and is offered somebody else; the old one is refused from its slot on."""
    case, owner = from_home(queue)
    pair_up(db, mentor=owner)
    door, hold = door_of(queue.stage.rapport, home=owned(queue)), hold_of(queue)
    assert mine.read(queue.deps, door=door, hold=hold).is_conflicted
    others.draw_again(queue.deps, door=door, hold=hold, not_these=frozenset())
    slots_pass(queue)
    assert owner not in {row.facilitator_id for row in kept_rows(queue.stage.rapport)["RelayAssignment"]}
    refused = queue.press(case, queue.deps.catalog.relay_desk.reply_button, user=owner)
    assert queue.deps.catalog.common.not_yours in texts_of(refused)


def test_a_facilitator_can_neither_reveal_nor_withdraw_for_the_requester(queue: Queue) -> None:
    """Relay 50: not even with the secret itself, which works for one account alone."""
    _, owner = from_home(queue)
    theirs, hold = door_of(queue.stage.rapport, user=owner), hold_of(queue)
    acts: list[Callable[[], None]] = [
        lambda: reveal.reveal_name(queue.deps, door=theirs, hold=hold, to=owner),
        lambda: reveal.reveal_stage(queue.deps, door=theirs, hold=hold, to=owner, stage="", stream=""),
        lambda: own_acts.withdraw(queue.deps, door=theirs, hold=hold),
    ]
    for act in acts:
        with pytest.raises(NotYoursError):
            act()
    (kept,) = the_cases(queue.stage.rapport)
    assert (kept.reveal_ct, kept.outcome) == (None, None)


def test_what_a_screen_carries_grows_only_with_what_is_seen(queue: Queue) -> None:
    case, owner = from_home(queue)
    assert metadata_of(case)["revision"] == 0
    case = queue.says(case, "Go on", user=owner)
    answered(queue, Speech("One"))
    assert metadata_of(queue.says(case, "And?", user=owner))["revision"] == 2


def test_a_no_fault_ending_touches_no_pair_and_nothing_joins_the_two(queue: Queue, db: Database) -> None:
    """Relay 58: the main database stays as it is, and no value of the case stands in it."""
    case, owner = from_home(queue)
    before = dump_of(db)
    close = queue.press(case, queue.deps.catalog.relay_desk.close_button, user=owner)
    assert queue.sends(close, "Farewell", user=owner, outcome=Outcome.ENDED_NO_FAULT) == {}
    queue.stage.clock.at += timedelta(days=31)
    queue.next_slot()
    assert dump_of(db) == before
    kept = {
        str(value)
        for rows in kept_rows(queue.stage.rapport).values()
        for row in rows
        for name, value in row.model_dump().items()
        if name in {"case_id", "label", "tag", "message_id", "stub_id"}
    }
    assert not [value for value in kept if value in str(before)]


def dump_of(db: Database) -> dict[str, list[str]]:
    """Return every row of every table of the main database."""
    found = MetaData()
    found.reflect(db.reader)
    with db.reader.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(table.select()).all())) for name, table in found.tables.items()
        }
