"""Whose doors are nobody's business: outside a pair, after it, in another workspace, with the facilitators."""

from collections.abc import Callable

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError
from bot.services import door_acts, door_letters, doors
from storage.columns import new_id
from storage.database import Database
from storage.members import Member, keep_members, member_of
from storage.pairs import Pair
from storage.vocabulary import DoorKind, DoorState, PairState, TouchpointKind
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.door_steps import ABOUT, LETTER, PLAINLY, asked, begin, kept, let_stand
from tests.integration.steps import opened
from tests.looking import ELSEWHERE_TEAM
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import Payload, press, press_message, slash
from tests.planning import message, planned, pushed, why_not
from tests.rapport import Rapport

SECOND, ELSEWHERE = "U0SECOND01", "U0ELSEWHER"


def end(db: Database, pair_id: str) -> None:
    with db.begin() as session:
        pair = session.get_one(Pair, pair_id)
        pair.state = PairState.ENDED
        session.add(pair)


def attempts(deps: Deps, actor: Member, pair_id: str, door_id: str) -> dict[str, Callable[[], object]]:
    """Return everything that can be done with a door and its pair, as this person would try it."""
    return {
        "reads the board": lambda: doors.board(deps, actor=actor, pair_id=pair_id, page=0),
        "reads one": lambda: doors.sheet(deps, actor=actor, door_id=door_id),
        "opens a form": lambda: doors.beginning(deps, actor=actor, pair_id=pair_id, kind=DoorKind.OPPORTUNITY),
        "begins": lambda: door_acts.begin(
            deps,
            actor=actor,
            pair_id=pair_id,
            draft=doors.sheet(deps, actor=the(deps.db, MENTOR), door_id=door_id).said,
            door_id=new_id(),
            day_field="",
        ),
        "answers": lambda: door_acts.let_stand(deps, actor=actor, door_id=door_id, state=DoorState.SENT),
        "names": lambda: door_acts.name_somebody(deps, actor=actor, door_id=door_id, name="x"),
        "writes": lambda: door_letters.word(deps, actor=actor, door_id=door_id, letter="x", revision=1),
    }


@pytest.fixture
def elsewhere(db: Database) -> Member:
    """Somebody of another workspace."""
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE_TEAM, user_id=ELSEWHERE, name="Elsa")])
        found = member_of(session, team_id=ELSEWHERE_TEAM, user_id=ELSEWHERE)
    assert found
    return found


def test_nobody_outside_the_pair_reads_or_does_anything(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str, elsewhere: Member
) -> None:
    facilitated(rapport, db)
    enrol(db, FACILITATOR)
    pair_up(db, mentee=SECOND)
    door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
    for actor in (the(db, STRANGER), the(db, SECOND), the(db, FACILITATOR), elsewhere):
        for name, attempt in attempts(deps, actor, pair_id, door_id).items():
            with pytest.raises(NotYoursError):
                pytest.fail(f"{actor.name} {name}: {attempt()}")
    assert kept(db, door_id).revision == 1


def test_a_door_of_one_pair_is_none_of_another_of_the_same_mentor(deps: Deps, db: Database, pair_id: str) -> None:
    other = pair_up(db, mentee=SECOND)
    door_id = begin(deps, pair_id, DoorKind.OPPORTUNITY)
    with pytest.raises(NotYoursError):
        begin(deps, other, DoorKind.OPPORTUNITY, by=SECOND, door_id=door_id)
    assert doors.board(deps, actor=the(db, MENTOR), pair_id=other, page=0).doors == ()


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_before_a_pair_has_begun_nothing_can_be_begun(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        begin(deps, pair_id, DoorKind.PITFALL)
    with pytest.raises(NotYoursError):
        doors.board(deps, actor=the(deps.db, MENTOR), pair_id=pair_id, page=0)


def test_after_the_end_both_read_everything_and_change_nothing(deps: Deps, db: Database, pair_id: str) -> None:
    door_id = begin(deps, pair_id, DoorKind.INTRODUCTION)
    asked(deps, pair_id)
    end(db, pair_id)
    for user in (MENTOR, MENTEE):
        tried = attempts(deps, the(db, user), pair_id, door_id)
        assert len(doors.board(deps, actor=the(db, user), pair_id=pair_id, page=0).doors) == 2
        assert doors.sheet(deps, actor=the(db, user), door_id=door_id).said.letter == LETTER
        for name in set(tried) - {"reads the board", "reads one"}:
            with pytest.raises(NotYoursError):
                tried[name]()
    assert why_not(deps, planned(db, TouchpointKind.DOOR_OPENED, TouchpointKind.DOOR_WAITS)) == {"gone"}
    assert kept(db, door_id).revision == 1


def test_the_screen_of_an_ended_pair_shows_the_letter_and_no_other_button(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    begin(deps, pair_id, DoorKind.INTRODUCTION)
    asked(deps, pair_id)
    end(db, pair_id)
    past = opened(rapport, slash("/mentor", "past"))
    board = opened(rapport, press(past, "Doors"), "views.update")
    assert PLAINLY in str([block.get("text", {}).get("text") for block in board["blocks"]])
    pressable = [
        each["action_id"] for block in board["blocks"] for each in block.get("elements", []) if "action_id" in each
    ]
    assert pressable == ["door:letter"]
    page = pushed(rapport, press(board, "The letter"))
    assert LETTER in str(page)
    assert "submit" not in page


def test_a_stranger_who_forges_a_press_gets_a_sentence_and_no_words(
    rapport: Rapport, deps: Deps, db: Database, pair_id: str
) -> None:
    door_id = asked(deps, pair_id)
    said = message(deps, TouchpointKind.DOOR_OPENED)
    for label in ("Yes", "Not now", "I know someone better", "See what it is"):
        assert _refused(rapport, press_message(said, label, user=STRANGER, response_url=rapport.slack.response_url))
    letter = begin(deps, pair_id, DoorKind.INTRODUCTION)
    for action_id, value in (("door:letter", letter), ("door:new:pitfall", pair_id), ("door:new:x", pair_id)):
        forged = press_message(said, "Yes", user=STRANGER, response_url=rapport.slack.response_url)
        action = {"type": "button", "action_id": action_id, "value": value, "block_id": "b"}
        assert _refused(rapport, {**forged, "actions": [action]})
    assert ABOUT not in str(rapport.slack.calls)
    assert "MARKER" not in str(rapport.slack.calls)
    assert kept(db, door_id).revision == 1
    assert let_stand(deps, door_id, DoorState.YES, by=MENTOR).revision == 2


def _refused(rapport: Rapport, payload: Payload) -> bool:
    times = len(rapport.slack.called("response_url")) + 1
    rapport.answer_to(payload)
    said: str = rapport.slack.wait_for("response_url", times=times)["text"]
    return said == rapport.deps.catalog.common.not_yours
