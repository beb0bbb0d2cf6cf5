"""Notes of thanks: written by either side, read by the other alone, put away by each for themselves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.deps import Deps
from bot.errors import NotYoursError, UserError
from bot.services import thanks
from bot.views.thanks import TEXT
from storage.columns import new_id
from storage.database import Database
from storage.thanks import Thanks
from storage.vocabulary import PairState, TouchpointKind
from tests.integration.ending_steps import end
from tests.integration.steps import lying_on, opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.planning import message, planned, pushed, why_not
from tests.rapport import Rapport

KIND = TouchpointKind.THANKS_SENT
WORDS = "MARKER for the evening before the viva <!channel>"
DAY = timedelta(days=1)


def send(deps: Deps, pair_id: str, *, by: str = MENTEE, text: str = WORDS, thanks_id: str = "") -> str:
    thanks_id = thanks_id or new_id()
    thanks.send(deps, actor=the(deps.db, by), pair_id=pair_id, text=text, thanks_id=thanks_id)
    return thanks_id


def had(deps: Deps, pair_id: str, *, by: str) -> list[str]:
    return [note.text for note in thanks.board(deps, actor=the(deps.db, by), pair_id=pair_id, page=0).notes]


def kept(db: Database) -> list[Thanks]:
    with db.read() as session:
        return list(session.exec(select(Thanks)))


def typed(text: str | None) -> dict[str, Payload]:
    return {TEXT: {"type": "plain_text_input", "value": text}}


@pytest.mark.parametrize(("by", "to"), [(MENTEE, MENTOR), (MENTOR, MENTEE)])
def test_a_note_reaches_the_other_side_who_reads_it_behind_a_button(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, by: str, to: str
) -> None:
    send(deps, pair_id, by=by)
    (told,) = planned(db, KIND)
    assert told.member_id == the(db, to).id
    payload = message(deps, KIND)
    assert "MARKER" not in str(payload)
    board = opened(rapport, press_message(payload, "Read it", user=to))
    assert {"type": "plain_text", "text": WORDS, "emoji": False} in [block.get("text") for block in board["blocks"]]


def test_it_is_written_in_one_form_and_sent_once(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = pushed(rapport, press(opened(rapport, slash("/mentor", "thank")), "Write a note of thanks"))
    assert list(rapport.answer_to(submit(form, typed(None)))["errors"]) == [TEXT]
    assert list(rapport.answer_to(submit(form, typed("x" * 1001)))["errors"]) == [TEXT]
    payload = lying_on("V0", submit(form, typed(WORDS)))
    assert rapport.answer_to(payload) == rapport.answer_to(payload) == {}
    assert [each.text for each in kept(db)] == [WORDS]
    assert len(planned(db, KIND)) == 1
    assert "MARKER" in str(rapport.slack.wait_for("views.update")["view"])


def test_two_presses_at_once_are_one_note(deps: Deps, db: Database, pair_id: str) -> None:
    thanks_id = new_id()
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(send, deps, pair_id, thanks_id=thanks_id) for _ in range(4)]:
            assert done.result() == thanks_id
    assert (len(kept(db)), len(planned(db, KIND))) == (1, 1)


def test_two_different_notes_at_once_are_one_as_well(deps: Deps, db: Database, pair_id: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        failures = [each.exception() for each in [pool.submit(send, deps, pair_id) for _ in range(4)]]
    assert [type(each) for each in failures if each] == [UserError] * 3
    assert len(kept(db)) == 1


def test_each_puts_away_their_own_copy_and_without_any_not_a_word_is_left(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    send(deps, pair_id)
    board = opened(rapport, slash("/mentor", "thank", user=MENTOR))
    rapport.answer_to(press(board, "Delete", user=MENTOR))
    assert "MARKER" not in str(rapport.slack.wait_for("views.update")["view"])
    assert (had(deps, pair_id, by=MENTOR), had(deps, pair_id, by=MENTEE)) == ([], [WORDS])
    assert why_not(deps, planned(db, KIND)) == {"gone"}
    (note,) = kept(db)
    with pytest.raises(NotYoursError):
        thanks.put_away(deps, actor=the(db, MENTOR), thanks_id=note.id)
    thanks.put_away(deps, actor=the(db, MENTEE), thanks_id=note.id)
    assert [each.text for each in kept(db)] == [""]
    assert [had(deps, pair_id, by=user) for user in (MENTOR, MENTEE)] == [[], []]
    for user in (MENTOR, MENTEE):
        with pytest.raises(NotYoursError):
            thanks.put_away(deps, actor=the(db, user), thanks_id=note.id)


def test_whoever_deletes_an_unwelcome_note_makes_no_room_for_the_next_one(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    end(deps, clock, pair_id)
    thanks_id = send(deps, pair_id)
    for user in (MENTEE, MENTOR):
        thanks.put_away(deps, actor=the(db, user), thanks_id=thanks_id)
    with pytest.raises(UserError, match="still fresh"):
        send(deps, pair_id)
    clock.at += 90 * DAY
    send(deps, pair_id)


def test_an_author_who_deletes_takes_nothing_from_the_other_one(deps: Deps, db: Database, pair_id: str) -> None:
    thanks.put_away(deps, actor=the(db, MENTEE), thanks_id=send(deps, pair_id))
    assert (had(deps, pair_id, by=MENTOR), had(deps, pair_id, by=MENTEE)) == ([WORDS], [])
    assert message(deps, KIND)


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_before_a_pair_has_begun_nobody_is_thanked_in_it(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        send(deps, pair_id)


def test_nobody_else_writes_reads_or_deletes_one(deps: Deps, db: Database, pair_id: str) -> None:
    thanks_id = send(deps, pair_id)
    with pytest.raises(NotYoursError):
        send(deps, pair_id, by=STRANGER)
    with pytest.raises(NotYoursError):
        send(deps, pair_id, by=STRANGER, thanks_id=thanks_id)
    with pytest.raises(NotYoursError):
        had(deps, pair_id, by=STRANGER)
    with pytest.raises(NotYoursError):
        thanks.put_away(deps, actor=the(db, STRANGER), thanks_id=thanks_id)
    with pytest.raises(NotYoursError):
        thanks.card(deps, actor=the(db, STRANGER), pair_id=pair_id)


def test_once_a_day_is_enough_and_after_an_end_once_in_three_months(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    send(deps, pair_id)
    with pytest.raises(UserError, match="still fresh"):
        send(deps, pair_id)
    send(deps, pair_id, by=MENTOR)
    clock.at += DAY
    send(deps, pair_id)
    end(deps, clock, pair_id)
    clock.at += 91 * DAY
    send(deps, pair_id)
    clock.at += 89 * DAY
    with pytest.raises(UserError, match="still fresh"):
        thanks.card(deps, actor=the(db, MENTEE), pair_id=pair_id)
    clock.at += DAY
    assert thanks.card(deps, actor=the(db, MENTEE), pair_id=pair_id).pair_id == pair_id


def test_it_is_offered_where_two_part_and_stays_to_be_read(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    end(deps, clock, pair_id)
    sheet = opened(rapport, slash("/mentor", "past"))
    form = pushed(rapport, press(sheet, "Write a note of thanks"))
    assert rapport.answer_to(lying_on("V0", submit(form, typed(WORDS)))) == {}
    board = opened(rapport, press(opened(rapport, slash("/mentor", "past", user=MENTOR)), "Thanks"), "views.update")
    assert "MARKER" in str(board)


def test_nobody_is_thanked_who_has_left(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    has_left(db, MENTOR)
    with pytest.raises(UserError, match="no longer in this workspace"):
        send(deps, pair_id)


def test_many_notes_are_pages_at_the_same_cost(
    deps: Deps, db: Database, clock: HandClock, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    enrol(db, MENTEE)
    pair_id = pair_up(db)
    costs = []
    for number in range(11):
        clock.at += 2 * DAY
        send(deps, pair_id, text=f"note {number}")
        with counted() as statements:
            board = thanks.board(deps, actor=the(db, MENTOR), pair_id=pair_id, page=9)
        costs.append(len(statements))
    assert ([note.text for note in board.notes], board.pages) == (["note 0"], 2)
    assert len(set(costs)) == 1
