"""Who never gets to see a case, whatever they press, and hears the same as everybody else."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from sqlmodel import col, update

from bot.deps import Deps
from bot.domain.relay.door import Desk
from bot.errors import NotYoursError, UserError
from bot.services.relay import desk as cases
from bot.services.relay import desk_acts
from bot.views.relay import queue as names
from storage.database import Database
from storage.members import Member, keep_members
from storage.relay.assignments import RelayAssignment
from storage.relay.cases import RelayCase
from storage.relay.vocabulary import Approach, Role
from tests.asked import kept_rows, the_cases
from tests.asking import FACILITATORS, Entered, home_of, staffed, texts_of
from tests.desking import Queue, metadata_of
from tests.facilitating import CHANNEL
from tests.pairing import MENTEE, MENTOR, STRANGER
from tests.payloads import TEAM, Payload, event, press, slash
from tests.relay_rows import plant


def refusal_of(queue: Queue, case_id: str, *, user: str) -> str:
    """Press the button of a card for a case, and return the whole screen that comes."""
    card = {"blocks": [{"type": "actions", "elements": [_button(names.OPEN, case_id)]}]}
    return json.dumps(queue.open(card, user=user))


def _button(action_id: str, value: str) -> Payload:
    text = {"type": "plain_text", "text": "Open"}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def test_everybody_it_is_not_with_gets_one_and_the_same_refusal(queue: Queue, db: Database) -> None:
    """Relay 36, 37, 38: outsiders, the unassigned, the backup, the named one, another workspace's, an unknown id."""
    queue.ask()
    card_case = the_cases(queue.stage.rapport)[0].case_id
    queue.first_card()
    (primary, backup) = (queue.part(Role.PRIMARY), queue.part(Role.BACKUP))
    (unassigned,) = set(FACILITATORS) - {primary, backup}
    foreign = plant(queue.relay, week=0)
    with queue.relay.db.begin() as session:
        session.exec(update(RelayCase).where(col(RelayCase.case_id) == foreign.case_id).values(team_id="T2"))
    screens = [
        *(refusal_of(queue, card_case, user=user) for user in (unassigned, backup, MENTOR, MENTEE, "U0NOBODY001")),
        refusal_of(queue, foreign.case_id, user=primary),
        *(refusal_of(queue, case_id, user=primary) for case_id in ("0" * 32, "", "x" * 2000, "'; --")),
    ]
    assert len(set(screens)) == 1
    assert queue.deps.catalog.common.not_yours in screens[0]
    assert refusal_of(queue, card_case, user=primary) not in screens


def test_whoever_is_named_in_a_case_is_refused_even_where_it_was_given_to_them(queue: Queue) -> None:
    """Relay 38, 42: the one conflict that shows without knowing who asked."""
    queue.ask(Entered(other=MENTOR, shares=True))
    card_case = the_cases(queue.stage.rapport)[0].case_id
    owner = queue.part(Role.PRIMARY)
    queue.first_card()
    with queue.relay.db.begin() as session:
        theirs = update(RelayAssignment).where(col(RelayAssignment.facilitator_id) == owner)
        session.exec(theirs.values(facilitator_id=MENTOR))
    desk = Desk(TEAM, MENTOR)
    for act in (
        lambda: cases.open_case(queue.deps, desk=desk, case_id=card_case),
        lambda: desk_acts.claim(queue.deps, desk=desk, case_id=card_case),
        lambda: desk_acts.hand_over(queue.deps, desk=desk, case_id=card_case),
    ):
        with pytest.raises(NotYoursError):
            act()


def test_a_refusal_takes_the_same_queries_whoever_it_is_for(
    queue: Queue, counted: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    """Relay 36: neither what is said nor the work behind it tells an unknown case from somebody else's."""
    queue.ask()
    card_case = the_cases(queue.stage.rapport)[0].case_id
    queue.first_card()
    numbers = set()
    for facilitator in set(FACILITATORS) - {queue.part(Role.PRIMARY)}:
        for case_id in (card_case, "0" * 32):
            with counted() as statements, pytest.raises(NotYoursError):
                cases.open_case(queue.deps, desk=Desk(TEAM, facilitator), case_id=case_id)
            numbers.add(len(statements))
    assert len(numbers) == 1


ACTS = {
    names.CLAIM: "",
    names.HAND_ON: "",
    names.REPLY: "",
    names.OPTION: Approach.COACH.value,
    names.ENDING: "",
    names.CLOSE: "",
    names.MUTE: "",
    names.UNMUTE: "",
    f"{names.PAGE}:0": "0",
    "open:cases": "",
}


def test_no_button_of_a_case_does_anything_for_whoever_it_is_not_with(queue: Queue) -> None:
    """Relay 36, 38: each press is proven again, whatever the screen around it says."""
    case, owner = queue.claimed()
    before = {table: [str(row) for row in rows] for table, rows in kept_rows(queue.stage.rapport).items()}
    for user in {*FACILITATORS, MENTEE, STRANGER} - {owner}:
        for action_id, value in ACTS.items():
            forged = {**case, "blocks": [{"type": "actions", "elements": [_button(action_id, value)]}]}
            screen = queue.press(forged, "Open", user=user)
            allowed = action_id == "open:cases" and user in FACILITATORS
            assert (queue.deps.catalog.common.not_yours in texts_of(screen)) is not allowed, (user, action_id)
    assert {table: [str(row) for row in rows] for table, rows in kept_rows(queue.stage.rapport).items()} == before


@pytest.mark.parametrize("change", ["left the channel", "was deactivated", "has become a guest"])
def test_whoever_is_no_facilitator_any_more_is_refused_at_once(queue: Queue, db: Database, change: str) -> None:
    """Relay 41: old buttons, and forms that were open when it happened."""
    case, owner = queue.claimed()
    form = queue.press(case, queue.deps.catalog.relay_desk.reply_button, user=owner)
    flags = {"was deactivated": {"is_deleted": True}, "has become a guest": {"is_guest": True}}.get(change)
    if flags:
        gone = Member.model_validate({"team_id": TEAM, "user_id": owner, "name": "Gone", **flags})
        with db.begin() as session:
            keep_members(session, members=[gone])
    else:
        staffed(queue.stage.rapport, db, *set(FACILITATORS) - {owner})
        queue.stage.rapport.answer_to(event("member_left_channel", user=owner, channel=CHANNEL))
    refused = queue.deps.catalog.common.not_yours
    assert queue.sends(form, "One more word", user=owner)["errors"] == {names.WORDS: refused}
    assert refused in texts_of(queue.press(case, queue.deps.catalog.relay_desk.close_button, user=owner))
    assert refused in texts_of(queue.mine(user=owner))
    assert kept_rows(queue.stage.rapport)["RelayMessage"] == []


def test_of_two_who_claim_one_is_first(queue: Queue) -> None:
    queue.ask()
    primary, backup = queue.part(Role.PRIMARY), queue.part(Role.BACKUP)
    queue.first_card()
    (again,) = queue.next_slot()
    screens = {user: queue.open(again, user=user) for user in (primary, backup)}
    claim = queue.deps.catalog.relay_desk.claim_button
    assert queue.deps.catalog.relay_desk.state_claimed in texts_of(queue.press(screens[backup], claim, user=backup))
    assert queue.deps.catalog.common.not_yours in texts_of(queue.press(screens[primary], claim, user=primary))


def test_every_facilitator_has_the_same_button_on_home_and_nobody_else(queue: Queue) -> None:
    case, owner = queue.claimed()
    button = queue.deps.catalog.home.cases_button
    homes = {user: home_of(queue.stage.rapport, user=user) for user in (*FACILITATORS, MENTEE)}
    assert {user for user, home in homes.items() if button in str(home)} == set(FACILITATORS)
    shown = queue.shown(press(homes[owner], button, user=owner), user=owner)
    assert metadata_of(case)["case_id"] in str(shown)
    assert queue.deps.catalog.common.not_yours in texts_of(queue.shown(slash("/mentor", "cases"), user=MENTEE))


def test_without_keys_the_desk_is_not_there(queue: Queue) -> None:
    bare: Deps = replace(queue.deps, relay=None)
    with pytest.raises(UserError):
        cases.my_cases(bare, desk=Desk(TEAM, "U1"))
