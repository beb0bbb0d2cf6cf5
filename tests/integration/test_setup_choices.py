"""What a programme settles besides its channel: holidays and days, how pairs come about and meet, what reports show."""

import pytest

from bot.domain.public_holidays import parts
from bot.services.programme import smallest_count
from sandbox.blockkit import check_view
from storage.database import Database
from storage.keyring import Keyring
from storage.vocabulary import SettingName
from tests.integration.preference_steps import chosen, ticked
from tests.integration.setup_steps import CHANNEL, filled, kept, open_form, slack_says
from tests.payloads import TEAM, Payload, submit, submit_as_shown
from tests.rapport import Rapport, running_rapport
from tests.requesting import choose


def _with_holidays(rapport: Rapport, country: str | None, part: str | None = None) -> Payload:
    """Choose a country in the form, then one of its parts, and return the submission."""
    form = open_form(rapport)
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
    assert kept(db, SettingName.HOLIDAYS) == "CA-ON"


@pytest.mark.parametrize("country", ["CL", "IT", "US", "DE"])
def test_the_parts_of_every_country_fit_the_form(set_up: Rapport, db: Database, country: str) -> None:
    set_up.answer_to(_with_holidays(set_up, country, next(iter(parts(country)))))
    assert str(kept(db, SettingName.HOLIDAYS)).startswith(f"{country}-")


def test_a_programme_may_keep_those_of_a_whole_country(set_up: Rapport, db: Database) -> None:
    set_up.answer_to(_with_holidays(set_up, "CA"))
    assert kept(db, SettingName.HOLIDAYS) == "CA"


@pytest.mark.parametrize("country", ["ZZ", "CA-ZZ", "../etc"])
def test_a_country_nobody_knows_is_refused_beside_its_field(set_up: Rapport, db: Database, country: str) -> None:
    answer = set_up.answer_to(_with_holidays(set_up, country))
    assert answer["errors"] == {"settings_country": set_up.deps.catalog.setup.no_holidays}
    assert kept(db, SettingName.HOLIDAYS) is None


def _submitted(rapport: Rapport, **changed: Payload) -> Payload:
    """Choose the channel and change these fields of the form, and return the answer."""
    channel = {"type": "conversations_select", "selected_conversation": CHANNEL}
    values = {f"settings_{name}": value for name, value in {"channel": channel, **changed}.items()}
    return rapport.answer_to(submit_as_shown(open_form(rapport), values))


def test_whoever_chooses_a_channel_alone_has_settled_all_there_is(set_up: Rapport, db: Database) -> None:
    assert _submitted(set_up)["response_action"] == "update"
    settled = {name: kept(db, name) for name in SettingName if kept(db, name)}
    assert settled == {
        SettingName.FACILITATOR_CHANNEL: CHANNEL,
        SettingName.MATCH_MODE: "self_choice",
        SettingName.CADENCE_FLOOR: "twice_a_year",
        SettingName.WORKING_DAYS: "12345",
        SettingName.SMALLEST_COUNT: "5",
        SettingName.KEPT_DAYS: "365",
    }


def test_what_a_programme_settles_is_what_the_form_shows_next_time(set_up: Rapport, db: Database) -> None:
    answer = _submitted(
        set_up,
        name={"type": "plain_text_input", "value": "Mentoring & more <!here>"},
        mode=chosen("assignment"),
        floor=chosen("quarterly"),
        days=ticked("7", "1", "2", "3", "4"),
        count=chosen("11"),
    )
    assert check_view(answer["view"]) == []
    assert "every three months at the least; a report shows no number below 11" in str(answer["view"])
    form = open_form(set_up)
    shown = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert shown["settings_name"]["initial_value"] == "Mentoring & more <!here>"
    for field, value in (("mode", "assignment"), ("floor", "quarterly"), ("count", "11")):
        assert shown[f"settings_{field}"]["initial_option"]["value"] == value
    assert {each["value"] for each in shown["settings_days"]["initial_options"]} == {"7", "1", "2", "3", "4"}
    assert kept(db, SettingName.WORKING_DAYS) == "12347"


@pytest.mark.parametrize(
    ("field", "value", "flaw"),
    [
        ("days", ticked(), "no_day"),
        ("days", ticked("8", "x"), "no_day"),
        ("count", chosen("4"), "no_count"),
        ("count", chosen("²"), "no_count"),
        ("count", chosen(None), "no_count"),
        ("name", {"type": "plain_text_input", "value": "x" * 81}, "long_name"),
    ],
)
def test_what_cannot_be_settled_is_refused_beside_its_field_and_nothing_is_kept(
    set_up: Rapport, db: Database, field: str, value: Payload, flaw: str
) -> None:
    answer = _submitted(set_up, **{field: value})
    assert answer["errors"] == {f"settings_{field}": getattr(set_up.deps.catalog.setup, flaw)}
    assert [name for name in SettingName if kept(db, name)] == []


def test_which_pairs_are_never_made_is_settled_here_as_well(set_up: Rapport, db: Database) -> None:
    channel = {"type": "conversations_select", "selected_conversation": CHANNEL}
    form = open_form(set_up)
    answer = set_up.answer_to(
        submit_as_shown(form, {"settings_channel": channel, "gate_barred": ticked("chief", "review", "luck")})
    )
    assert "Head of a division" in str(answer["view"])
    assert kept(db, SettingName.INELIGIBLE) == "chief,review"
    assert _submitted(set_up)["response_action"] == "update"
    assert kept(db, SettingName.INELIGIBLE) == "chief,review"


def test_a_form_that_was_opened_before_a_rule_was_made_does_not_take_the_rule_back(
    set_up: Rapport, db: Database
) -> None:
    set_up.answer_to(filled(open_form(set_up)))
    old = open_form(set_up)
    choose(db, SettingName.INELIGIBLE, "chair")
    refused = set_up.answer_to(filled(old, contacts="Another office"))
    assert refused["errors"] == {"settings_channel": set_up.deps.catalog.setup.changed_meanwhile}
    assert (kept(db, SettingName.INELIGIBLE), kept(db, SettingName.OUTSIDE_CONTACTS)) == ("chair", "Ombuds: 555 0100")


def test_a_form_sent_twice_is_kept_once_and_refused_never(set_up: Rapport) -> None:
    form = filled(open_form(set_up))
    assert [set_up.answer_to(form)["response_action"] for _ in range(2)] == ["update", "update"]


def test_a_programme_can_be_stricter_than_its_installation_and_not_laxer(db: Database, keyring: Keyring) -> None:
    with running_rapport(db, keyring, RELAY_K="8") as bot:
        slack_says(bot, is_admin=True)
        form = open_form(bot)
        count = next(block["element"] for block in form["blocks"] if block.get("block_id") == "settings_count")
        assert [each["value"] for each in count["options"]] == ["8", "10", "11", "15", "20"]
        assert "errors" in _submitted(bot, count=chosen("5"))
        _submitted(bot, count=chosen("10"))
        assert smallest_count(bot.deps, team_id=TEAM) == 10
    with running_rapport(db, keyring, RELAY_K="11") as bot:
        assert smallest_count(bot.deps, team_id=TEAM) == 11


def test_the_fullest_form_fits_one_screen_of_slack_and_asks_for_one_answer_alone(set_up: Rapport) -> None:
    form = open_form(set_up)
    asked = [block for block in form["blocks"] if block["type"] == "input"]
    empty = [block["block_id"] for block in asked if not block["optional"] and not _is_filled(block["element"])]
    assert empty == ["settings_channel"]
    assert len(asked) <= 10


def _is_filled(element: Payload) -> bool:
    return any(name.startswith("initial_") for name in element)
