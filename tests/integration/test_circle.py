"""The circle of mentors: joined and left at will, and seen by nobody but those who are in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import col, select, update

from bot.deps import Deps
from bot.domain.circle import REACH_MAX_CHARS, CircleDraft
from bot.errors import NotYoursError
from bot.services import circle
from bot.views.circle import JOIN, REACH
from bot.views.pages import PAGE_ROWS
from storage.avoidances import keep_avoided
from storage.circle import CircleSeat
from storage.database import Database
from storage.members import Member
from storage.vocabulary import PairState, Standing, Strength
from tests.integration.offer_steps import offer, typed
from tests.integration.steps import lying_on, opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, has_left, pair_up, the
from tests.payloads import Payload, press, slash, submit
from tests.rapport import Rapport

OTHER = "U0OTHER001"
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def people(db: Database) -> None:
    """Two mentors of Maya, and somebody who mentors nobody."""
    enrol(db, MENTEE, MENTOR, OTHER, STRANGER)
    pair_up(db)
    pair_up(db, mentor=OTHER)


def join(deps: Deps, *users: str, reach: str | None = None) -> None:
    for user in users:
        draft = CircleDraft(reach or f"Xqz {user} <!channel>")
        circle.join(deps, actor=the(deps.db, user), draft=draft, field=REACH)


def names(deps: Deps, user: str, *, page: int = 0) -> list[str]:
    """Return whom somebody sees in the circle."""
    return [line.name for line in circle.board(deps, actor=the(deps.db, user), page=page).lines]


def seats(db: Database) -> list[CircleSeat]:
    with db.read() as session:
        return list(session.exec(select(CircleSeat)))


def screen(rapport: Rapport, user: str) -> Payload:
    return opened(rapport, slash("/mentor", "circle", user=user))


def test_a_mentor_joins_by_hand_sees_the_others_and_leaves_again(rapport: Rapport, deps: Deps, db: Database) -> None:
    say = deps.catalog.circle
    offer(deps, OTHER, strengths=frozenset({Strength.GRANTS}), standing=Standing.CLOSED)
    join(deps, OTHER, reach="Mornings, room 4 <!channel>")
    before = screen(rapport, MENTOR)
    assert "Mornings" not in str(before)
    form = opened(rapport, press(before, say.join_button, user=MENTOR), "views.push")
    times = len(rapport.slack.called("views.update")) + 1
    sent = submit(form, {REACH: typed("After four")}, user=MENTOR)
    assert rapport.answer_to(lying_on("V0", sent)) == {}
    inside = rapport.slack.wait_for("views.update", times=times)["view"]
    for word in ("After four", OTHER, "Career: grants", "Mornings, room 4 <!channel>"):
        assert word in str(inside)
    after = opened(rapport, press(inside, say.leave_button, user=MENTOR), "views.update")
    assert "Mornings" not in str(after)
    assert [row.member_id for row in seats(db)] == [the(db, OTHER).id]


def test_whoever_is_not_in_it_sees_nobody(rapport: Rapport, deps: Deps) -> None:
    join(deps, MENTOR)
    for user in (MENTEE, STRANGER, OTHER):
        shown = str(screen(rapport, user))
        assert "Idris" not in shown
        assert "Xqz" not in shown
        assert names(deps, user) == []


def test_who_mentors_nobody_can_neither_join_nor_ask_for_tips(rapport: Rapport, deps: Deps, db: Database) -> None:
    shown = screen(rapport, MENTEE)
    assert deps.catalog.circle.mentors_only in str(shown)
    assert deps.catalog.circle.join_button not in str(shown)
    assert deps.catalog.tips.on_button not in str(shown)
    join(deps, MENTOR)
    inside = screen(rapport, MENTOR)
    form = opened(rapport, press(inside, deps.catalog.circle.change_button, user=MENTOR), "views.push")
    rapport.answer_to(submit(form, {REACH: typed("Let me in")}, user=MENTEE))
    refused = opened(rapport, press(inside, deps.catalog.tips.on_button, user=MENTEE), "views.push")
    assert deps.catalog.common.not_yours in str(refused)
    with pytest.raises(NotYoursError):
        circle.join(deps, actor=the(db, MENTEE), draft=CircleDraft(), field=REACH)
    assert [row.member_id for row in seats(db)] == [the(db, MENTOR).id]


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_a_pair_that_has_not_begun_makes_nobody_a_mentor(deps: Deps, db: Database, state: PairState) -> None:
    pair_up(db, mentor=STRANGER, state=state)
    with pytest.raises(NotYoursError):
        join(deps, STRANGER)


def test_whoever_has_mentored_or_offers_to_may_join(deps: Deps, db: Database) -> None:
    pair_up(db, mentor=STRANGER, state=PairState.ENDED)
    offer(deps, MENTEE)
    join(deps, STRANGER, MENTEE)
    assert names(deps, STRANGER) == ["Maya Lindqvist"]


@pytest.mark.parametrize(("one", "other"), [(MENTOR, OTHER), (OTHER, MENTOR)])
def test_two_of_whom_one_would_rather_not_do_not_find_each_other(
    deps: Deps, db: Database, one: str, other: str
) -> None:
    join(deps, MENTOR, OTHER)
    with db.begin() as session:
        keep_avoided(session, member_id=the(db, one).id, team_id="T1", avoided=[the(db, other).id])
    assert names(deps, one) == names(deps, other) == []


def test_whoever_has_left_the_workspace_or_is_of_another_one_is_not_shown(deps: Deps, db: Database) -> None:
    join(deps, MENTOR, OTHER)
    with db.begin() as session:
        session.add(Member(id="e" * 32, team_id="T2", user_id="U0ELSEWHERE", name="Elsa"))
        session.flush()
        session.add(CircleSeat(member_id="e" * 32, team_id="T2", reach="Xqz elsewhere"))
    assert names(deps, MENTOR) == [OTHER]
    has_left(db, OTHER)
    assert names(deps, MENTOR) == []


def test_what_is_too_long_is_refused_beside_its_field(rapport: Rapport, deps: Deps, db: Database) -> None:
    form = opened(rapport, press(screen(rapport, MENTOR), deps.catalog.circle.join_button, user=MENTOR), "views.push")
    answer = rapport.answer_to(submit(form, {REACH: typed("x" * (REACH_MAX_CHARS + 1))}, user=MENTOR))
    assert list(answer["errors"]) == [REACH]
    assert seats(db) == []


def test_joining_and_leaving_twice_is_the_same_as_once(deps: Deps, db: Database) -> None:
    join(deps, MENTOR)
    join(deps, MENTOR, reach="Anew")
    assert [row.reach for row in seats(db)] == ["Anew"]
    for _ in range(2):
        circle.leave(deps, actor=the(db, MENTOR))
    assert seats(db) == []


def test_how_to_reach_somebody_lies_sealed(deps: Deps, db: Database) -> None:
    join(deps, MENTOR)
    with db.reader.connect() as connection:
        kept = connection.exec_driver_sql("SELECT reach FROM circleseat").scalar_one()
    assert b"Xqz" not in bytes(kept)


def test_a_long_circle_has_pages_and_costs_what_a_short_one_does(
    rapport: Rapport, deps: Deps, db: Database, counted: Counted
) -> None:
    join(deps, MENTOR, OTHER)
    with counted() as few:
        names(deps, MENTOR)
    everybody = [f"U0MENTOR{number:03}" for number in range(PAGE_ROWS + 4)]
    for user in everybody:
        pair_up(db, mentor=user)
    join(deps, *everybody)
    with counted() as many:
        first = names(deps, MENTOR)
    assert len(few) == len(many) <= 10
    next_page = press(screen(rapport, MENTOR), deps.catalog.common.page_on_button, user=MENTOR)
    second = str(opened(rapport, next_page, "views.update"))
    assert [*first, *names(deps, MENTOR, page=1)] == [*everybody, OTHER]
    assert all((user in second) is (user not in first) for user in everybody)


def test_a_name_of_marks_is_shown_as_it_is(rapport: Rapport, deps: Deps, db: Database) -> None:
    join(deps, MENTOR, OTHER)
    with db.begin() as session:
        named = update(Member).where(col(Member.id) == the(db, OTHER).id).values(name="<!here> & co")
        session.connection().execute(named)
    assert "*&lt;!here&gt; &amp; co*" in str(screen(rapport, MENTOR))


def test_the_screen_is_reached_from_ones_profile(rapport: Rapport, deps: Deps) -> None:
    profile = opened(rapport, slash("/mentor", "profile", user=MENTOR))
    shown = opened(rapport, press(profile, deps.catalog.circle.door_button, user=MENTOR), "views.update")
    assert JOIN in str(shown)
