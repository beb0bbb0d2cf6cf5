"""Scenarios in Slack: pick, then read; who has read which is told to themselves alone."""

from sqlmodel import select

from bot.services import scenarios as service
from storage.database import Database
from storage.scenarios import ScenarioRead
from storage.vocabulary import Scenario
from tests.integration.steps import opened
from tests.pairing import MENTEE, MENTOR, STRANGER, enrol, the
from tests.payloads import press, press_message, slash
from tests.rapport import Rapport


def kept(db: Database) -> list[ScenarioRead]:
    with db.read() as session:
        return list(session.exec(select(ScenarioRead)))


def test_somebody_picks_and_reads_and_finds_it_marked(rapport: Rapport, db: Database) -> None:
    enrol(db, MENTEE, MENTOR)
    board = opened(rapport, slash("/mentor", "scenarios"))
    sheet = opened(rapport, press(board, "The fading mentor"), "views.push")
    assert kept(db) == []
    noted = opened(rapport, press(sheet, "I would do B"), "views.update")
    assert rapport.deps.catalog.scenarios.fading_note in str(noted)
    again = opened(rapport, press(noted, "Other scenarios"), "views.update")
    already = rapport.deps.catalog.scenarios.already_read
    (marked,) = [block for block in again["blocks"] if already in str(block)]
    assert marked["accessory"]["text"]["text"] == "The fading mentor"
    others = opened(rapport, slash("/mentor", "scenarios", user=MENTOR))
    assert already not in str(others)


def test_what_was_picked_is_kept_nowhere(rapport: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    sheet = opened(rapport, press(opened(rapport, slash("/mentor", "scenarios")), "Parting"), "views.push")
    for times, way in enumerate("ABC", start=1):
        rapport.answer_to(press(sheet, f"I would do {way}"))
        rapport.slack.wait_for("views.update", times=times)
    member = the(db, MENTEE)
    assert [row.model_dump() for row in kept(db)] == [
        {"member_id": member.id, "scenario": Scenario.PARTING, "team_id": member.team_id}
    ]


def test_a_button_in_a_message_opens_the_scenario(rapport: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    sheet = opened(
        rapport,
        press(opened(rapport, slash("/mentor", "scenarios")), "Preparing a meeting"),
        "views.push",
    )
    button = {"type": "button", "action_id": "scenario:open:preparing", "text": {"type": "plain_text", "text": "x"}}
    message = {"blocks": [{"type": "actions", "elements": [button]}]}
    assert opened(rapport, press_message(message, "x"), "views.open") == sheet


def test_a_forged_way_is_refused_and_nothing_is_kept(rapport: Rapport, db: Database) -> None:
    enrol(db, MENTEE)
    button = {"type": "button", "action_id": "scenario:pick:a", "value": "promotion", "text": {"text": "x"}}
    view = {"type": "modal", "blocks": [{"type": "actions", "elements": [button]}]}
    refused = opened(rapport, press(view, "x"), "views.push")
    assert rapport.deps.catalog.common.not_yours in str(refused)
    assert kept(db) == []


def test_a_stranger_to_the_roster_finds_nothing(rapport: Rapport, db: Database) -> None:
    refused = opened(rapport, slash("/mentor", "scenarios", user="U0NOBODY01"))
    assert rapport.deps.catalog.common.not_yours in str(refused)


def test_each_reads_for_themselves(rapport: Rapport, db: Database) -> None:
    enrol(db, MENTEE, STRANGER)
    for _ in range(2):
        service.note_read(rapport.deps, actor=the(db, MENTEE), scenario=Scenario.FINDING)
    shelves = {user: service.shelf(rapport.deps, actor=the(db, user)) for user in (MENTEE, STRANGER)}
    assert [scenario for scenario, is_read in shelves[MENTEE].items() if is_read] == [Scenario.FINDING]
    assert not any(shelves[STRANGER].values())
