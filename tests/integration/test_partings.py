"""The day has come: the pair rests, both hear so, nothing more is asked, and what leads on stays with the two."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from bot.deps import Deps
from bot.domain.endings import EndsWhen
from bot.domain.touchpoints import TRAITS, Nature
from bot.services import meetings as meetings_service
from bot.services import partings
from bot.views import times
from storage.database import Database
from storage.meetings import meeting_by_id
from storage.pairs import Pair, live_pairs_of
from storage.vocabulary import MeetingState, PairState, TouchpointKind
from tests.integration.ending_steps import DAY, deliver, end, go_out, messages, state_of, write
from tests.integration.recap_steps import met
from tests.outbox import HandClock, sender_of, timed
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, pair_up, the
from tests.planning import DRAFT, message, plan, planned, why_not, written
from tests.rapport import Rapport
from tests.rows import an_item

Counted = Callable[[], AbstractContextManager[list[str]]]

COME, OUTCOME = TouchpointKind.ENDING_COME, TouchpointKind.ENDING_OUTCOME
ASKING = (
    TouchpointKind.AGENDA_PROMPT,
    TouchpointKind.AGENDA_LAST_CALL,
    TouchpointKind.AGENDA_DIGEST,
    TouchpointKind.RECAP_PROMPT,
    TouchpointKind.RECAP_NUDGE,
)


def test_a_pair_ends_on_its_day_and_not_before(deps: Deps, clock: HandClock, pair_id: str) -> None:
    write(deps, pair_id)
    clock.at = NOW + 27 * DAY
    assert partings.settle(deps, now=clock.now()) == 0
    assert state_of(deps, pair_id) is PairState.ACTIVE
    clock.at += DAY
    assert partings.settle(deps, now=clock.now()) == 1
    assert state_of(deps, pair_id) is PairState.ENDED
    assert partings.settle(deps, now=clock.now()) == 0
    assert messages(deps, COME) == [(COME, MENTOR), (COME, MENTEE)]


def test_forty_pairs_that_end_on_one_day_cost_as_many_statements_as_two(
    deps: Deps, db: Database, clock: HandClock, counted: Counted
) -> None:
    _end_together(deps, db, clock, range(2))
    with counted() as few:
        assert partings.settle(deps, now=clock.now()) == 2
    _end_together(deps, db, clock, range(2, 42))
    with counted() as many:
        assert partings.settle(deps, now=clock.now()) == 40
    assert len(many) == len(few)


def test_a_note_taken_back_ends_nothing_and_one_that_has_not_gone_out_neither(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    write(deps, pair_id, ends=EndsWhen.NOW)
    clock.at += DAY / 2
    assert partings.settle(deps, now=clock.now()) == 0
    assert state_of(deps, pair_id) is PairState.ACTIVE


def test_who_has_just_heard_that_it_has_ended_does_not_hear_it_twice(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    end(deps, clock, pair_id)
    assert messages(deps, COME) == []


def test_the_day_itself_is_told_to_who_knew_of_it_and_named(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    write(deps, pair_id)
    clock.at += 2 * DAY
    deliver(rapport, deps)
    said = _told_on_the_second(rapport, deps, clock)
    assert all(f"As of {times.day(date(2026, 12, 1))}, your mentoring with" in text for text in said.values())


def test_who_hears_of_an_end_only_when_it_has_come_hears_so_once(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    write(deps, pair_id)
    said = _told_on_the_second(rapport, deps, clock)
    assert [text.count("has come to its close") for text in said.values()] == [1, 1]
    assert {row.outcome for row in planned(db, COME)} == {"known"}


def test_no_topics_are_asked_for_before_a_meeting_that_comes_after_the_end(
    deps: Deps, clock: HandClock, pair_id: str
) -> None:
    plan(deps, pair_id, on=date(2026, 12, 3))
    write(deps, pair_id)
    asking = planned(deps.db, TouchpointKind.AGENDA_PROMPT, TouchpointKind.AGENDA_DIGEST)
    assert len(asking) == 2
    for row in asking:
        assert isinstance(written(deps, row, at=NOW), dict)  # nobody knows of the note yet
    assert why_not(deps, asking) == {"ending"}


def test_whoever_brought_them_together_hears_that_it_has_ended_and_nothing_else(
    rapport: Rapport, deps: Deps, clock: HandClock, pair_id: str
) -> None:
    end(deps, clock, pair_id)
    assert messages(deps, OUTCOME) == [(OUTCOME, STRANGER)]
    [said] = [said for user, said in deliver(rapport, deps) if user == STRANGER]
    assert "has come to its close" in said["text"]
    for secret in ("MARKER", pair_id, "2026", "done what", "wrote"):
        assert secret not in str(said)


def test_a_mentor_who_proposed_the_pair_is_not_told_as_a_facilitator(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    with db.begin() as session:
        pair = session.get(Pair, pair_id)
        assert pair
        pair.proposed_by_id = the(db, MENTOR).id
        session.add(pair)
    end(deps, clock, pair_id)
    assert messages(deps, OUTCOME) == []


def test_nothing_is_asked_any_more_once_a_pair_has_ended(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    meeting_id = plan(deps, pair_id)
    with db.begin() as session:
        session.add(an_item(the(db, MENTEE), pair_id, "x"))
    asking = planned(db, *ASKING)
    assert len(asking) == 7
    end(deps, clock, pair_id)
    assert why_not(deps, asking) == {"gone"}
    with db.read() as session:
        meeting = meeting_by_id(session, meeting_id=meeting_id)
    assert meeting
    assert meeting.state is MeetingState.CANCELLED
    assert messages(deps, TouchpointKind.MEETING_CANCELLED) == []
    clock.at += 40 * DAY
    deliver(rapport, deps)
    assert {row.state.value for row in planned(db, *ASKING)} == {"skipped"}


def test_a_meeting_behind_them_stays_as_it_was(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    meeting_id = met(db, pair_id)
    end(deps, clock, pair_id)
    with db.read() as session:
        meeting = meeting_by_id(session, meeting_id=meeting_id)
    assert meeting
    assert meeting.state is MeetingState.PLANNED


@pytest.mark.parametrize("by", [MENTEE, MENTOR])
def test_both_get_the_same_words_whoever_has_written(deps: Deps, clock: HandClock, pair_id: str, by: str) -> None:
    write(deps, pair_id, by=by)
    texts = []
    for row in planned(deps.db, TouchpointKind.ENDING_TOLD):
        said = written(deps, row)
        assert isinstance(said, dict)
        texts.append(str(said).replace("Idris Okafor", "X").replace("Maya Lindqvist", "X"))
    assert len(texts) == 2
    assert len(set(texts)) == 1


def test_a_message_about_the_end_holds_no_word_of_the_note(deps: Deps, clock: HandClock, pair_id: str) -> None:
    write(deps, pair_id)
    said = message(deps, TouchpointKind.ENDING_TOLD)
    assert "MARKER" not in str(said)
    assert "ends on Tue 1 Dec 2026" in said["text"]


def test_the_two_may_be_paired_anew(deps: Deps, db: Database, clock: HandClock, pair_id: str) -> None:
    end(deps, clock, pair_id)
    again = pair_up(db)
    with db.read() as session:
        assert [row.pair.id for row in live_pairs_of(session, member_id=the(db, MENTEE).id)] == [again]


def test_an_end_that_a_movable_clock_jumps_over_comes_before_what_is_due_after_it(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    movable = timed(deps, clock, is_movable=True)
    sender = sender_of(movable)
    sender.turn()
    write(deps, pair_id, ends=EndsWhen.DAY, on=(NOW + 7 * DAY).date())
    plan(deps, pair_id, on=(NOW + 20 * DAY).date())
    go_out(clock)
    clock.at = NOW + 60 * DAY
    sender.turn()
    assert state_of(deps, pair_id) is PairState.ENDED
    assert {row.state.value for row in planned(db, *ASKING)} == {"skipped"}


def test_nobody_can_switch_off_what_is_told_of_an_end() -> None:
    kinds = (TouchpointKind.ENDING_TOLD, COME, OUTCOME)
    assert [(TRAITS[kind].prompt, TRAITS[kind].nature) for kind in kinds] == [(None, Nature.NEWS)] * 3


def test_nothing_is_asked_about_an_agreement_once_a_pair_has_ended(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    for days in (30, 20):
        met(db, pair_id, starts_at=NOW - days * DAY)
    meetings_service.plan(deps, actor=the(db, MENTEE), pair_id=pair_id, draft=DRAFT, view_id="M1")
    end(deps, clock, pair_id)
    for days in (1, 20, 60):
        clock.at = NOW + days * DAY
        told = {str(said["text"]) for _, said in deliver(rapport, deps)}
        assert all("come to its close" in text or "has planned your next meeting" in text for text in told), told


def _end_together(deps: Deps, db: Database, clock: HandClock, numbers: Iterable[int]) -> None:
    """Make pairs of one mentor, each with a meeting ahead, and let all of their notes go out."""
    for number in numbers:
        mentee = f"U0MENTEE{number:03}"
        pair_id = pair_up(db, mentee=mentee)
        plan(deps, pair_id, by=mentee, view_id=mentee)
        write(deps, pair_id, by=mentee, view_id=f"E{number}", ends=EndsWhen.NOW)
    go_out(clock)


def _told_on_the_second(rapport: Rapport, deps: Deps, clock: HandClock) -> dict[str, str]:
    """Let a pair have ended on the first of December, and return what each of the two is told on the day after."""
    clock.at = NOW + 29 * DAY
    assert partings.settle(deps, now=clock.now()) == 1
    two = (MENTEE, MENTOR)
    return {user: str(said["blocks"]) for user, said in deliver(rapport, deps) if user in two}
