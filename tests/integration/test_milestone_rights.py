"""Days on a time line: who may read and change one, and the one word about it, two months before."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.milestones import AHEAD, MilestoneDraft
from bot.domain.snoozes import Prompted, Wait
from bot.domain.touchpoints import TRAITS, UNSOLICITED
from bot.errors import NotYoursError, UserError
from bot.services import milestone_changes as changes
from bot.services import milestones, preferences
from bot.services.snoozing import snooze
from storage.columns import new_id
from storage.database import Database
from storage.vocabulary import MilestoneKind, MilestoneState, PairState, PromptKind, TouchpointKind
from tests.integration.ending_steps import deliver, end
from tests.integration.milestone_steps import FALLS_ON, keep, own, settle
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import choose, press_message
from tests.planning import message, planned, pushed, why_not
from tests.rapport import Rapport

KIND = TouchpointKind.MILESTONE_AHEAD


def test_two_months_before_its_owner_alone_hears_once_and_not_of_what(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    keep(deps, pair_id)
    (row,) = planned(db, KIND)
    assert (row.member_id, row.local_on) == (the(db, MENTEE).id, FALLS_ON - AHEAD)
    told = message(deps, KIND)
    assert not any(word in str(told) for word in ("MARKER", "promotion", "Jun"))
    register = opened(rapport, press_message(told, deps.catalog.mentor.credit_button))
    assert register["title"]["text"] == deps.catalog.credits.title, "what is shared is looked at again"
    heard = []
    clock.at = row.due_at
    for _ in range(70):
        heard += [user for user, said in deliver(rapport, deps) if deps.catalog.milestones.near in str(said)]
        clock.at += timedelta(days=1)
    assert heard == [MENTEE]


def test_of_a_day_that_is_near_nothing_is_told(deps: Deps, db: Database) -> None:
    enrol(db, MENTEE)
    keep(deps, on=deps.clock.now().date() + AHEAD)
    keep(deps, on=date(2020, 1, 1))
    assert planned(db, KIND) == []


@pytest.mark.parametrize("state", [MilestoneState.DONE, MilestoneState.DROPPED])
def test_of_a_day_that_is_settled_or_deleted_nothing_is_told(deps: Deps, db: Database, state: MilestoneState) -> None:
    enrol(db, MENTEE, MENTOR)
    milestone_id = keep(deps, kind=MilestoneKind.GRANT)
    settle(deps, milestone_id, state)
    assert why_not(deps, planned(db, KIND)) == {"settled"}
    changes.delete(deps, actor=the(db, MENTEE), milestone_id=milestone_id)
    assert why_not(deps, planned(db, KIND)) == {"gone"}


def test_the_word_counts_as_unsolicited_and_can_be_put_off_or_switched_off(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock
) -> None:
    enrol(db, MENTEE, MENTOR)
    assert KIND in UNSOLICITED
    assert TRAITS[KIND].prompt is PromptKind.MILESTONE
    milestone_id = keep(deps, kind=MilestoneKind.GRANT)
    (row,) = planned(db, KIND)
    clock.at = row.due_at
    deliver(rapport, deps)
    mentee, prompted = the(db, MENTEE), Prompted(row.kind, row.subject_id, row.revision)
    with pytest.raises(NotYoursError):
        snooze(deps, actor=the(db, MENTOR), prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")
    assert snooze(deps, actor=mentee, prompted=prompted, wait=Wait.NEXT_WEEK, message_ts="1.1")[1]
    settle(deps, milestone_id)
    with pytest.raises(UserError, match="nothing left"):
        snooze(deps, actor=mentee, prompted=prompted, wait=Wait.TOMORROW, message_ts="2.1")
    assert preferences.mute(deps, actor=mentee, prompted=prompted) is PromptKind.MILESTONE


def test_only_its_owner_changes_a_day(deps: Deps, db: Database, pair_id: str) -> None:
    milestone_id = keep(deps, pair_id)
    draft = MilestoneDraft(MilestoneKind.OWN, "x", FALLS_ON)
    for user in (MENTOR, STRANGER):
        actor = the(db, user)
        for act in (changes.hide, changes.delete):
            with pytest.raises(NotYoursError):
                act(deps, actor=actor, milestone_id=milestone_id)
        with pytest.raises(NotYoursError):
            changes.settle(deps, actor=actor, milestone_id=milestone_id, state=MilestoneState.DONE)
        with pytest.raises(NotYoursError):
            changes.change(deps, actor=actor, draft=draft, milestone_id=milestone_id)
        with pytest.raises(NotYoursError):
            milestones.form(deps, actor=actor, milestone_id=milestone_id)


def test_only_a_chosen_mentor_reads_it_and_only_while_the_pair_goes_on(
    deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    other = "U0OTHER0001"
    second = pair_up(db, mentor=other)
    keep(deps, pair_id)
    assert milestones.of_mentee(deps, actor=the(db, other), pair_id=second, page=0).sheets == ()
    for user in (MENTEE, STRANGER, other):
        with pytest.raises(NotYoursError):
            milestones.of_mentee(deps, actor=the(db, user), pair_id=pair_id, page=0)
    end(deps, clock, pair_id)
    with pytest.raises(NotYoursError):
        milestones.of_mentee(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0)
    (sheet,) = milestones.own(deps, actor=the(db, MENTEE), page=0).sheets
    assert sheet.readers == (), "nobody is named who does not read it"


def test_nobody_can_be_made_a_reader_who_is_no_mentor_of_its_owner(deps: Deps, db: Database, pair_id: str) -> None:
    foreign = pair_up(db, mentor=STRANGER, mentee="U0OTHER0001")
    held = pair_up(db, mentor="U0OTHER0002", state=PairState.HELD)
    mentored = pair_up(db, mentor=MENTEE, mentee="U0OTHER0003")
    keep(deps, foreign, held, mentored, new_id())
    (sheet,) = milestones.own(deps, actor=the(db, MENTEE), page=0).sheets
    assert sheet.readers == ()
    assert milestones.of_mentee(deps, actor=the(db, STRANGER), pair_id=foreign, page=0).sheets == ()


def test_what_was_dropped_is_not_shown_to_a_mentor(deps: Deps, db: Database, pair_id: str) -> None:
    settle(deps, keep(deps, pair_id), MilestoneState.DROPPED)
    assert milestones.of_mentee(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0).sheets == ()


@pytest.mark.parametrize("value", ["", "done", "done nobody", "frame x"])
def test_a_choice_of_somebody_elses_making_changes_nothing(
    rapport: Rapport, deps: Deps, pair_id: str, value: str
) -> None:
    keep(deps, pair_id)
    pressed = choose(own(rapport), "MARKER", "Done")
    pressed["actions"][0]["selected_option"] = {"value": value}
    refused = pushed(rapport, pressed)
    assert refused["title"]["text"] == deps.catalog.common.refusal_title
    assert milestones.own(deps, actor=the(deps.db, MENTEE), page=0).ahead


def test_a_time_line_costs_the_same_however_long_it_is(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    costs = []
    for part in "AB":
        keep(deps, pair_id)
        with counted() as of_own:
            milestones.own(deps, actor=the(db, MENTEE), page=0)
        with counted() as of_mentee:
            milestones.of_mentee(deps, actor=the(db, MENTOR), pair_id=pair_id, page=0)
        costs.append((len(of_own), len(of_mentee)))
        for number in range(20):
            keep(deps, pair_id)
            pair_up(db, mentor=f"U0MENTOR{part}{number:02}")
    assert costs[0] == costs[1] == (3, 3), "two, and the member"


def test_a_review_for_promotion_that_is_done_brings_the_doors_of_a_new_stage_once(
    rapport: Rapport, deps: Deps, db: Database, clock: HandClock, pair_id: str
) -> None:
    settle(deps, keep(deps, pair_id, kind=MilestoneKind.GRANT))
    assert planned(db, TouchpointKind.NEW_STAGE) == []
    milestone_id = keep(deps, pair_id)
    for state in (MilestoneState.DONE, MilestoneState.DONE, MilestoneState.AHEAD, MilestoneState.DONE):
        settle(deps, milestone_id, state)
    settle(deps, keep(deps))
    (row,) = planned(db, TouchpointKind.NEW_STAGE)
    assert row.member_id == the(db, MENTEE).id
    told = message(deps, TouchpointKind.NEW_STAGE)
    assert deps.catalog.new_stages.by_own_word in told["text"]
    assert "MARKER" not in str(told)
