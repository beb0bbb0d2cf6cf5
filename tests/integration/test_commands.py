"""The first answers: every command and every button that leads somewhere, for somebody who is in no pair."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from sandbox.blockkit import check_message, check_view
from storage.database import Database
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.payloads import TEAM, Payload, press, slash
from tests.rapport import Rapport

HELP_BUTTON = {"type": "button", "action_id": "open:help", "text": {"type": "plain_text", "text": "Help"}}
HOME: Payload = {"type": "home", "blocks": [{"type": "actions", "elements": [HELP_BUTTON]}]}
TOPICS = {"/goals": "goals", "/agenda": "agendas", "/recap": "recaps"}


@pytest.mark.parametrize(("command", "topic"), TOPICS.items())
def test_a_topic_opens_a_screen_that_says_what_will_stand_there(rapport: Rapport, command: str, topic: str) -> None:
    assert rapport.answer_to(slash(command)) == {}
    opened = rapport.slack.wait_for("views.open")
    assert check_view(opened["view"]) == []
    assert opened["trigger_id"] == "1.1.trigger"
    assert opened["view"]["blocks"][0]["text"]["text"] == getattr(rapport.deps.catalog, topic).unpaired


@pytest.mark.parametrize("text", ["", "help", "  HELP "])
def test_mentor_says_what_rapport_can_do(rapport: Rapport, text: str) -> None:
    answer = rapport.answer_to(slash("/mentor", text))
    assert check_message(answer) == []
    assert answer["text"] == rapport.deps.catalog.mentor.text
    assert rapport.slack.called("views.open") == []


def test_a_word_that_means_nothing_gets_help_and_is_not_repeated(rapport: Rapport) -> None:
    answer = rapport.answer_to(slash("/mentor", "my mentor shouts at me"))
    assert answer["text"].startswith(rapport.deps.catalog.mentor.unknown)
    assert "shouts" not in str(answer)


@pytest.mark.parametrize(("word", "topic"), [("goals", "goals"), ("agenda", "agendas"), ("RECAP", "recaps")])
def test_mentor_takes_the_words_of_the_other_commands(rapport: Rapport, word: str, topic: str) -> None:
    rapport.answer_to(slash("/mentor", word))
    assert rapport.slack.wait_for("views.open")["view"]["title"]["text"] == getattr(rapport.deps.catalog, topic).title


@pytest.mark.parametrize(("label", "topic"), [("Goals", "goals"), ("Agenda", "agendas"), ("Talk privately", "privacy")])
def test_each_choice_in_the_help_is_one_press_away(rapport: Rapport, label: str, topic: str) -> None:
    answer = rapport.answer_to(slash("/mentor"))
    rapport.receive(_from_message(press(answer, label)))
    assert rapport.slack.wait_for("views.open")["view"]["title"]["text"] == getattr(rapport.deps.catalog, topic).title


def test_the_settings_are_offered_while_nobody_has_chosen_them_and_not_afterwards(
    rapport: Rapport, db: Database
) -> None:
    for times, offered in enumerate((True, False), start=1):
        assert ("open:setup" in str(rapport.answer_to(slash("/mentor")))) is offered
        rapport.receive(press(HOME, "Help"))
        assert ("open:setup" in str(rapport.slack.wait_for("views.open", times=times)["view"])) is offered
        with db.begin() as session:
            keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value="C1")


def test_a_press_within_a_modal_puts_the_next_screen_on_top(rapport: Rapport) -> None:
    rapport.receive(_from_message(press(rapport.answer_to(slash("/mentor")), "Goals")))
    modal = rapport.slack.wait_for("views.open")["view"]
    modal["blocks"] += HOME["blocks"]
    rapport.receive(press(modal, "Help"))
    assert check_view(rapport.slack.wait_for("views.push")["view"]) == []


def test_a_button_of_an_earlier_version_gets_a_sentence(rapport: Rapport) -> None:
    old = {"type": "button", "action_id": "gone", "text": {"type": "plain_text", "text": "Old"}}
    view = {"type": "modal", "blocks": [{"type": "actions", "elements": [old]}]}
    rapport.receive(press(view, "Old"))
    shown = rapport.slack.wait_for("views.push")["view"]
    assert shown["blocks"][0]["text"]["text"] == rapport.deps.catalog.common.stale_button


def test_the_private_door_shows_the_promise_and_ignores_what_was_typed(rapport: Rapport, db: Database) -> None:
    with db.read() as session:
        before = _everything(session)
    rapport.answer_to(slash("/broker", "MARKER he threatens my promotion"))
    view = rapport.slack.wait_for("views.open")["view"]
    assert check_view(view) == []
    assert rapport.deps.catalog.privacy.promise in str(view)
    assert "MARKER" not in str(rapport.slack.calls)
    with db.read() as session:
        assert _everything(session) == before


def test_a_failure_of_slack_is_told_to_the_person_with_a_reference(rapport: Rapport) -> None:
    rapport.slack.answers["views.open"] = lambda _: {"ok": False, "error": "internal_error"}
    rapport.answer_to(slash("/goals", response_url=rapport.slack.response_url))
    told = rapport.slack.wait_for("response_url")
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)
    assert told["text"].startswith(rapport.deps.catalog.common.apology.split("{", maxsplit=1)[0])


def _from_message(payload: Payload) -> Payload:
    del payload["view"]
    container = {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": True}
    return {**payload, "container": container, "channel": {"id": "C1", "name": "general"}}


def _everything(session: Session) -> list[object]:
    return [row for table in SQLModel.metadata.sorted_tables for row in session.connection().execute(select(table))]
