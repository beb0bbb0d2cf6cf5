"""What two people leave in order when they part, and what each keeps for themselves."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.deps import Deps
from bot.domain.endings import Lines
from bot.errors import NotYoursError, UserError
from bot.services import handovers
from storage.database import Database
from tests.integration.ending_steps import end, go_out, seen_by, write
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, the

LINES = Lines(letters="A letter for the grant", may_say="That we have done what we meant to", touch="Lunch in May")


def keep(deps: Deps, pair_id: str, user_id: str, lines: Lines) -> None:
    handovers.keep_lines(deps, actor=the(deps.db, user_id), pair_id=pair_id, lines=lines)


def read(deps: Deps, pair_id: str, user_id: str) -> Lines:
    return handovers.lines_of(deps, actor=the(deps.db, user_id), pair_id=pair_id)[1]


@pytest.fixture
def parting(deps: Deps, clock: HandClock, pair_id: str) -> str:
    """A pair of which both know that it ends."""
    write(deps, pair_id)
    go_out(clock)
    return pair_id


def test_both_read_and_change_the_same_lines_and_each_has_a_word_of_thanks(deps: Deps, parting: str) -> None:
    keep(deps, parting, MENTEE, replace(LINES, thanks="Thank you for your patience"))
    mentors = read(deps, parting, MENTOR)
    assert (mentors.letters, mentors.thanks, mentors.their_thanks) == (
        LINES.letters,
        None,
        "Thank you for your patience",
    )
    keep(deps, parting, MENTOR, replace(mentors, touch="Coffee in June", thanks="And you for your questions"))
    mentees = read(deps, parting, MENTEE)
    assert (mentees.touch, mentees.thanks) == ("Coffee in June", "Thank you for your patience")
    assert mentees.their_thanks == "And you for your questions"


def test_lines_that_the_other_has_changed_meanwhile_are_not_written_over(deps: Deps, parting: str) -> None:
    mine = read(deps, parting, MENTEE)
    keep(deps, parting, MENTOR, LINES)
    with pytest.raises(UserError, match="changed these lines"):
        keep(deps, parting, MENTEE, replace(mine, letters="None"))
    assert read(deps, parting, MENTEE).letters == LINES.letters


def test_the_same_form_sent_twice_changes_once(deps: Deps, parting: str) -> None:
    for _ in range(2):
        keep(deps, parting, MENTEE, LINES)
    assert read(deps, parting, MENTEE).revision == 1


def test_there_is_nothing_to_hand_over_while_only_one_knows(deps: Deps, pair_id: str) -> None:
    write(deps, pair_id)
    for user in (MENTEE, MENTOR):
        with pytest.raises(UserError, match="no end of this mentoring is settled"):
            keep(deps, pair_id, user, LINES)
        with pytest.raises(UserError, match="no end of this mentoring is settled"):
            handovers.keep_reflection(deps, actor=the(deps.db, user), pair_id=pair_id, text="x")


def test_it_stays_open_to_both_after_the_end(deps: Deps, clock: HandClock, pair_id: str) -> None:
    end(deps, clock, pair_id)
    keep(deps, pair_id, MENTOR, LINES)
    assert seen_by(deps, pair_id, MENTEE).lines.letters == LINES.letters


def test_what_one_keeps_for_oneself_is_nobody_elses_and_can_be_deleted(deps: Deps, db: Database, parting: str) -> None:
    mentee, mentor = the(db, MENTEE), the(db, MENTOR)
    handovers.keep_reflection(deps, actor=mentee, pair_id=parting, text="Somebody with time")
    assert handovers.reflection(deps, actor=mentor, pair_id=parting) is None
    assert seen_by(deps, parting, MENTOR).reflection is None
    assert seen_by(deps, parting, MENTEE).reflection == "Somebody with time"
    handovers.keep_reflection(deps, actor=mentor, pair_id=parting, text="Fewer at a time")
    handovers.keep_reflection(deps, actor=mentee, pair_id=parting, text=None)
    assert handovers.reflection(deps, actor=mentee, pair_id=parting) is None
    assert handovers.reflection(deps, actor=mentor, pair_id=parting) == "Fewer at a time"


def test_what_one_keeps_for_oneself_is_kept_once_however_often_it_is_sent_at_a_time(
    deps: Deps, db: Database, parting: str
) -> None:
    mentee = the(db, MENTEE)

    def keep_it(_: int) -> None:
        handovers.keep_reflection(deps, actor=mentee, pair_id=parting, text="Somebody with time")

    with ThreadPoolExecutor(4) as senders:
        list(senders.map(keep_it, range(8)))
    assert handovers.reflection(deps, actor=mentee, pair_id=parting) == "Somebody with time"


def test_nobody_else_comes_near_any_of_it(deps: Deps, db: Database, parting: str) -> None:
    stranger = the(db, STRANGER)
    with pytest.raises(NotYoursError):
        keep(deps, parting, STRANGER, LINES)
    with pytest.raises(NotYoursError):
        read(deps, parting, STRANGER)
    with pytest.raises(NotYoursError):
        handovers.reflection(deps, actor=stranger, pair_id=parting)
    with pytest.raises(NotYoursError):
        handovers.keep_reflection(deps, actor=stranger, pair_id=parting, text="x")
