"""What the two of a pair write into every column, each text with a mark: MARK, or OWN where one keeps it to themselves.

A new column of a pair joins by a function here, and by a line where it is called.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

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
from storage.vocabulary import Area, Authority, Duty, FirstStep, Horizon, Paper, ReviewKind, Side
from tests.facilitating import FACILITATOR
from tests.onlookers import Stage
from tests.pairing import MENTEE, MENTOR, the

MARK = "Xqzmark"
OWN = "Xqzmark-own"
FACT = "Cardiology of Maya alone"
"""Not sealed, as it is compared; all the same nobody else is shown it."""
DAY = timedelta(days=1)
MEETING = stable_id("planned", "meeting")
MoveOn = Callable[[Stage, timedelta], None]
"""Lets time pass."""


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
        topic_changes.add(stage.deps, actor=actor, pair_id=pair_id, draft=draft, view_id=f"V{user}")
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


def recap(stage: Stage, pair_id: str, move_on: MoveOn) -> None:
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
        recap_sending.send(stage.deps, actor=actor, meeting_id=MEETING, draft=draft, view_id=f"V{user}")
        move_on(stage, DAY)
    mentee = the(stage.deps.db, MENTEE)
    wording: dict[str, Any] = {
        "wording": f"{MARK} wording",
        "revision": 0,
        "settlement_id": new_id(),
        "field": "wording",
    }
    recap_talks.settle(stage.deps, actor=mentee, meeting_id=MEETING, **wording)


def part(stage: Stage, pair_id: str, move_on: MoveOn, mentor_user: str = MENTOR) -> None:
    for user in (MENTEE, mentor_user):
        draft = EndingDraft(f"{MARK} letter, until [date]")
        actor = the(stage.deps.db, user)
        endings.write(stage.deps, actor=actor, pair_id=pair_id, draft=draft, view_id=f"V{user}", fields=ENDING_FIELDS)
    move_on(stage, 2 * DAY)
    texts: dict[str, Any] = {name: f"{MARK} {name}" for name in ("letters", "may_say", "touch", "thanks")}
    mentor, mentee = the(stage.deps.db, mentor_user), the(stage.deps.db, MENTEE)
    handovers.keep_lines(stage.deps, actor=mentor, pair_id=pair_id, lines=Lines(**texts))
    handovers.keep_reflection(stage.deps, actor=mentee, pair_id=pair_id, text=f"{OWN} reflection")
