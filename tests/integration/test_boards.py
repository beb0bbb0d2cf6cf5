"""Whoever is in several pairs chooses one first, and what is chosen proves nothing."""

import pytest

from bot.views.pairs import CHOOSE
from bot.views.screens import Screen
from handlers.boards import BOARDS
from sandbox.blockkit import check_view
from storage.database import Database
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, pair_up
from tests.payloads import Payload, press_message, slash
from tests.rapport import Rapport

CHOSEN = ("/goals", "/agenda", "/recap", "/mentor items")


def chooser_of(rapport: Rapport, command: str) -> Payload:
    name, _, word = command.partition(" ")
    rapport.answer_to(slash(name, word, user=MENTOR))
    view: Payload = rapport.slack.wait_for("views.open")["view"]
    assert check_view(view) == []
    return view


def chosen(view: Payload, pair_id: str, *, user: str = MENTOR) -> Payload:
    select = view["blocks"][1]["elements"][0]
    button = {"type": "button", "action_id": select["action_id"], "text": {"type": "plain_text", "text": "x"}}
    pressed = press_message({"blocks": [{"type": "actions", "elements": [button]}]}, "x", user=user)
    action = {**pressed["actions"][0], "type": "static_select", "selected_option": {"value": pair_id}}
    shown = {**view, "id": "V1", "hash": "h1", "state": {"values": {}}}
    return {**pressed, "actions": [action], "view": shown, "container": {"type": "view", "view_id": "V1"}}


@pytest.mark.parametrize("command", CHOSEN)
def test_the_chosen_pairs_board_takes_the_place_of_the_choice(rapport: Rapport, db: Database, command: str) -> None:
    enrol(db, "U0SECOND01")
    first, _ = pair_up(db), pair_up(db, mentee="U0SECOND01")
    view = chooser_of(rapport, command)
    rapport.answer_to(chosen(view, first))
    updated = rapport.slack.wait_for("views.update")
    assert updated["view_id"] == "V1"
    assert check_view(updated["view"]) == []
    assert "Maya Lindqvist" in str(updated["view"])


def test_somebody_elses_pair_cannot_be_chosen(rapport: Rapport, db: Database) -> None:
    enrol(db, "U0SECOND01", "U0THIRD001")
    pair_up(db)
    pair_up(db, mentee="U0SECOND01")
    foreign = pair_up(db, mentor=STRANGER, mentee="U0THIRD001")
    rapport.answer_to(chosen(chooser_of(rapport, "/goals"), foreign))
    refused = rapport.slack.wait_for("views.push")["view"]
    assert rapport.deps.catalog.common.not_yours in str(refused)
    assert rapport.slack.called("views.update") == []


def test_somebody_the_roster_does_not_know_cannot_choose(rapport: Rapport, db: Database) -> None:
    pair_id = pair_up(db)
    pair_up(db, mentee=STRANGER)
    rapport.answer_to(chosen(chooser_of(rapport, "/goals"), pair_id, user="U0NOBODY01"))
    assert rapport.deps.catalog.common.not_yours in str(rapport.slack.wait_for("views.push"))


def test_with_one_pair_there_is_nothing_to_choose(rapport: Rapport, db: Database) -> None:
    pair_up(db)
    rapport.answer_to(slash("/goals", user=MENTEE))
    assert CHOOSE not in str(rapport.slack.wait_for("views.open")["view"])


def test_every_board_has_words_for_somebody_without_a_pair(rapport: Rapport) -> None:
    for screen in (Screen.GOALS, Screen.AGENDA, Screen.RECAP, Screen.ITEMS):
        topic = BOARDS[screen].topic(rapport.deps.catalog)
        assert topic.unpaired
        assert topic.meanwhile
