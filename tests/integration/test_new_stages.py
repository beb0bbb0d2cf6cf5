"""Another rank or stream: one calm message with three doors, to whom it concerns and to nobody else."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.domain.about import AboutMe
from bot.services import about, milestone_changes
from bot.services.roster import bring_in
from bot.views.about import FIELDS
from storage.database import Database
from storage.vocabulary import MatchMode, MilestoneState, Rank, SettingName, Stream, TouchpointKind
from tests.integration.milestone_steps import keep, settle
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import TEAM, press_message, slack_user
from tests.planning import message, planned
from tests.rapport import Rapport
from tests.requesting import choose

KIND = TouchpointKind.NEW_STAGE
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _people(db: Database) -> None:
    enrol(db, MENTEE, MENTOR, STRANGER)


def says(deps: Deps, rank: Rank | None = None, stream: Stream | None = None) -> None:
    """Let Maya say what she is in her faculty."""
    about.keep(deps, actor=the(deps.db, MENTEE), about=AboutMe(rank=rank, stream=stream), fields=FIELDS)


def told(db: Database) -> list[str]:
    """Return to whom such a message is planned."""
    return [row.member_id for row in planned(db, KIND)]


def test_what_becomes_known_for_the_first_time_is_no_new_stage(deps: Deps, db: Database) -> None:
    says(deps, Rank.ASSISTANT)
    says(deps, Rank.ASSISTANT, Stream.SCIENTIST)
    assert told(db) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((Rank.ASSISTANT, None), (Rank.ASSOCIATE, None)),
        ((None, Stream.TEACHER), (None, Stream.EDUCATOR)),
    ],
    ids=str,
)
def test_another_rank_or_stream_is_told_to_its_person_alone_on_their_next_working_morning(
    deps: Deps, db: Database, before: tuple[Rank, Stream], after: tuple[Rank, Stream]
) -> None:
    pair_up(db)
    says(deps, *before)
    says(deps, *after)
    (row,) = planned(db, KIND)
    assert (row.member_id, row.local_on) == (the(db, MENTEE).id, deps.clock.now().date() + DAY)


def test_a_day_on_which_it_changes_twice_brings_one_message_and_another_year_another(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    says(deps, Rank.ASSISTANT)
    says(deps, Rank.FULL)
    says(deps, Rank.ASSOCIATE)
    assert len(told(db)) == 1
    clock.at += 400 * DAY
    says(deps, Rank.FULL)
    assert len(told(db)) == 2


def test_a_roster_that_knows_of_another_rank_brings_it_too(deps: Deps, rapport: Rapport, db: Database) -> None:
    says(deps, Rank.ASSISTANT)
    rapport.slack.answers["users.list"] = lambda _: {
        "ok": True,
        "members": [slack_user(each) for each in (MENTEE, MENTOR)],
    }
    raw = f"slack_id,rank\n{MENTEE},associate\n{MENTOR},full\n".encode()
    bring_in(deps, team_id=TEAM, raw=raw, is_kept=False)
    assert told(db) == []
    bring_in(deps, team_id=TEAM, raw=raw, is_kept=True)
    assert told(db) == [the(db, MENTEE).id]


def test_its_three_doors_open_and_it_does_not_say_what_has_changed(rapport: Rapport, deps: Deps) -> None:
    says(deps, Rank.ASSISTANT)
    says(deps, Rank.ASSOCIATE)
    shown = message(deps, KIND)
    assert not any(word in str(shown).lower() for word in ("associate", "assistant"))
    say = rapport.deps.catalog
    doors = {
        say.new_stages.plan_button: say.plans.title,
        say.new_stages.mentor_button: say.finding.title,
        say.new_stages.offer_button: say.offers.title,
    }
    for label, title in doors.items():
        assert opened(rapport, press_message(shown, label))["title"]["text"] == title


def test_where_facilitators_bring_people_together_no_door_leads_to_the_search(deps: Deps, db: Database) -> None:
    choose(db, SettingName.MATCH_MODE, MatchMode.ASSIGNMENT)
    says(deps, Rank.ASSISTANT)
    says(deps, Rank.ASSOCIATE)
    shown = str(message(deps, KIND))
    assert "open:find" not in shown
    assert deps.catalog.new_stages.doors_assigned in shown


def test_the_roster_and_ones_own_time_line_do_not_say_the_same_twice(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    says(deps, Rank.ASSISTANT)
    settle(deps, keep(deps))
    clock.at += 30 * DAY
    says(deps, Rank.ASSOCIATE)
    assert len(told(db)) == 1, "said on the time line first, known of later"
    clock.at += 200 * DAY
    says(deps, Rank.FULL)
    assert len(told(db)) == 2
    clock.at += 30 * DAY
    settle(deps, keep(deps))
    assert len(told(db)) == 2, "known of first, said on the time line later"


def test_what_was_pressed_by_mistake_and_taken_back_is_not_told_and_what_is_done_later_is(
    deps: Deps, db: Database, clock: HandClock
) -> None:
    milestone_id = keep(deps)
    settle(deps, milestone_id)
    settle(deps, milestone_id, MilestoneState.AHEAD)
    assert told(db) == []
    clock.at += 30 * DAY
    settle(deps, milestone_id)
    assert told(db) == [the(db, MENTEE).id]
    milestone_changes.delete(deps, actor=the(db, MENTEE), milestone_id=milestone_id)
    assert told(db) == []
