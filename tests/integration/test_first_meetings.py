"""The first meeting: a list for each side, a number for the pair, and an offer that comes with what is sent anyway."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from bot.deps import Deps
from bot.domain.first_meetings import FirstDraft
from bot.errors import NotYoursError
from bot.services import first_meetings, home, scenarios
from bot.views import first_meetings as first_view
from storage.database import Database
from storage.members import Member, keep_members, member_of
from storage.vocabulary import FirstStep, PairState, Scenario, TouchpointKind
from tests.facilitating import FACILITATOR
from tests.integration.steps import opened
from tests.outbox import HandClock
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up, the
from tests.payloads import TEAM, Payload, press_message, slash, submit
from tests.planning import STARTS, message, move, plan
from tests.rapport import Rapport

OTHER_MENTOR = "U0OTHER0001"
ELSEWHERE = "T2"
NUMBER = "+1 416 555 0100 <!channel> & <@U1>"


def entered(number: str | None, *ticked: FirstStep) -> dict[str, Payload]:
    boxes = {"type": "checkboxes", "selected_options": [{"value": step} for step in ticked]}
    return {first_view.TICKED: boxes, first_view.NUMBER: {"type": "plain_text_input", "value": number}}


def keep(deps: Deps, pair_id: str, user: str, *ticked: FirstStep, number: str | None = None) -> None:
    draft = FirstDraft(frozenset(ticked), number)
    first_meetings.keep(deps, actor=the(deps.db, user), pair_id=pair_id, draft=draft)


def test_what_one_side_saves_is_what_they_find_again(rapport: Rapport, db: Database, pair_id: str) -> None:
    form = opened(rapport, slash("/mentor", "first"))
    payload = submit(form, entered(NUMBER, FirstStep.BRINGS, FirstStep.PRIVATE))
    assert rapport.answer_to(payload) == rapport.answer_to(payload) == {}
    again = opened(rapport, slash("/mentor", "first"))
    fields = {block.get("block_id"): block.get("element", {}) for block in again["blocks"]}
    assert [box["value"] for box in fields[first_view.TICKED]["initial_options"]] == ["brings", "private"]
    assert fields[first_view.NUMBER]["initial_value"] == NUMBER


def test_the_other_side_sees_the_number_and_no_tick(rapport: Rapport, db: Database, pair_id: str) -> None:
    before = opened(rapport, slash("/mentor", "first", user=MENTOR))
    keep(rapport.deps, pair_id, MENTEE, *FirstStep)
    assert opened(rapport, slash("/mentor", "first", user=MENTOR)) == before
    keep(rapport.deps, pair_id, MENTEE, number=NUMBER)
    shown = opened(rapport, slash("/mentor", "first", user=MENTOR))
    plain = [block["text"]["text"] for block in shown["blocks"] if block.get("text", {}).get("type") == "plain_text"]
    assert plain == [f"Maya Lindqvist can be reached here: {NUMBER}"]


@pytest.mark.parametrize("who", [OTHER_MENTOR, FACILITATOR, STRANGER, ELSEWHERE])
def test_neither_a_tick_nor_a_number_is_anybody_elses(deps: Deps, db: Database, pair_id: str, who: str) -> None:
    enrol(db, FACILITATOR)
    other_id = pair_up(db, mentor=OTHER_MENTOR)
    keep(deps, pair_id, MENTEE, FirstStep.BRINGS, number=NUMBER)
    actor = colleague_elsewhere(db) if who == ELSEWHERE else the(db, who)
    with pytest.raises(NotYoursError):
        first_meetings.sheet(deps, actor=actor, pair_id=pair_id)
    with pytest.raises(NotYoursError):
        first_meetings.keep(deps, actor=actor, pair_id=pair_id, draft=FirstDraft())
    if who == OTHER_MENTOR:
        assert first_meetings.sheet(deps, actor=actor, pair_id=other_id).partners_number is None


def colleague_elsewhere(db: Database) -> Member:
    """Return the member of another workspace who has the mentor's user id there."""
    with db.begin() as session:
        keep_members(session, members=[Member(team_id=ELSEWHERE, user_id=MENTOR, name="Idris elsewhere")])
        found = member_of(session, team_id=ELSEWHERE, user_id=MENTOR)
    assert found
    return found


def test_a_number_can_be_taken_back(deps: Deps, pair_id: str) -> None:
    keep(deps, pair_id, MENTOR, FirstStep.NUMBER, number=NUMBER)
    keep(deps, pair_id, MENTOR, FirstStep.NUMBER)
    sheet = first_meetings.sheet(deps, actor=the(deps.db, MENTEE), pair_id=pair_id)
    assert sheet.partners_number is None


def test_steps_of_the_other_side_cannot_be_ticked(deps: Deps, pair_id: str) -> None:
    keep(deps, pair_id, MENTEE, FirstStep.BRINGS, FirstStep.INTRODUCED)
    sheet = first_meetings.sheet(deps, actor=the(deps.db, MENTEE), pair_id=pair_id)
    assert sheet.own.ticked == {FirstStep.BRINGS}


def test_another_pair_of_the_same_mentor_has_a_list_of_its_own(deps: Deps, pair_id: str) -> None:
    other = pair_up(deps.db, mentee="U0SECOND01")
    keep(deps, pair_id, MENTOR, FirstStep.GOALS, number=NUMBER)
    mentor, second = the(deps.db, MENTOR), the(deps.db, "U0SECOND01")
    assert first_meetings.sheet(deps, actor=mentor, pair_id=other).own == FirstDraft()
    assert first_meetings.sheet(deps, actor=second, pair_id=other).partners_number is None


@pytest.mark.parametrize("state", [PairState.PROPOSED, PairState.TALKING, PairState.HELD, PairState.DECLINED])
def test_before_a_pair_has_begun_nothing_is_kept_for_it(deps: Deps, state: PairState) -> None:
    pair_id = pair_up(deps.db, state=state)
    with pytest.raises(NotYoursError):
        keep(deps, pair_id, MENTEE, FirstStep.BRINGS, number=NUMBER)


def test_a_stranger_who_names_the_pair_reads_and_writes_nothing(
    rapport: Rapport, db: Database, pair_id: str, deps: Deps
) -> None:
    keep(deps, pair_id, MENTEE, FirstStep.BRINGS, number=NUMBER)
    form = opened(rapport, slash("/mentor", "first"))
    forged = {**submit(form, entered("1", FirstStep.RECAP)), "user": {"id": STRANGER, "team_id": TEAM}}
    answer = rapport.answer_to(forged)
    assert list(answer["errors"].values()) == [rapport.deps.catalog.common.not_yours]
    with pytest.raises(NotYoursError):
        first_meetings.sheet(deps, actor=the(db, STRANGER), pair_id=pair_id)
    kept = first_meetings.sheet(deps, actor=the(db, MENTEE), pair_id=pair_id).own
    assert kept == FirstDraft(frozenset({FirstStep.BRINGS}), NUMBER)


@pytest.mark.parametrize(
    "kind", [TouchpointKind.MEETING_PLANNED, TouchpointKind.AGENDA_PROMPT, TouchpointKind.AGENDA_DIGEST]
)
def test_messages_before_a_first_meeting_offer_the_list_and_those_before_a_second_do_not(
    deps: Deps, pair_id: str, clock: HandClock, kind: TouchpointKind
) -> None:
    offer = deps.catalog.first_meetings.offer
    plan(deps, pair_id)
    first = message(deps, kind)
    assert offer in first["text"]
    assert offer in str(first["blocks"])
    clock.at = STARTS + timedelta(hours=1)
    plan(deps, pair_id, view_id="M2", on=date(2026, 12, 17))
    assert offer not in str(message(deps, kind))


def test_a_moved_first_meeting_is_not_offered_anew(deps: Deps, pair_id: str) -> None:
    move(deps, plan(deps, pair_id), 1, on=date(2026, 11, 18))
    assert deps.catalog.first_meetings.offer not in str(message(deps, TouchpointKind.MEETING_MOVED))


def test_a_scenario_that_was_read_is_offered_no_more(deps: Deps, db: Database, pair_id: str) -> None:
    plan(deps, pair_id)
    offered = "Three minutes: Preparing a meeting"
    assert offered in str(message(deps, TouchpointKind.AGENDA_DIGEST))
    scenarios.note_read(deps, actor=the(db, MENTOR), scenario=Scenario.PREPARING)
    assert offered not in str(message(deps, TouchpointKind.AGENDA_DIGEST))
    assert offered in str(message(deps, TouchpointKind.AGENDA_PROMPT))


def test_the_button_of_a_message_opens_the_list(rapport: Rapport, deps: Deps, pair_id: str) -> None:
    plan(deps, pair_id)
    form = opened(rapport, press_message(message(deps, TouchpointKind.AGENDA_PROMPT), "First meeting"))
    assert form["callback_id"] == first_view.SUBMIT


def test_home_leads_to_the_first_meeting_until_the_two_have_met(
    deps: Deps, db: Database, pair_id: str, clock: HandClock
) -> None:
    def has_met() -> list[bool]:
        page = home.page(deps, team_id=TEAM, user_id=MENTEE, member=the(db, MENTEE), is_first_time=False)
        return [lines.has_met for lines in page.pairs]

    plan(deps, pair_id)
    assert has_met() == [False]
    clock.at = STARTS + timedelta(minutes=50)
    assert has_met() == [False], "they are meeting: that is when the list is of use"
    clock.at = STARTS + timedelta(hours=4)
    assert has_met() == [True]


def test_the_list_takes_a_constant_number_of_statements(
    deps: Deps, db: Database, pair_id: str, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    actor = the(db, MENTEE)
    with counted() as empty:
        first_meetings.sheet(deps, actor=actor, pair_id=pair_id)
    plan(deps, pair_id)
    for user in (MENTEE, MENTOR):
        keep(deps, pair_id, user, *FirstStep, number=NUMBER)
    with counted() as full:
        first_meetings.sheet(deps, actor=actor, pair_id=pair_id)
    assert len(full) == len(empty) == 3
