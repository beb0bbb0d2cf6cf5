"""Plans in Slack: written alone, shared with whom one chooses, asked about once a year."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.plans import PlanDraft
from bot.domain.snoozes import Prompted, Wait
from bot.errors import NotYoursError, UserError
from bot.services import plans, preferences
from bot.services.snoozing import snooze
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import Duty, Horizon, PromptKind, TouchpointKind
from tests.integration.goal_steps import set_goal
from tests.integration.plan_steps import PLAN, keep, number_fields, share, words
from tests.integration.preference_steps import asked
from tests.integration.steps import lying_on, opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, NOW, pair_up, the
from tests.payloads import Payload, press, press_message, slash, submit
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

REVIEW = TouchpointKind.PLAN_REVIEW


def reviews(db: Database) -> list[Touchpoint]:
    return planned(db, REVIEW)


def board(rapport: Rapport, *, user: str = MENTEE) -> Payload:
    return opened(rapport, slash("/mentor", "plan", user=user))


def test_what_is_written_stands_on_the_board_and_in_the_form(rapport: Rapport, pair_id: str) -> None:
    form = opened(rapport, press(board(rapport), "Write"), "views.push")
    payload = lying_on("V0", submit(form, words(one_year=f"{PLAN} <!channel>", own="Mine")))
    assert rapport.answer_to(payload) == {}
    drawn: Payload = rapport.slack.wait_for("views.update")["view"]
    assert {"type": "plain_text", "text": f"{PLAN} <!channel>", "emoji": False} in [
        block.get("text") for block in drawn["blocks"]
    ]
    again = opened(rapport, press(drawn, "Write"), "views.push")
    initial = {block.get("block_id"): block.get("element", {}).get("initial_value") for block in again["blocks"]}
    assert (initial["plan_one_year"], initial["plan_own"], initial["plan_ten_years"]) == (
        f"{PLAN} <!channel>",
        "Mine",
        None,
    )


def test_goals_stand_beside_the_horizon_they_look_to(deps: Deps, db: Database, pair_id: str) -> None:
    set_goal(deps, pair_id, title="Next year", horizon=Horizon.ONE_YEAR)
    set_goal(deps, pair_id, title="In five", horizon=Horizon.FIVE_YEARS)
    set_goal(deps, pair_id, title="On Tuesday", horizon=Horizon.NEXT_MEETING)
    shown = plans.board(deps, actor=the(db, MENTEE)).papers.goals
    assert {horizon: list(titles) for horizon, titles in shown.items() if titles} == {
        Horizon.ONE_YEAR: ["Next year"],
        Horizon.FIVE_YEARS: ["In five"],
    }
    assert not any(plans.board(deps, actor=the(db, MENTOR)).papers.goals.values())


def test_a_year_in_parts_is_kept_beside_the_job_description(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, press(board(rapport), "Year in parts"), "views.push")
    for parts in ((50, 30, 20, 0), (40, 30, 20, 10)):
        values = number_fields(lived=parts, described=(60, 0, 40, 0))
        assert rapport.answer_to(submit(form, values)) == {}
    (year,) = plans.board(rapport.deps, actor=the(db, MENTEE)).papers.years
    assert dict(year.said.lived) == dict(zip(Duty, (40, 30, 20, 10), strict=True))
    assert "Teaching: 40 %, in the job description 60 %" in str(board(rapport))


@pytest.mark.parametrize(
    ("lived", "described", "field", "total"),
    [
        ((50, 30, 20, 1), (), "plan_lived_teaching", 101),
        ((50, 30, 20, 0), (60, 0, 30, 0), "plan_described_teaching", 90),
        ((), (), "plan_lived_teaching", 0),
    ],
)
def test_parts_that_make_no_whole_are_refused_beside_the_first(
    rapport: Rapport,
    db: Database,
    pair_id: str,
    lived: tuple[int, ...],
    described: tuple[int, ...],
    field: str,
    total: int,
) -> None:
    form = opened(rapport, press(board(rapport), "Year in parts"), "views.push")
    answer = rapport.answer_to(submit(form, number_fields(lived=lived, described=described)))
    assert answer["errors"] == {field: rapport.deps.catalog.plans.not_whole.format(sum=total)}
    assert plans.board(rapport.deps, actor=the(db, MENTEE)).papers.years == []


def test_each_year_stands_for_itself_and_the_newest_first(deps: Deps, db: Database, clock: HandClock) -> None:
    pair_up(db)
    for year in range(4):
        clock.at = NOW + timedelta(days=366 * year)
        keep(deps, MENTEE)
    years = [each.year for each in plans.board(deps, actor=the(db, MENTEE)).papers.years]
    assert years == [2029, 2028, 2027]


def test_somebody_is_asked_a_year_after_they_last_looked(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    plans.keep(deps, actor=the(db, MENTEE), draft=PlanDraft(one_year=PLAN))
    clock.at = NOW + timedelta(days=30)
    plans.confirm(deps, actor=the(db, MENTEE))
    first, second = reviews(db)
    assert why_not(deps, [first]) == {"looked"}
    assert second.local_on == (NOW + timedelta(days=365 + 30)).date()
    asked_now = message(deps, REVIEW)
    assert PLAN not in str(asked_now)
    assert plans.board(deps, actor=the(db, MENTEE)).papers.plan.one_year == PLAN


def test_one_tap_says_that_a_plan_still_holds(rapport: Rapport, deps: Deps, db: Database, pair_id: str) -> None:
    plans.keep(deps, actor=the(db, MENTEE), draft=PlanDraft(one_year=PLAN))
    url = rapport.slack.response_url
    rapport.answer_to(press_message(message(deps, REVIEW), "It still holds", response_url=url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.plans.held
    assert [row.revision for row in reviews(db)] == [1, 2]
    rapport.answer_to(press(board(rapport), "It still holds"))
    rapport.slack.wait_for("views.update")
    assert [row.revision for row in reviews(db)] == [1, 2, 3]


def test_the_question_can_be_put_off_and_switched_off(deps: Deps, db: Database, pair_id: str, clock: HandClock) -> None:
    plans.keep(deps, actor=the(db, MENTEE), draft=PlanDraft(one_year=PLAN))
    clock.at = reviews(db)[0].due_at
    prompted = asked(db, REVIEW)
    due_at, is_new = snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert is_new
    assert due_at.date() - clock.at.date() == timedelta(days=7)
    with pytest.raises(NotYoursError):
        snooze(deps, actor=the(db, MENTOR), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    plans.confirm(deps, actor=the(db, MENTEE))
    with pytest.raises(UserError, match="nothing left to remind you of"):
        snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=Wait.HOUR, message_ts="1.2")
    assert preferences.mute(deps, actor=the(db, MENTEE), prompted=prompted) is PromptKind.PLAN
    assert preferences.current(deps, actor=the(db, MENTEE)).choices.muted == {PromptKind.PLAN}


def test_two_forms_at_once_are_two_looks_at_one_plan(deps: Deps, db: Database, pair_id: str) -> None:
    actor = the(db, MENTEE)
    drafts = [PlanDraft(one_year=f"{PLAN} {number}") for number in range(4)]
    with ThreadPoolExecutor(len(drafts)) as pool:
        list(pool.map(lambda draft: plans.keep(deps, actor=actor, draft=draft), drafts))
    assert plans.board(deps, actor=actor).papers.plan in drafts
    assert [row.revision for row in reviews(db)] == [1, 2, 3, 4]


def test_a_question_of_somebody_without_a_plan_is_none(deps: Deps, db: Database, pair_id: str) -> None:
    actor = the(db, MENTEE)
    with pytest.raises(NotYoursError):
        snooze(deps, actor=actor, prompted=Prompted(REVIEW, actor.id, 1), wait=Wait.HOUR, message_ts="1.1")


def test_somebody_in_no_pair_can_plan_and_has_nobody_to_share_with(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    alone = "U0STRANGER"
    shown = board(rapport, user=alone)
    form = opened(rapport, press(shown, "Who may read it", user=alone), "views.push")
    assert rapport.deps.catalog.plans.share_nobody in str(form)


def test_a_board_takes_a_constant_number_of_statements(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with counted() as few:
        plans.board(deps, actor=the(db, MENTOR))
    for number in range(12):
        mentee = f"U0MENTEE{number:03}"
        other = pair_up(db, mentee=mentee)
        keep(deps, mentee)
        share(deps, mentee, plan=[other], time=[other])
    keep(deps, MENTOR)
    with counted() as many:
        assert len(plans.board(deps, actor=the(db, MENTOR)).from_others) == 12
    assert len(many) == len(few)
