"""The programme's settings: who may change them, and which channel will do."""

import threading
from collections.abc import Callable

import pytest

from sandbox.blockkit import check_view
from storage.database import Database
from storage.keyring import Keyring
from storage.settings import keep_setting
from storage.vocabulary import SettingName
from tests.integration.setup_steps import CHANNEL, OTHER, filled, kept, open_form, slack_says
from tests.payloads import TEAM, Payload, slash, submit_as_shown
from tests.rapport import Rapport, running_rapport


def test_an_admin_sets_the_programme_up(set_up: Rapport, db: Database) -> None:
    answer = set_up.answer_to(filled(open_form(set_up)))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    assert f"<#{CHANNEL}>" in answer["view"]["blocks"][0]["text"]["text"]
    assert "Ombuds: 555 0100" in [block.get("text", {}).get("text") for block in answer["view"]["blocks"]]
    assert kept(db, SettingName.FACILITATOR_CHANNEL) == CHANNEL
    assert kept(db, SettingName.OUTSIDE_CONTACTS) == "Ombuds: 555 0100"


def test_the_contacts_stand_at_the_private_door_word_for_word(set_up: Rapport) -> None:
    set_up.answer_to(filled(open_form(set_up), contacts="Ombuds <@U1> & 555"))
    set_up.answer_to(slash("/broker"))
    assert {"type": "plain_text", "text": "Ombuds <@U1> & 555", "emoji": False} in [
        block["text"]
        for block in set_up.slack.wait_for("views.open", times=2)["view"]["blocks"]
        if block["type"] == "section"
    ]


def test_somebody_who_is_no_admin_cannot_open_the_form(rapport: Rapport) -> None:
    slack_says(rapport, is_admin=False)
    rapport.answer_to(slash("/mentor", "setup", response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.setup.admins_only
    assert rapport.slack.called("views.open") == []


def test_a_right_that_is_lost_while_typing_is_refused_and_keeps_what_was_typed(set_up: Rapport, db: Database) -> None:
    form = open_form(set_up)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=OTHER)
    slack_says(set_up, is_admin=True, members=["UBOT"])
    answer = set_up.answer_to(filled(form))
    assert answer == {
        "response_action": "errors",
        "errors": {"settings_channel": set_up.deps.catalog.setup.facilitators_only},
    }
    assert kept(db, SettingName.FACILITATOR_CHANNEL) == OTHER


def test_an_admin_who_is_no_facilitator_cannot_change_a_programme_that_is_set_up(
    rapport: Rapport, db: Database
) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=OTHER)
    slack_says(rapport, is_admin=True, members=["USOMEBODY"])
    rapport.answer_to(slash("/mentor", "setup", response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.setup.facilitators_only


@pytest.mark.parametrize(
    ("facts", "flaw"),
    [
        ({"is_private": False}, "not_private"),
        ({"is_ext_shared": True}, "shared"),
        ({"is_archived": True}, "archived"),
        ({"is_member": False}, "not_seen"),
        ({"members": ["UBOT", "USOMEBODY"]}, "not_yours"),
    ],
)
def test_a_channel_that_will_not_do_is_refused_beside_its_field(
    set_up: Rapport, db: Database, facts: Payload, flaw: str
) -> None:
    form = open_form(set_up)
    slack_says(set_up, is_admin=True, **facts)
    answer = set_up.answer_to(filled(form))
    assert answer["errors"] == {"settings_channel": getattr(set_up.deps.catalog.setup, flaw)}
    assert kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_form_without_a_channel_is_refused_beside_its_field(set_up: Rapport) -> None:
    answer = set_up.answer_to(filled(open_form(set_up), channel=None))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.setup.no_channel}


def test_a_slack_that_does_not_answer_changes_nothing_and_says_so(set_up: Rapport, db: Database) -> None:
    form = open_form(set_up)
    set_up.slack.answers["conversations.info"] = lambda _: {"ok": False, "error": "internal_error"}
    answer = set_up.answer_to(filled(form))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.common.slack_silent}
    assert kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_channel_that_slack_will_not_speak_of_is_one_rapport_is_not_in(set_up: Rapport) -> None:
    form = open_form(set_up)
    set_up.slack.answers["conversations.info"] = lambda _: {"ok": False, "error": "method_not_supported"}
    answer = set_up.answer_to(filled(form))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.setup.not_seen}


def test_a_channel_and_its_members_are_asked_for_at_the_same_time(set_up: Rapport) -> None:
    form, both_asked = open_form(set_up), threading.Barrier(2, timeout=1.5)
    for method in ("conversations.info", "conversations.members"):
        set_up.slack.answers[method] = _once_passed(both_asked, set_up.slack.answers[method])
    assert set_up.answer_to(filled(form))["response_action"] == "update"


def _once_passed(barrier: threading.Barrier, answer: Callable[[Payload], Payload]) -> Callable[[Payload], Payload]:
    def wait(said: Payload) -> Payload:
        barrier.wait()
        return answer(said)

    return wait


def test_emptied_contacts_are_taken_back(set_up: Rapport, db: Database) -> None:
    set_up.answer_to(filled(open_form(set_up)))
    form = open_form(set_up)
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert shown["settings_channel"]["initial_conversation"] == CHANNEL
    assert shown["settings_contacts"]["initial_value"] == "Ombuds: 555 0100"
    set_up.answer_to(filled(form, contacts=None))
    assert kept(db, SettingName.OUTSIDE_CONTACTS) is None
    assert kept(db, SettingName.FACILITATOR_CHANNEL) == CHANNEL


def test_a_commit_that_fails_is_never_called_saved(set_up: Rapport, db: Database) -> None:
    form = open_form(set_up)
    db.dispose()
    broken = _without_tables(db)
    answer = set_up.answer_to(filled(form))
    broken()
    assert answer["response_action"] == "errors"
    assert "reference" in answer["errors"]["settings_channel"]
    assert kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_channel_fixed_by_the_installation_is_shown_and_not_asked(db: Database, keyring: Keyring) -> None:
    with running_rapport(db, keyring, RAPPORT_FACILITATOR_CHANNEL=CHANNEL) as bot:
        slack_says(bot, is_admin=False)
        form = open_form(bot)
        assert [block["type"] for block in form["blocks"]][:3] == ["section", "section", "input"]
        assert not [block for block in form["blocks"] if block.get("block_id") == "settings_channel"]
        answer = bot.answer_to(
            submit_as_shown(form, {"settings_contacts": {"type": "plain_text_input", "value": "Ombuds"}})
        )
    assert answer["response_action"] == "update"
    assert kept(db, SettingName.OUTSIDE_CONTACTS) == "Ombuds"
    assert kept(db, SettingName.FACILITATOR_CHANNEL) is None


def _without_tables(db: Database) -> Callable[[], None]:
    """Rename the settings table away, and return what brings it back."""

    def rename(old: str, new: str) -> None:
        with db.begin() as session:
            session.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

    rename("setting", "elsewhere")
    return lambda: rename("elsewhere", "setting")
