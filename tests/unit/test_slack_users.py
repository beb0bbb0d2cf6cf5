"""Slack's user object in Rapport's words, with whatever Slack leaves out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slack_users import person_of

MAYA: dict[str, Any] = {
    "id": "U0MAYA0001",
    "team_id": "T1",
    "name": "maya",
    "tz": "America/Toronto",
    "locale": "en-CA",
    "profile": {"display_name": "Maya", "real_name": "Maya Lindqvist"},
}
NOTHING = (None, "", ...)


def without(field: str, nothing: object) -> dict[str, Any]:
    user = {**MAYA, field: nothing}
    if nothing is ...:
        del user[field]
    return user


def test_a_colleague_is_read_as_she_is() -> None:
    maya = person_of(MAYA, team_id="T1")
    assert (maya.team_id, maya.user_id, maya.name) == ("T1", "U0MAYA0001", "Maya")
    assert (maya.zone, maya.locale) == ("America/Toronto", "en-CA")
    assert maya.is_full_member
    assert not maya.is_admin


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("field", [field for field in MAYA if field != "id"])
def test_a_field_that_slack_leaves_out_does_no_harm(field: str, nothing: object) -> None:
    person = person_of(without(field, nothing), team_id="T1")
    assert person.user_id == "U0MAYA0001"
    assert person.is_full_member


@pytest.mark.parametrize("nothing", NOTHING)
def test_without_a_zone_it_is_utc_and_without_a_locale_none(nothing: object) -> None:
    assert person_of(without("tz", nothing), team_id="T1").zone == "UTC"
    assert person_of(without("locale", nothing), team_id="T1").locale == ""


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "x" * 300, "a\0b"])
def test_a_zone_that_no_clock_knows_becomes_utc(zone: str) -> None:
    assert person_of({**MAYA, "tz": zone}, team_id="T1").zone == "UTC"


def test_the_name_is_the_first_that_says_something() -> None:
    profile = {"display_name": " ", "real_name": "Maya L."}
    assert person_of({**MAYA, "profile": profile}, team_id="T1").name == "Maya L."
    assert person_of({**MAYA, "profile": {}, "real_name": "M. L."}, team_id="T1").name == "M. L."
    assert person_of({**MAYA, "profile": None}, team_id="T1").name == "maya"
    assert person_of({"id": "U1"}, team_id="T1").name == "U1"


@pytest.mark.parametrize("flag", ["is_admin", "is_owner", "is_primary_owner"])
def test_owners_and_admins_are_admins_and_still_colleagues(flag: str) -> None:
    person = person_of({**MAYA, flag: True}, team_id="T1")
    assert person.is_admin
    assert person.is_full_member


@pytest.mark.parametrize("flag", ["is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger"])
def test_bots_guests_strangers_and_those_who_left_are_no_full_members(flag: str) -> None:
    assert not person_of({**MAYA, flag: True}, team_id="T1").is_full_member


def test_slackbot_is_a_bot_though_slack_says_it_is_none() -> None:
    assert person_of({"id": "USLACKBOT", "is_bot": False, "team_id": "T1"}, team_id="T1").is_bot


def test_somebody_of_another_workspace_is_foreign() -> None:
    assert person_of({**MAYA, "team_id": "T2"}, team_id="T1").is_foreign


def test_on_enterprise_grid_each_of_a_persons_workspaces_is_home() -> None:
    user = {**MAYA, "team_id": "T9", "enterprise_user": {"teams": ["T1", "T2"]}}
    assert not person_of(user, team_id="T2").is_foreign
    assert person_of(user, team_id="T3").is_foreign


@given(
    st.dictionaries(
        st.sampled_from(["team_id", "name", "tz", "locale", "deleted", "is_bot", "real_name", "is_restricted"]),
        st.none() | st.booleans() | st.text(max_size=20),
    )
)
def test_whatever_slack_sends_there_is_a_person(fields: dict[str, Any]) -> None:
    person = person_of({"id": "U1", **fields}, team_id="T1")
    assert person.name
    assert person.zone
