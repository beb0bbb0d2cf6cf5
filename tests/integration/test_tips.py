"""Tips for mentors: to nobody who has not asked, once in five weeks at most, put off or ended with one press."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.deps import Deps
from bot.domain.caps import MONTH
from bot.domain.snoozes import Prompted, Wait
from bot.domain.tips import Tip, tip_of
from bot.domain.touchpoints import UNSOLICITED
from bot.errors import NotYoursError
from bot.services import check_ins, circle, preferences, tips
from bot.services.snoozing import snooze
from bot.views import tips as view
from sandbox.blockkit import check_message
from storage.database import Database
from storage.touchpoints import Touchpoint
from storage.vocabulary import PromptKind, TouchpointKind, TouchpointState
from tests.integration.ending_steps import deliver
from tests.integration.preference_steps import choose
from tests.integration.steps import opened
from tests.outbox import HandClock, keep_message, row_of
from tests.pairing import MENTEE, MENTOR, has_left, pair_up, the
from tests.payloads import Payload, press, press_message, slash
from tests.planning import message, planned, why_not
from tests.rapport import Rapport

TIP = TouchpointKind.MENTOR_TIP
DAY = timedelta(days=1)
Counted = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def _pair(pair_id: str) -> str:
    """Maya and Idris, who have begun."""
    return pair_id


def asks(deps: Deps, user: str = MENTOR) -> None:
    tips.wish(deps, actor=the(deps.db, user))


def first_tip(deps: Deps, clock: HandClock) -> Touchpoint:
    """Let a mentor ask for tips, and the first one's time come."""
    asks(deps)
    tips.plan_rounds(deps)
    first = planned(deps.db, TIP)[0]
    clock.at = first.due_at
    return first


def reached(rapport: Rapport, deps: Deps) -> list[Payload]:
    """Send whatever is due, and return the tips among it."""
    return [said for user, said in deliver(rapport, deps) if user == MENTOR and "tip:" in str(said)]


def test_nobody_gets_a_tip_who_has_not_asked(rapport: Rapport, deps: Deps, db: Database, clock: HandClock) -> None:
    for _ in range(40):
        clock.at += 5 * DAY
        assert tips.plan_rounds(deps) == 0
        assert reached(rapport, deps) == []
    assert planned(db, TIP) == []


def test_whoever_asks_gets_every_tip_in_turn_and_never_two_within_a_month(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    asks(deps)
    sent = []
    for _ in range(len(Tip)):
        tips.plan_rounds(deps)
        clock.at = next(row.due_at for row in planned(db, TIP) if row.state is TouchpointState.READY)
        (told,) = reached(rapport, deps)
        sent.append((clock.at, told["text"]))
    assert all(later - earlier >= MONTH for (earlier, _), (later, _) in pairwise(sent))
    assert len({text for _, text in sent}) == len(Tip)


def test_tips_and_check_ins_do_not_come_on_one_day(deps: Deps, db: Database, clock: HandClock) -> None:
    asks(deps)
    for _ in range(15):
        tips.plan_rounds(deps)
        check_ins.plan_rounds(deps)
        clock.at += 35 * DAY
    asked = [row.local_on for row in planned(db, TouchpointKind.CHECK_IN) if row.local_on]
    told = [row.local_on for row in planned(db, TIP) if row.local_on]
    assert len(told) >= 15
    assert min(abs(one - other) for one in asked for other in told) > 7 * DAY


@pytest.mark.parametrize("tip", list(Tip))
def test_every_tip_is_brief_and_calm_and_a_message_that_slack_takes(deps: Deps, tip: Tip) -> None:
    prompted = Prompted(TIP, "m" * 32, 99_999)
    payload = view.message(deps.catalog, tip=tip, prompted=prompted, waits=tuple(Wait))
    assert check_message(payload) == []
    assert len(payload["text"].split()) <= 35
    assert "!" not in payload["text"]


def test_there_are_twelve_and_each_has_its_round() -> None:
    assert sorted(tip_of(number) for number in range(700, 712)) == sorted(Tip)
    assert len(Tip) == 12


def test_no_more_ends_them_at_once_and_leads_back(rapport: Rapport, deps: Deps, db: Database, clock: HandClock) -> None:
    first_tip(deps, clock)
    assert len(planned(db, TIP)) >= 2
    (told,) = reached(rapport, deps)
    no_more = deps.catalog.tips.no_more_button
    rapport.answer_to(press_message(told, no_more, user=MENTOR, response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url")
    assert (line["replace_original"], line["text"]) == (True, deps.catalog.tips.ended)
    assert why_not(deps, planned(db, TIP)) == {"unasked"}
    assert not circle.board(deps, actor=the(db, MENTOR)).has_tips
    shown = opened(rapport, press_message(line, deps.catalog.circle.door_button, user=MENTOR))
    assert deps.catalog.tips.on_button in str(shown)


def test_not_now_brings_it_again_in_a_week_and_only_to_whom_it_came(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    first = first_tip(deps, clock)
    (told,) = reached(rapport, deps)
    prompted = Prompted(TIP, first.subject_id, first.revision)
    with pytest.raises(NotYoursError):
        snooze(deps, actor=the(db, MENTEE), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    actor = the(db, MENTOR)
    due_at, is_new = snooze(deps, actor=actor, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert is_new
    clock.at = due_at - DAY
    assert reached(rapport, deps) == []
    clock.at = due_at
    (again,) = reached(rapport, deps)
    assert again["text"] == told["text"]


def test_the_button_puts_it_off_and_says_when_it_comes(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    at = deps.clock.now()
    row = keep_message(deps, the(db, MENTOR), kind=TIP, subject_id=the(db, MENTOR).id, revision=701, due_at=at)
    asks(deps)
    (told,) = reached(rapport, deps)
    assert row_of(deps, row).state is TouchpointState.SENT
    not_now = deps.catalog.tips.not_now_button
    rapport.answer_to(press_message(told, not_now, user=MENTEE))
    refused = rapport.slack.wait_for("views.open")
    assert deps.catalog.common.not_yours in str(refused)
    rapport.answer_to(press_message(told, not_now, user=MENTOR, response_url=rapport.slack.response_url))
    line = rapport.slack.wait_for("response_url")
    assert line["text"].startswith("Put off.")
    assert [each.revision for each in planned(db, TIP)] == [701, 701]


def test_switched_off_it_stays_away_until_it_is_asked_for_again(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    first = first_tip(deps, clock)
    (told,) = reached(rapport, deps)
    assert told
    actor = the(db, MENTOR)
    prompted = Prompted(TIP, first.subject_id, first.revision)
    assert preferences.mute(deps, actor=actor, prompted=prompted) is PromptKind.TIP
    assert not circle.board(deps, actor=actor).has_tips
    clock.at = planned(db, TIP)[1].due_at
    assert reached(rapport, deps) == []
    shown = opened(rapport, slash("/mentor", "circle", user=MENTOR))
    on = opened(rapport, press(shown, deps.catalog.tips.on_button, user=MENTOR), "views.update")
    assert deps.catalog.tips.on in str(on)
    tips.plan_rounds(deps)
    clock.at = planned(db, TIP)[2].due_at
    assert len(reached(rapport, deps)) == 1


def test_it_counts_among_the_reminders_of_a_month(rapport: Rapport, deps: Deps, db: Database, clock: HandClock) -> None:
    assert TIP in UNSOLICITED
    first = first_tip(deps, clock)
    choose(deps, MENTOR, monthly=0)
    assert reached(rapport, deps) == []
    assert (row_of(deps, first).state, row_of(deps, first).outcome) == (TouchpointState.SKIPPED, "monthly_cap")


def test_where_the_day_is_full_it_waits_for_another(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    first = first_tip(deps, clock)
    choose(deps, MENTOR, daily=1)
    clock.at = first.due_at - timedelta(minutes=1)
    other = keep_message(deps, the(db, MENTOR), kind=TouchpointKind.CHECK_OFFERED, due_at=clock.at)
    with db.begin() as session:
        sent = session.get(Touchpoint, other.id)
        assert sent
        sent.state, sent.settled_at = TouchpointState.SENT, clock.at
        session.add(sent)
    clock.at = first.due_at + timedelta(hours=2)
    assert reached(rapport, deps) == []
    for _ in range(8):
        clock.at += DAY / 2
        if reached(rapport, deps):
            break
    assert first.due_at.date() < clock.at.date() <= first.expires_at.date()


def test_one_put_off_for_long_lets_the_next_go_by(deps: Deps, db: Database, clock: HandClock) -> None:
    first_tip(deps, clock)
    earlier, later = planned(db, TIP)[:2]
    with db.begin() as session:
        sent = session.get(Touchpoint, earlier.id)
        assert sent
        sent.state, sent.settled_at = TouchpointState.SENT, later.due_at - 20 * DAY
        session.add(sent)
    assert why_not(deps, [later]) == {"month"}


def test_whoever_has_left_is_planned_no_more(deps: Deps, db: Database, clock: HandClock) -> None:
    asks(deps)
    has_left(db, MENTOR)
    assert tips.plan_rounds(deps) == 0


def test_rounds_are_planned_once_and_cost_the_same_for_many(deps: Deps, db: Database, counted: Counted) -> None:
    asks(deps)
    with counted() as few:
        assert tips.plan_rounds(deps) >= 1
    assert tips.plan_rounds(deps) == 0
    for number in range(20):
        pair_up(db, mentor=f"U0MENTOR{number:03}")
        asks(deps, f"U0MENTOR{number:03}")
    with counted() as many:
        tips.plan_rounds(deps)
    assert len(few) == len(many) <= 5


def test_it_says_that_it_was_asked_for(deps: Deps, clock: HandClock) -> None:
    first_tip(deps, clock)
    assert deps.catalog.tips.sees in str(message(deps, TIP))
