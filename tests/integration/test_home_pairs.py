"""What pairs put into Home: what waits, when they meet, what is open; at a constant cost, and for its owner alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest

from bot.deps import Deps
from bot.domain.home import HomePage, WaitingKind
from bot.services import home as home_service
from bot.views import home as home_view
from bot.views.blocks import Payload
from sandbox.blockkit import check_view
from storage.columns import new_id
from storage.database import Database
from storage.goals import Goal
from storage.items import ActionItem
from storage.meetings import Meeting
from storage.recaps import Recap
from storage.vocabulary import MeetingState, PairState
from tests.pairing import MENTEE, MENTOR, NOW, STRANGER, enrol, pair_up, the
from tests.payloads import TEAM, event, press
from tests.rapport import Rapport
from tests.rows import a_goal, an_item

TODAY = date(2026, 11, 3)
DAY = timedelta(days=1)


def home_of(deps: Deps, user_id: str, *, number: int = 0) -> HomePage:
    member = the(deps.db, user_id)
    return home_service.page(deps, team_id=TEAM, user_id=user_id, member=member, is_first_time=False, number=number)


def drawn(deps: Deps, user_id: str, *, number: int = 0) -> Payload:
    page = home_of(deps, user_id, number=number)
    view = home_view.page(deps.catalog, page=page, private_metadata="m" * 2000)
    assert check_view(view) == []
    return view


def add(db: Database, *rows: ActionItem | Goal | Meeting | Recap) -> None:
    with db.begin() as session:
        for row in rows:
            session.add(row)
            session.flush()


def a_meeting(
    db: Database, pair_id: str, starts_at: datetime, *, state: MeetingState = MeetingState.PLANNED
) -> Meeting:
    return Meeting(
        id=new_id(),
        team_id=TEAM,
        pair_id=pair_id,
        starts_at=starts_at,
        zone="America/Toronto",
        minutes=60,
        state=state,
        changed_by_id=the(db, MENTEE).id,
        changed_at=NOW,
    )


def pairs_of_the_mentor(db: Database, count: int) -> list[str]:
    mentees = [f"U0MENTEE{number:03}" for number in range(count)]
    enrol(db, MENTEE, *mentees)
    return [pair_up(db, mentee=mentee) for mentee in mentees]


def text_of(view: Payload) -> str:
    return "\n".join(str(block.get("text", {}).get("text", "")) for block in view["blocks"])


def test_each_sees_the_next_meeting_on_their_own_clock(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    add(db, a_meeting(db, pair_id, NOW + 7 * DAY), a_meeting(db, pair_id, NOW + 90 * DAY))
    assert "Next meeting: Tue 10 Nov 2026, 10:00 (Toronto time)" in text_of(drawn(deps, MENTEE))
    assert "Next meeting: Tue 10 Nov 2026, 16:00 (Berlin time)" in text_of(drawn(deps, MENTOR))


def test_ones_own_items_come_first_and_goals_follow(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    add(
        db,
        an_item(the(db, MENTOR), pair_id, "Read the <!channel> draft", due_on=TODAY + DAY),
        an_item(the(db, MENTEE), pair_id, "Send the CV", due_on=TODAY + 9 * DAY),
        a_goal(the(db, MENTEE), pair_id, "Chair the <@U1> round"),
    )
    lines = text_of(drawn(deps, MENTEE)).splitlines()
    assert lines[1:9] == [
        "*Idris Okafor*, your mentor · every three months",
        "No meeting is planned yet.",
        "*Open items*",
        "• You: Send the CV, by Thu 12 Nov",
        "• Idris Okafor: Read the &lt;!channel&gt; draft, by Wed 4 Nov",
        "*Goals*",
        "• Chair the &lt;@U1&gt; round",
        "",
    ]


def test_what_waits_are_unwritten_recaps_and_ones_own_items_that_are_due(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    meeting = a_meeting(db, pair_id, NOW - 2 * DAY)
    add(
        db,
        meeting,
        a_meeting(db, pair_id, NOW - 3 * DAY, state=MeetingState.NOT_HELD),
        an_item(the(db, MENTEE), pair_id, "Mine, due", due_on=TODAY),
        an_item(the(db, MENTEE), pair_id, "Mine, later", due_on=TODAY + DAY),
        an_item(the(db, MENTOR), pair_id, "Theirs, late", due_on=TODAY - DAY),
    )
    found = [(each.kind, each.on, each.task) for each in home_of(deps, MENTEE).waiting]
    assert found == [(WaitingKind.RECAP, TODAY - 2 * DAY, ""), (WaitingKind.ITEM, TODAY, "Mine, due")]
    add(
        db,
        Recap(
            team_id=TEAM,
            pair_id=pair_id,
            meeting_id=meeting.id,
            author_id=the(db, MENTEE).id,
            is_skipped=True,
            sent_at=NOW,
        ),
    )
    assert [each.kind for each in home_of(deps, MENTEE).waiting] == [WaitingKind.ITEM]
    assert [each.kind for each in home_of(deps, MENTOR).waiting] == [WaitingKind.RECAP, WaitingKind.ITEM]


def test_a_task_that_is_due_is_said_once(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    add(db, an_item(the(db, MENTEE), pair_id, "Send the CV", due_on=TODAY))
    assert text_of(drawn(deps, MENTEE)).count("Send the CV") == 1


def test_a_mentee_with_one_pair_has_a_short_home(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    add(
        db,
        a_meeting(db, pair_id, NOW + DAY),
        a_goal(the(db, MENTEE), pair_id, "Chair"),
        an_item(the(db, MENTEE), pair_id, "Send the CV"),
    )
    assert len(drawn(deps, MENTEE)["blocks"]) <= 11


def test_of_several_pairs_one_without_goals_and_items_says_so_in_words(deps: Deps, db: Database) -> None:
    first, *others = pairs_of_the_mentor(db, 4)
    add(db, a_goal(the(db, MENTOR), first, "Chair"))
    shown = text_of(drawn(deps, MENTOR))
    assert shown.count("No goals and no open items yet.") == len(others)
    assert "Goals: 1 · Open items: 0" in shown


def test_a_board_button_opens_that_pairs_board_and_nobody_elses(rapport: Rapport, db: Database) -> None:
    first, _ = pair_up(db), pair_up(db, mentor=STRANGER)
    view = drawn(rapport.deps, MENTEE)
    pressed = press(view, "Goals", user=MENTEE)
    assert pressed["actions"][0]["action_id"] == "board:of:goals"
    pressed["actions"][0]["value"] = first
    rapport.answer_to(pressed)
    assert "Idris Okafor" in str(rapport.slack.wait_for("views.open")["view"])
    enrol(db, "U0OUTSIDER")
    foreign = {**pressed, "user": {**pressed["user"], "id": "U0OUTSIDER"}}
    rapport.answer_to(foreign)
    refused = rapport.slack.wait_for("views.open", times=2)["view"]
    assert rapport.deps.catalog.common.not_yours in str(refused)


def test_forty_pairs_and_a_thousand_items_stay_within_slacks_limits_on_every_page(deps: Deps, db: Database) -> None:
    pair_ids = pairs_of_the_mentor(db, 40)
    items = [an_item(the(db, MENTOR), pair_ids[number % 40], "x" * 3000, due_on=TODAY) for number in range(500)]
    later = [an_item(the(db, MENTOR), pair_ids[number % 40], "<" * 3000, due_on=None) for number in range(500)]
    add(db, *items, *later, *(a_meeting(db, pair_id, NOW - DAY) for pair_id in pair_ids))
    for mentor_number in range(8):
        pair_up(db, mentor=MENTOR, mentee=f"U0ASKED{mentor_number}", state=PairState.PROPOSED)
    seen = []
    for number in range(4):
        view = drawn(deps, MENTOR, number=number)
        assert len(view["blocks"]) <= 100
        seen += [
            element["value"]
            for block in view["blocks"]
            for element in block.get("elements", [])
            if element.get("action_id") == "board:of:agenda"
        ]
    assert sorted(seen) == sorted(pair_ids)


@pytest.mark.parametrize("number", [-1, 99])
def test_a_page_that_is_not_there_is_the_nearest_one(deps: Deps, db: Database, number: int) -> None:
    pairs_of_the_mentor(db, 12)
    assert "board:of:agenda" in str(drawn(deps, MENTOR, number=number))


def test_turning_the_page_publishes_with_the_hash_and_the_metadata(
    rapport_without_relay: Rapport, db: Database
) -> None:
    rapport = rapport_without_relay
    pairs_of_the_mentor(db, 12)
    rapport.answer_to(event("app_home_opened", user=MENTOR, channel="D1", tab="home", event_ts="1.1"))
    first = {**rapport.slack.wait_for("views.publish")["view"], "private_metadata": "sealed slots"}
    rapport.answer_to(press(first, rapport.deps.catalog.common.page_on_button, user=MENTOR, view_hash="h5"))
    second = rapport.slack.wait_for("views.publish", times=2)
    assert (second["hash"], second["view"]["private_metadata"]) == ("h5", "sealed slots")
    assert str(second["view"]).count("board:of:agenda") == 2


def test_the_cost_of_a_home_does_not_grow(
    deps: Deps, db: Database, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    first = pair_up(db)
    add(db, *(an_item(the(db, MENTEE), first, "x") for _ in range(10)), a_meeting(db, first, NOW + DAY))
    with counted() as small:
        home_of(deps, MENTOR)
    pair_ids = pairs_of_the_mentor(db, 39)
    add(db, *(an_item(the(db, MENTOR), pair_ids[number % 39], "x") for number in range(990)))
    add(db, *(a_meeting(db, pair_id, NOW + DAY) for pair_id in pair_ids))
    with counted() as large:
        assert len(home_of(deps, MENTOR).pairs) == 40
    assert len(large) == len(small) <= 16


def test_a_home_holds_no_word_of_a_pair_its_owner_is_not_in(deps: Deps, db: Database) -> None:
    pair_id = pair_up(db)
    add(db, an_item(the(db, MENTEE), pair_id, "MARKER", due_on=TODAY), a_goal(the(db, MENTEE), pair_id, "MARKER"))
    pair_up(db, mentor=STRANGER, mentee=MENTOR)
    assert "MARKER" in str(drawn(deps, MENTOR))
    assert "MARKER" not in str(drawn(deps, STRANGER))


def test_somebody_who_is_asked_sees_the_question_and_afterwards_that_they_wait(deps: Deps, db: Database) -> None:
    pair_up(db, state=PairState.PROPOSED)
    view = drawn(deps, MENTEE)
    assert "Vera Nowak, a facilitator of your programme, suggests *Idris Okafor* as your mentor." in text_of(view)
    assert deps.catalog.home.unpaired not in text_of(view)
