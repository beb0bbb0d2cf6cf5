"""The programme's settings: who may change them, and which channel will do."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.public_holidays import parts
from bot.services.programme import smallest_count
from sandbox.blockkit import check_view
from storage.database import Database
from storage.keyring import Keyring
from storage.settings import keep_setting, setting
from storage.vocabulary import SettingName
from tests.payloads import TEAM, USER, Payload, slack_user, slash, submit, submit_as_shown
from tests.rapport import Rapport, running_rapport

CHANNEL = "C0FACILITY"
OTHER = "C0ANOTHER1"


@pytest.fixture
def set_up(rapport: Rapport) -> Rapport:
    """A bot whose workspace has an admin USER and a good private channel that she is in."""
    _slack_says(rapport, is_admin=True)
    return rapport


def _slack_says(rapport: Rapport, *, is_admin: bool, **channel: Any) -> None:  # noqa: ANN401 - any field of a channel
    facts = {"is_private": True, "is_member": True, "name": "facilitators", **channel}
    members = facts.pop("members", [USER, "UBOT"])
    rapport.slack.answers["users.info"] = lambda said: {"ok": True, "user": slack_user(said["user"], is_admin=is_admin)}
    rapport.slack.answers["conversations.info"] = lambda said: {"ok": True, "channel": {"id": said["channel"], **facts}}
    rapport.slack.answers["conversations.members"] = lambda _: {"ok": True, "members": members}


def _open_form(rapport: Rapport) -> Payload:
    times = len(rapport.slack.called("views.open")) + 1
    rapport.answer_to(slash("/mentor", "setup", response_url=rapport.slack.response_url))
    view: Payload = rapport.slack.wait_for("views.open", times=times)["view"]
    assert check_view(view) == []
    return view


def _filled(view: Payload, *, channel: str | None = CHANNEL, contacts: str | None = "Ombuds: 555 0100") -> Payload:
    chosen = {"type": "conversations_select", "selected_conversation": channel}
    typed = {"type": "plain_text_input", "value": contacts}
    return submit_as_shown(view, {"settings_channel": chosen, "settings_contacts": typed})


def _kept(db: Database, name: SettingName) -> str | None:
    with db.read() as session:
        return setting(session, team_id=TEAM, name=name)


def test_an_admin_sets_the_programme_up(set_up: Rapport, db: Database) -> None:
    answer = set_up.answer_to(_filled(_open_form(set_up)))
    assert answer["response_action"] == "update"
    assert check_view(answer["view"]) == []
    assert f"<#{CHANNEL}>" in answer["view"]["blocks"][0]["text"]["text"]
    assert "Ombuds: 555 0100" in [block.get("text", {}).get("text") for block in answer["view"]["blocks"]]
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) == CHANNEL
    assert _kept(db, SettingName.OUTSIDE_CONTACTS) == "Ombuds: 555 0100"


def test_the_contacts_stand_at_the_private_door_word_for_word(set_up: Rapport) -> None:
    set_up.answer_to(_filled(_open_form(set_up), contacts="Ombuds <@U1> & 555"))
    set_up.answer_to(slash("/broker"))
    assert {"type": "plain_text", "text": "Ombuds <@U1> & 555", "emoji": False} in [
        block["text"]
        for block in set_up.slack.wait_for("views.open", times=2)["view"]["blocks"]
        if block["type"] == "section"
    ]


def test_somebody_who_is_no_admin_cannot_open_the_form(rapport: Rapport) -> None:
    _slack_says(rapport, is_admin=False)
    rapport.answer_to(slash("/mentor", "setup", response_url=rapport.slack.response_url))
    assert rapport.slack.wait_for("response_url")["text"] == rapport.deps.catalog.setup.admins_only
    assert rapport.slack.called("views.open") == []


def test_a_right_that_is_lost_while_typing_is_refused_and_keeps_what_was_typed(set_up: Rapport, db: Database) -> None:
    form = _open_form(set_up)
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=OTHER)
    _slack_says(set_up, is_admin=True, members=["UBOT"])
    answer = set_up.answer_to(_filled(form))
    assert answer == {
        "response_action": "errors",
        "errors": {"settings_channel": set_up.deps.catalog.setup.facilitators_only},
    }
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) == OTHER


def test_an_admin_who_is_no_facilitator_cannot_change_a_programme_that_is_set_up(
    rapport: Rapport, db: Database
) -> None:
    with db.begin() as session:
        keep_setting(session, team_id=TEAM, name=SettingName.FACILITATOR_CHANNEL, value=OTHER)
    _slack_says(rapport, is_admin=True, members=["USOMEBODY"])
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
    form = _open_form(set_up)
    _slack_says(set_up, is_admin=True, **facts)
    answer = set_up.answer_to(_filled(form))
    assert answer["errors"] == {"settings_channel": getattr(set_up.deps.catalog.setup, flaw)}
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_form_without_a_channel_is_refused_beside_its_field(set_up: Rapport) -> None:
    answer = set_up.answer_to(_filled(_open_form(set_up), channel=None))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.setup.no_channel}


def test_a_slack_that_does_not_answer_changes_nothing_and_says_so(set_up: Rapport, db: Database) -> None:
    form = _open_form(set_up)
    set_up.slack.answers["conversations.info"] = lambda _: {"ok": False, "error": "internal_error"}
    answer = set_up.answer_to(_filled(form))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.common.slack_silent}
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_channel_that_slack_will_not_speak_of_is_one_rapport_is_not_in(set_up: Rapport) -> None:
    form = _open_form(set_up)
    set_up.slack.answers["conversations.info"] = lambda _: {"ok": False, "error": "method_not_supported"}
    answer = set_up.answer_to(_filled(form))
    assert answer["errors"] == {"settings_channel": set_up.deps.catalog.setup.not_seen}


def test_a_channel_and_its_members_are_asked_for_at_the_same_time(set_up: Rapport) -> None:
    form, both_asked = _open_form(set_up), threading.Barrier(2, timeout=1.5)
    for method in ("conversations.info", "conversations.members"):
        set_up.slack.answers[method] = _once_passed(both_asked, set_up.slack.answers[method])
    assert set_up.answer_to(_filled(form))["response_action"] == "update"


def _once_passed(barrier: threading.Barrier, answer: Callable[[Payload], Payload]) -> Callable[[Payload], Payload]:
    def wait(said: Payload) -> Payload:
        barrier.wait()
        return answer(said)

    return wait


def test_emptied_contacts_are_taken_back(set_up: Rapport, db: Database) -> None:
    set_up.answer_to(_filled(_open_form(set_up)))
    form = _open_form(set_up)
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert shown["settings_channel"]["initial_conversation"] == CHANNEL
    assert shown["settings_contacts"]["initial_value"] == "Ombuds: 555 0100"
    set_up.answer_to(_filled(form, contacts=None))
    assert _kept(db, SettingName.OUTSIDE_CONTACTS) is None
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) == CHANNEL


def test_a_commit_that_fails_is_never_called_saved(set_up: Rapport, db: Database) -> None:
    form = _open_form(set_up)
    db.dispose()
    broken = _without_tables(db)
    answer = set_up.answer_to(_filled(form))
    broken()
    assert answer["response_action"] == "errors"
    assert "reference" in answer["errors"]["settings_channel"]
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) is None


def test_a_channel_fixed_by_the_installation_is_shown_and_not_asked(db: Database, keyring: Keyring) -> None:
    with running_rapport(db, keyring, RAPPORT_FACILITATOR_CHANNEL=CHANNEL) as bot:
        _slack_says(bot, is_admin=False)
        form = _open_form(bot)
        assert [block["type"] for block in form["blocks"]][:3] == ["section", "section", "input"]
        assert not [block for block in form["blocks"] if block.get("block_id") == "settings_channel"]
        answer = bot.answer_to(
            submit_as_shown(form, {"settings_contacts": {"type": "plain_text_input", "value": "Ombuds"}})
        )
    assert answer["response_action"] == "update"
    assert _kept(db, SettingName.OUTSIDE_CONTACTS) == "Ombuds"
    assert _kept(db, SettingName.FACILITATOR_CHANNEL) is None


def _without_tables(db: Database) -> Callable[[], None]:
    """Rename the settings table away, and return what brings it back."""

    def rename(old: str, new: str) -> None:
        with db.begin() as session:
            session.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

    rename("setting", "elsewhere")
    return lambda: rename("elsewhere", "setting")


def _with_holidays(rapport: Rapport, country: str | None, part: str | None = None) -> Payload:
    """Choose a country in the form, then one of its parts, and return the submission."""
    form = _open_form(rapport)
    chosen = {"type": "static_select", "selected_option": {"value": country} if country else None}
    if part:
        action = {"type": "static_select", "action_id": "settings_country", "block_id": "settings_country", **chosen}
        shown = {
            **form,
            "id": "V1",
            "hash": "h1",
            "state": {"values": {"settings_country": {"settings_country": chosen}}},
        }
        plain = submit(form, {})
        rapport.answer_to({**plain, "type": "block_actions", "view": shown, "actions": [action]})
        form = rapport.slack.wait_for("views.update")["view"]
        assert check_view(form) == []
    channel = {"type": "conversations_select", "selected_conversation": CHANNEL}
    values: dict[str, Payload] = {"settings_channel": channel, "settings_country": chosen}
    if part:
        values[f"settings_part_{country}"] = {"type": "static_select", "selected_option": {"value": part}}
    return submit_as_shown(form, values)


def test_the_programme_keeps_the_holidays_of_a_part_of_a_country(set_up: Rapport, db: Database) -> None:
    answer = set_up.answer_to(_with_holidays(set_up, "CA", "ON"))
    assert check_view(answer["view"]) == []
    assert "Canada, Ontario" in str(answer["view"])
    assert _kept(db, SettingName.HOLIDAYS) == "CA-ON"


@pytest.mark.parametrize("country", ["CL", "IT", "US", "DE"])
def test_the_parts_of_every_country_fit_the_form(set_up: Rapport, db: Database, country: str) -> None:
    set_up.answer_to(_with_holidays(set_up, country, next(iter(parts(country)))))
    assert str(_kept(db, SettingName.HOLIDAYS)).startswith(f"{country}-")


def test_a_programme_may_keep_those_of_a_whole_country(set_up: Rapport, db: Database) -> None:
    set_up.answer_to(_with_holidays(set_up, "CA"))
    assert _kept(db, SettingName.HOLIDAYS) == "CA"


@pytest.mark.parametrize("country", ["ZZ", "CA-ZZ", "../etc"])
def test_a_country_nobody_knows_is_refused_beside_its_field(set_up: Rapport, db: Database, country: str) -> None:
    answer = set_up.answer_to(_with_holidays(set_up, country))
    assert answer["errors"] == {"settings_country": set_up.deps.catalog.setup.no_holidays}
    assert _kept(db, SettingName.HOLIDAYS) is None


def _chosen(value: str | None) -> Payload:
    return {"type": "static_select", "selected_option": {"value": value} if value else None}


def _ticked(*values: str) -> Payload:
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def _submitted(rapport: Rapport, **changed: Payload) -> Payload:
    """Choose the channel and change these fields of the form, and return the answer."""
    channel = {"type": "conversations_select", "selected_conversation": CHANNEL}
    values = {f"settings_{name}": value for name, value in {"channel": channel, **changed}.items()}
    return rapport.answer_to(submit_as_shown(_open_form(rapport), values))


def test_whoever_chooses_a_channel_alone_has_settled_all_there_is(set_up: Rapport, db: Database) -> None:
    assert _submitted(set_up)["response_action"] == "update"
    kept = {name: _kept(db, name) for name in SettingName if _kept(db, name)}
    assert kept == {
        SettingName.FACILITATOR_CHANNEL: CHANNEL,
        SettingName.MATCH_MODE: "self_choice",
        SettingName.CADENCE_FLOOR: "twice_a_year",
        SettingName.WORKING_DAYS: "12345",
        SettingName.SMALLEST_COUNT: "5",
    }


def test_what_a_programme_settles_is_what_the_form_shows_next_time(set_up: Rapport, db: Database) -> None:
    answer = _submitted(
        set_up,
        name={"type": "plain_text_input", "value": "Mentoring & more <!here>"},
        mode=_chosen("assignment"),
        floor=_chosen("quarterly"),
        days=_ticked("7", "1", "2", "3", "4"),
        count=_chosen("11"),
    )
    assert check_view(answer["view"]) == []
    assert "every three months at the least; a report shows no number below 11" in str(answer["view"])
    form = _open_form(set_up)
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert shown["settings_name"]["initial_value"] == "Mentoring & more <!here>"
    for field, value in (("mode", "assignment"), ("floor", "quarterly"), ("count", "11")):
        assert shown[f"settings_{field}"]["initial_option"]["value"] == value
    assert {each["value"] for each in shown["settings_days"]["initial_options"]} == {"7", "1", "2", "3", "4"}
    assert _kept(db, SettingName.WORKING_DAYS) == "12347"


@pytest.mark.parametrize(
    ("field", "value", "flaw"),
    [
        ("days", _ticked(), "no_day"),
        ("days", _ticked("8", "x"), "no_day"),
        ("count", _chosen("4"), "no_count"),
        ("count", _chosen("²"), "no_count"),
        ("count", _chosen(None), "no_count"),
        ("name", {"type": "plain_text_input", "value": "x" * 81}, "long_name"),
    ],
)
def test_what_cannot_be_settled_is_refused_beside_its_field_and_nothing_is_kept(
    set_up: Rapport, db: Database, field: str, value: Payload, flaw: str
) -> None:
    answer = _submitted(set_up, **{field: value})
    assert answer["errors"] == {f"settings_{field}": getattr(set_up.deps.catalog.setup, flaw)}
    assert [name for name in SettingName if _kept(db, name)] == []


def test_which_pairs_are_never_made_is_settled_here_as_well(set_up: Rapport, db: Database) -> None:
    channel = {"type": "conversations_select", "selected_conversation": CHANNEL}
    form = _open_form(set_up)
    answer = set_up.answer_to(
        submit_as_shown(form, {"settings_channel": channel, "gate_barred": _ticked("chief", "review", "luck")})
    )
    assert "Head of a division" in str(answer["view"])
    assert _kept(db, SettingName.INELIGIBLE) == "chief,review"
    assert _submitted(set_up)["response_action"] == "update"
    assert _kept(db, SettingName.INELIGIBLE) == "chief,review"


def test_a_programme_can_be_stricter_than_its_installation_and_not_laxer(db: Database, keyring: Keyring) -> None:
    with running_rapport(db, keyring, RELAY_K="8") as bot:
        _slack_says(bot, is_admin=True)
        form = _open_form(bot)
        count = next(block["element"] for block in form["blocks"] if block.get("block_id") == "settings_count")
        assert [each["value"] for each in count["options"]] == ["8", "10", "11", "15", "20"]
        assert "errors" in _submitted(bot, count=_chosen("5"))
        _submitted(bot, count=_chosen("10"))
        assert smallest_count(bot.deps, team_id=TEAM) == 10
    with running_rapport(db, keyring, RELAY_K="11") as bot:
        assert smallest_count(bot.deps, team_id=TEAM) == 11


def test_the_fullest_form_fits_one_screen_of_slack_and_asks_for_one_answer_alone(set_up: Rapport) -> None:
    form = _open_form(set_up)
    asked = [block for block in form["blocks"] if block["type"] == "input"]
    empty = [block["block_id"] for block in asked if not block["optional"] and not _is_filled(block["element"])]
    assert empty == ["settings_channel"]
    assert len(asked) <= 10


def _is_filled(element: Payload) -> bool:
    return any(name.startswith("initial_") for name in element)
