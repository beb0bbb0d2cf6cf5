"""The words of a pair reach the pair alone: a journey through every column, with everybody else looking on.

A new column joins by one line in COLUMNS: a function that lets the two write words that begin with MARK, or OWN for
what one of them keeps to themselves. Whatever the two are shown, everybody else then presses and sends off.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.about import AboutMe
from bot.domain.agendas import TopicDraft
from bot.domain.endings import EndingDraft, Lines
from bot.domain.first_meetings import FirstDraft
from bot.domain.goals import GoalDraft
from bot.domain.items import ItemDraft
from bot.domain.meetings import MeetingDraft
from bot.domain.plans import PlanDraft, TimeDraft
from bot.domain.recaps import RecapDraft
from bot.domain.reviews import ReviewDraft
from bot.services import (
    about,
    agendas,
    endings,
    first_meetings,
    goals,
    handovers,
    items,
    meetings,
    notes,
    plan_sharing,
    plans,
    recap_sending,
    recap_talks,
    review_acts,
    topic_changes,
)
from bot.views.about import FIELDS
from bot.views.ending_form import FIELDS as ENDING_FIELDS
from bot.views.review_forms import FIELDS as REVIEW_FIELDS
from storage.columns import new_id, stable_id
from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import Area, Authority, Duty, FirstStep, Horizon, Paper, ReviewKind, Side
from tests.facilitating import FACILITATOR, facilitated
from tests.integration.need_steps import name_what_one_needs
from tests.integration.test_storage_secrecy import found_in
from tests.onlookers import Stage, open_everything, press_everything, staged
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, enrol, pair_up, the
from tests.payloads import Payload
from tests.rapport import running_rapport

MARK = "Xqzmark"
OWN = "Xqzmark-own"
FACT = "Cardiology of Maya alone"
"""Not sealed, as it is compared; all the same nobody else is shown it."""
START = datetime(2026, 11, 3, 15, tzinfo=UTC)
DAY = timedelta(days=1)
COLLEAGUE = "U0PARTNER2"
"""Somebody in another pair with the same mentor."""
ONLOOKERS = (FACILITATOR, COLLEAGUE)
MEETING = stable_id("planned", "meeting")


def say_who_one_is(stage: Stage, _: str) -> None:
    said = AboutMe(gender=f"{OWN} gender", division=FACT, seniors={Authority.CHAIR: [FACILITATOR]})
    about.keep(stage.deps, actor=the(stage.deps.db, MENTEE), about=said, fields=FIELDS)


def set_a_goal(stage: Stage, pair_id: str) -> None:
    texts: dict[str, Any] = {
        name: f"{MARK} {name}"
        for name in ("specific", "measure", "realistic", "why", "first_step", "support", "obstacle")
    }
    draft = GoalDraft(title=f"{MARK} goal", area=Area.CAREER, horizon=Horizon.ONE_YEAR, **texts)
    first, mentee = new_id(), the(stage.deps.db, MENTEE)
    goals.set_goal(stage.deps, actor=mentee, pair_id=pair_id, draft=draft, goal_id=first, due_field="due")
    other = GoalDraft(title=f"{MARK} goal, changed", area=Area.CAREER, horizon=Horizon.ONE_YEAR)
    goals.change_goal(stage.deps, actor=mentee, goal_id=first, draft=other, revision=1, due_field="due")


def take_something_on(stage: Stage, pair_id: str) -> None:
    for side in Side:
        draft = ItemDraft(owner=side, task=f"{MARK} task of the {side}", due_on=date(2026, 11, 12))
        mentor = the(stage.deps.db, MENTOR)
        items.add(stage.deps, actor=mentor, pair_id=pair_id, draft=draft, item_id=new_id(), due_field="due")


def plan_a_meeting(stage: Stage, pair_id: str) -> None:
    draft = MeetingDraft(on=date(2026, 11, 17), at=time(10), minutes=60, place=f"{MARK} place")
    meetings.plan(stage.deps, actor=the(stage.deps.db, MENTEE), pair_id=pair_id, draft=draft, view_id="planned")


def prepare_the_agenda(stage: Stage, pair_id: str) -> None:
    for user in (MENTEE, MENTOR):
        draft = TopicDraft(
            question=f"{MARK} question",
            analysis=f"{MARK} analysis",
            ask=f"{MARK} ask",
            area=Area.PERSONAL,
            matters_on=None,
            is_shared=user == MENTOR,
        )
        actor = the(stage.deps.db, user)
        topic_changes.add(stage.deps, actor=actor, pair_id=pair_id, draft=draft, view_id=user)
    agendas.keep_note(stage.deps, actor=the(stage.deps.db, MENTEE), pair_id=pair_id, text=f"{OWN} note")


def meet_for_the_first_time(stage: Stage, pair_id: str) -> None:
    for user in (MENTEE, MENTOR):
        draft = FirstDraft(frozenset(FirstStep), f"{MARK} number")
        first_meetings.keep(stage.deps, actor=the(stage.deps.db, user), pair_id=pair_id, draft=draft)


def plan_ahead(stage: Stage, pair_id: str) -> None:
    actor, other = the(stage.deps.db, MENTEE), the(stage.deps.db, MENTOR)
    shared = PlanDraft(*(f"{MARK} plan" for _ in range(5)))
    plans.keep(stage.deps, actor=actor, draft=shared)
    plan_sharing.choose(stage.deps, actor=actor, readers={Paper.PLAN: frozenset({pair_id})})
    kept = TimeDraft(dict.fromkeys(Duty, 25), note=f"{OWN} year")
    plans.keep_time(stage.deps, actor=actor, draft=kept, lived_field="lived", described_field="described")
    plans.keep(stage.deps, actor=other, draft=PlanDraft())


def ask_for_a_review(stage: Stage, pair_id: str) -> None:
    pages, due = f"{MARK} pages", date(2026, 12, 15)
    draft = ReviewDraft(ReviewKind.PAPER, f"{MARK} paper", pages, f"{MARK} where", due, deadline_on=None)
    mentee = the(stage.deps.db, MENTEE)
    review_acts.ask(stage.deps, actor=mentee, pair_id=pair_id, draft=draft, review_id=new_id(), fields=REVIEW_FIELDS)


def leave_a_note(stage: Stage, pair_id: str) -> None:
    for user in (MENTEE, MENTOR):
        actor = the(stage.deps.db, user)
        notes.leave(stage.deps, actor=actor, pair_id=pair_id, text=f"{MARK} note", note_id=new_id())


def recap(stage: Stage, pair_id: str) -> None:
    move_on(stage, 15 * DAY)
    for user in (MENTEE, MENTOR):
        draft = RecapDraft(
            said=f"{MARK} said",
            decided=f"{MARK} decided",
            strength=f"{MARK} strength",
            change=f"{MARK} change",
            items=(ItemDraft(owner=Side.MENTEE, task=f"{MARK} promise", due_on=None),),
            suggestions=(f"{MARK} suggestion",),
            later_reason=f"{MARK} reason",
        )
        actor = the(stage.deps.db, user)
        recap_sending.send(stage.deps, actor=actor, meeting_id=MEETING, draft=draft, view_id=user)
        move_on(stage, DAY)
    mentee = the(stage.deps.db, MENTEE)
    wording: dict[str, Any] = {
        "wording": f"{MARK} wording",
        "revision": 0,
        "settlement_id": new_id(),
        "field": "wording",
    }
    recap_talks.settle(stage.deps, actor=mentee, meeting_id=MEETING, **wording)


def part(stage: Stage, pair_id: str) -> None:
    for user in (MENTEE, MENTOR):
        draft = EndingDraft(f"{MARK} letter, until [date]")
        actor = the(stage.deps.db, user)
        endings.write(stage.deps, actor=actor, pair_id=pair_id, draft=draft, view_id=user, fields=ENDING_FIELDS)
    move_on(stage, 2 * DAY)
    texts: dict[str, Any] = {name: f"{MARK} {name}" for name in ("letters", "may_say", "touch", "thanks")}
    mentor, mentee = the(stage.deps.db, MENTOR), the(stage.deps.db, MENTEE)
    handovers.keep_lines(stage.deps, actor=mentor, pair_id=pair_id, lines=Lines(**texts))
    handovers.keep_reflection(stage.deps, actor=mentee, pair_id=pair_id, text=f"{OWN} reflection")


COLUMNS: tuple[Callable[[Stage, str], None], ...] = (
    say_who_one_is,
    set_a_goal,
    take_something_on,
    plan_a_meeting,
    prepare_the_agenda,
    meet_for_the_first_time,
    plan_ahead,
    name_what_one_needs,
    ask_for_a_review,
    leave_a_note,
    recap,
    part,
)


def move_on(stage: Stage, by: timedelta) -> None:
    """Let days pass one by one, sending what becomes due, while the two look at everything they have."""
    end = stage.clock.at + by
    while stage.clock.at < end:
        stage.clock.at += DAY
        stage.deliver()
    for user in (MENTEE, MENTOR):
        open_everything(stage, user=user)


@pytest.fixture
def journey(file_db: Database, keyring: Keyring) -> Iterator[Stage]:
    """A pair that has written into every column, and been shown all of it."""
    with running_rapport(file_db, keyring) as rapport, staged(rapport, HandClock(START)) as stage:
        facilitated(rapport, file_db)
        enrol(file_db, FACILITATOR, COLLEAGUE)
        pair_id = pair_up(file_db)
        pair_up(file_db, mentee=COLLEAGUE)
        for column in COLUMNS:
            column(stage, pair_id)
            move_on(stage, DAY)
        yield stage


def shown_to_the_two(stage: Stage) -> list[Payload]:
    """Return what the two were shown, each distinct screen and message once."""
    found = {str(said): said for user, said in stage.said_to() if user in (MENTEE, MENTOR)}
    return list(found.values())


def leaks(stage: Stage, word: str, *, readers: tuple[str, ...]) -> list[tuple[str | None, str]]:
    return [(user, str(said)[:400]) for user, said in stage.said_to() if user not in readers and word in str(said)]


def test_nobody_else_is_shown_a_word_whatever_they_open_press_or_send(journey: Stage) -> None:
    first = shown_to_the_two(journey)
    press_everything(journey, first, user=MENTEE)
    shown = shown_to_the_two(journey)
    assert len(shown) > len(first), "the two have opened forms and further screens"
    for user in ONLOOKERS:
        open_everything(journey, user=user)
        press_everything(journey, shown, user=user)
    move_on(journey, 30 * DAY)
    for user in (MENTEE, MENTOR):
        assert leaks(journey, MARK, readers=tuple({MENTEE, MENTOR} - {user})), "the two do see their words"
    assert leaks(journey, MARK, readers=(MENTEE, MENTOR)) == []
    assert leaks(journey, OWN, readers=(MENTEE,)) == []
    assert leaks(journey, FACT, readers=(MENTEE,)) == []


def test_neither_the_database_nor_its_journals_hold_a_word_in_clear(journey: Stage, tmp_path: Path) -> None:
    assert found_in(tmp_path, MARK.encode()) == []
    journey.deps.db.dispose()
    assert found_in(tmp_path, MARK.encode()) == []
    assert found_in(tmp_path, b"Maya Lindqvist") == ["rapport.db"]
