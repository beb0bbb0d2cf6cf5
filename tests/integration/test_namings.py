"""May a mentor's statement name you? Asked once, answered by the mentee alone, and a no looks like no answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.errors import NotYoursError, UserError
from bot.services import namings, statements
from bot.views.statements import MENTEES
from storage.database import Database
from storage.vocabulary import NamingState, PairState, Rank, TouchpointKind
from tests.integration.ending_steps import end
from tests.integration.statement_steps import YEAR, answer, ask, began, day, has_rank, kept, met, nobody, opened_year
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, has_left, pair_up, the
from tests.payloads import press, press_message, slash, submit_as_shown
from tests.planning import message, planned, pushed, why_not
from tests.rapport import Rapport

KIND = TouchpointKind.NAMING_ASKED
SECOND = "U0SECOND01"


@pytest.fixture(autouse=True)
def _a_year(db: Database, pair_id: str) -> None:
    began(db, pair_id, day(3, 1))
    has_rank(db, MENTEE, Rank.ASSISTANT)
    met(db, pair_id, day(5, 5), day(6, 6))


def named(deps: Deps) -> list[str]:
    return [line.name for line in statements.statement(deps, actor=the(deps.db, MENTOR), code=YEAR).named]


def screen_of(rapport: Rapport) -> str:
    return str(opened_year(rapport)["blocks"])


def test_a_mentee_is_asked_sees_the_facts_and_says_yes(rapport: Rapport, deps: Deps, db: Database) -> None:
    form = pushed(rapport, press(opened_year(rapport), "Ask to name", user=MENTOR))
    assert "Asked: 1" in str(rapport.answer_to(submit_as_shown(form, {}, user=MENTOR)))
    (row,) = planned(db, KIND)
    assert row.member_id == the(db, MENTEE).id
    told = message(deps, KIND)
    assert not any(word in str(told) for word in ("Assistant", "Meetings"))
    sheet = opened(rapport, press_message(told, "See what it would say"))
    for fact in ("Maya Lindqvist", "Assistant professor", "since 1 Mar 2026", "Meetings: 2"):
        assert fact in str(sheet)
    drawn = opened(rapport, press(sheet, "Yes, name me"), "views.update")
    assert deps.catalog.statements.you_are_named in str(drawn)
    assert named(deps) == ["Maya Lindqvist"]
    assert why_not(deps, [row]) == {"answered"}


def test_a_no_and_no_answer_look_the_same_to_the_mentor(rapport: Rapport, deps: Deps) -> None:
    ask(deps, MENTEE)
    before = screen_of(rapport)
    answer(deps, is_yes=False)
    assert screen_of(rapport) == before
    assert named(deps) == []
    assert ask(deps, MENTEE) == 0


def test_nobody_is_asked_twice_and_nobody_is_reminded(deps: Deps, db: Database, clock: HandClock) -> None:
    assert [ask(deps, MENTEE) for _ in range(2)] == [1, 0]
    clock.at += timedelta(days=29)
    assert ask(deps, MENTEE, code="2026-07") == 0, "another year of the same months is no way to ask again"
    clock.at += timedelta(days=1)
    assert ask(deps, MENTEE, code="2026-07") == 1
    assert len(planned(db, KIND)) == 2


def test_two_presses_at_once_ask_once(deps: Deps, db: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = [each.result() for each in [pool.submit(ask, deps, MENTEE) for _ in range(4)]]
    assert sorted(counts) == [0, 0, 0, 1]
    assert (len(kept(db)), len(planned(db, KIND))) == (1, 1)


def test_whoever_has_changed_their_mind_is_counted_again(rapport: Rapport, deps: Deps) -> None:
    ask(deps, MENTEE)
    answer(deps, is_yes=True)
    sheet = pushed(rapport, press(opened(rapport, slash("/mentor", "statement")), "See what it would say"))
    opened(rapport, press(sheet, "Only as a count"), "views.update")
    assert named(deps) == []


def test_when_the_facts_have_changed_they_are_asked_anew_a_month_later_and_stay_named_until_then(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    ask(deps, MENTEE)
    answer(deps, is_yes=True)
    clock.at += timedelta(days=30)
    assert ask(deps, MENTEE) == 0, "nothing has changed"
    met(db, pair_id, day(11, 20))
    assert ask(deps, MENTEE) == 1
    assert named(deps) == ["Maya Lindqvist"]
    with pytest.raises(UserError, match="changed meanwhile"):
        answer(deps, is_yes=True, revision=1)
    answer(deps, is_yes=True)
    (line,) = statements.statement(deps, actor=the(db, MENTOR), code=YEAR).named
    assert line.confirmed
    assert line.confirmed.meetings == 3
    assert ask(deps, MENTEE) == 0


def test_whoever_is_asked_anew_reads_that_their_name_stands_until_they_answer(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    say = deps.catalog.statements
    ask(deps, MENTEE)
    first = opened(rapport, press_message(message(deps, KIND), "See what it would say"))
    assert "or do not answer" in str(first)
    assert say.you_are_still_named not in str(first)
    answer(deps, is_yes=True)
    clock.at += timedelta(days=30)
    met(db, pair_id, day(11, 20))
    ask(deps, MENTEE)
    told = message(deps, KIND)
    assert "what you said last holds" in told["text"]
    again = opened(rapport, press_message(told, "See what it would say"))
    assert say.you_are_still_named in str(again)
    assert "or do not answer" not in str(again)
    answer(deps, is_yes=False)
    assert named(deps) == []


def test_only_mentees_of_the_year_who_are_still_here_are_asked(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    pair_up(db, mentee=SECOND, state=PairState.HELD)
    mine = pair_up(db, mentor=STRANGER, mentee=MENTOR)
    foreign = [the(db, user).id for user in (SECOND, STRANGER, MENTOR)]
    actor = the(db, MENTOR)
    assert namings.ask(deps, actor=actor, code=YEAR, mentee_ids=[*foreign, mine, nobody()]) == 0
    assert ask(deps, MENTEE, code="2025-01") == 0
    end(deps, clock, pair_id)
    has_left(db, MENTEE)
    assert ask(deps, MENTEE) == 0


def test_a_former_mentee_of_the_year_can_be_asked(deps: Deps, clock: HandClock, pair_id: str) -> None:
    end(deps, clock, pair_id)
    assert ask(deps, MENTEE) == 1
    assert message(deps, KIND)
    answer(deps, is_yes=True)
    assert named(deps) == ["Maya Lindqvist"]


def test_only_whoever_is_asked_sees_and_answers(deps: Deps, db: Database) -> None:
    ask(deps, MENTEE)
    (naming,) = kept(db)
    for user in (MENTOR, STRANGER):
        with pytest.raises(NotYoursError):
            namings.sheet(deps, actor=the(db, user), naming_id=naming.id)
        with pytest.raises(NotYoursError):
            namings.answer(deps, actor=the(db, user), naming_id=naming.id, revision=1, is_yes=True)
    assert kept(db)[0].state is NamingState.ASKED


def test_of_a_mentor_who_has_left_nothing_is_asked(deps: Deps, db: Database) -> None:
    ask(deps, MENTEE)
    has_left(db, MENTOR)
    assert why_not(deps, planned(db, KIND)) == {"left"}


def test_who_is_chosen_is_asked_and_nobody_else(rapport: Rapport, deps: Deps, db: Database) -> None:
    began(db, pair_up(db, mentee=SECOND), day(4, 4))
    form = pushed(rapport, press(opened_year(rapport), "Ask to name", user=MENTOR))
    chosen = {"type": "multi_static_select", "selected_options": [{"value": the(db, SECOND).id}]}
    rapport.answer_to(submit_as_shown(form, {MENTEES: chosen}, user=MENTOR))
    assert [each.mentee_id for each in kept(db)] == [the(db, SECOND).id]


def test_where_nobody_can_be_asked_it_says_so(rapport: Rapport, deps: Deps) -> None:
    ask(deps, MENTEE)
    form = pushed(rapport, press(opened_year(rapport), "Ask to name", user=MENTOR))
    assert "submit" not in form
    assert deps.catalog.statements.nobody_to_ask in str(form)
