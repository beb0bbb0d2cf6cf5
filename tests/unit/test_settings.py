"""Settings: what is accepted, what is refused, and that a refusal helps without repeating a value."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError
from bot.settings import TEST_SETTINGS, Settings, load_settings, setting_lines
from bot.settings.checks import is_loopback

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_APP_TOKEN": "xapp-1-b"}
SANDBOX = {**TOKENS, "SLACK_API_URL": "http://127.0.0.1:4390"}


def load(**changes: str) -> Settings:
    return load_settings({**TOKENS, **changes}, env_file=None)


def complaint(**changes: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(**changes)
    return str(caught.value)


def test_two_tokens_are_enough() -> None:
    settings = load()
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1-a"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.data_dir == Path("data")
    assert settings.database_url == "sqlite:///data/rapport.db"
    assert (settings.keys, settings.facilitator_channel, settings.clock_url) == (None, None, None)
    assert settings.log_level == "INFO"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_settings({"SLACK_APP_TOKEN": "xoxb-1", "RAPPORT_LOG_LEVEL": "loud"}, env_file=None)
    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "RAPPORT_LOG_LEVEL"]
    assert "is missing. Copy the Bot User OAuth Token" in lines[0]
    assert "cannot be used. Make an app-level token" in lines[1]
    assert "cannot be used. Choose DEBUG" in lines[2]


def test_what_does_not_speak_to_slack_needs_no_tokens_and_reads_none() -> None:
    for tokens in ({}, TOKENS, {"SLACK_BOT_TOKEN": "xoxp-wrong"}):
        settings = load_settings({**tokens, "RAPPORT_LOG_LEVEL": "DEBUG"}, env_file=None, needs_tokens=False)
        assert settings.log_level == "DEBUG"
        assert settings.slack_bot_token.get_secret_value() == ""
        assert settings.slack_app_token.get_secret_value() == ""
    with pytest.raises(ConfigurationError, match=r"^RAPPORT_LOG_LEVEL cannot be used\. "):
        load_settings({"RAPPORT_LOG_LEVEL": "loud"}, env_file=None, needs_tokens=False)


UNUSABLE = {
    "SLACK_BOT_TOKEN": "xoxp-secret",
    "SLACK_APP_TOKEN": "xapp-secret with a space",
    "SLACK_API_URL": "http://secret.example/api/",
    "DATABASE_URL": "mysql://me:secret@db/name",
    "RAPPORT_FACILITATOR_CHANNEL": "#secret-club",
    "RAPPORT_LOG_LEVEL": "secret",
    "RAPPORT_CLOCK_URL": "http://127.0.0.1:1/secret",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_value_is_refused_and_never_repeated(name: str) -> None:
    said = complaint(**{name: UNUSABLE[name]})
    assert said.startswith(f"{name} cannot be used. ")
    assert len(said.split(". ", 1)[1]) > 20
    assert "secret" not in said.replace("secret store", "")


def test_a_refusal_carries_nothing_of_what_was_read() -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(DATABASE_URL="mysql://me:secret@db/name")
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_counts_as_not_set(empty: str) -> None:
    assert load(RAPPORT_LOG_LEVEL=empty, DATABASE_URL=empty, RAPPORT_KEYS=empty) == load()
    assert "SLACK_BOT_TOKEN is missing" in complaint(SLACK_BOT_TOKEN=empty)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN='xapp-${HOME}'\nRAPPORT_LOG_LEVEL=debug\n")
    settings = load_settings({"SLACK_APP_TOKEN": "xapp-env"}, env_file=env_file)
    assert settings.slack_bot_token.get_secret_value() == "xoxb-file"
    assert settings.slack_app_token.get_secret_value() == "xapp-env"
    assert settings.log_level == "DEBUG"


def test_an_empty_value_in_the_environment_hides_the_one_in_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("RAPPORT_LOG_LEVEL=debug\n")
    assert load_settings({**TOKENS, "RAPPORT_LOG_LEVEL": ""}, env_file=env_file).log_level == "INFO"


def test_the_environment_of_the_process_does_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_LOG_LEVEL", "DEBUG")
    assert load_settings(TOKENS, env_file=None).log_level == "INFO"


def test_the_file_is_read_as_it_stands(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("DATABASE_URL=postgresql://me:pa${HOME}ss@db/name\n")
    assert load_settings(TOKENS, env_file=env_file).database_url == "postgresql://me:pa${HOME}ss@db/name"


def test_a_missing_file_and_foreign_variables_do_no_harm(tmp_path: Path) -> None:
    settings = load_settings({**TOKENS, "PATH": "/bin", "SLACK_CLIENT_ID": "1"}, env_file=tmp_path / ".env")
    assert settings == load()


@pytest.mark.parametrize(
    ("given_url", "base"),
    [
        ("https://slack-gov.com/api", "https://slack-gov.com/api/"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/api/"),
        ("http://127.0.0.1:4390", "http://127.0.0.1:4390/api/"),
        ("http://localhost:4390/api/", "http://localhost:4390/api/"),
        ("http://[::1]:4390/", "http://[::1]:4390/api/"),
    ],
)
def test_the_address_of_the_api_is_made_whole(given_url: str, base: str) -> None:
    assert load(SLACK_API_URL=given_url).slack_api_url == base


@pytest.mark.parametrize("url", ["slack.com/api", "ftp://slack.com/api", "https:///api", "https://slack.com/api?x=1"])
def test_what_is_no_address_of_an_api_is_refused(url: str) -> None:
    assert complaint(SLACK_API_URL=url).startswith("SLACK_API_URL cannot be used")


def test_the_clock_can_be_moved_beside_a_sandbox_only() -> None:
    clock = "http://127.0.0.1:4390/clock"
    assert load_settings({**SANDBOX, "RAPPORT_CLOCK_URL": clock}, env_file=None).clock_url == clock
    assert complaint(RAPPORT_CLOCK_URL=clock).startswith("RAPPORT_CLOCK_URL cannot be used")
    with pytest.raises(ConfigurationError, match=r"^RAPPORT_CLOCK_URL cannot be used"):
        load_settings({**SANDBOX, "RAPPORT_CLOCK_URL": "http://clock.example/clock"}, env_file=None)


def test_the_database_lies_in_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    assert load(RAPPORT_DATA_DIR=str(tmp_path)).database_url == f"sqlite:///{tmp_path}/rapport.db"
    assert load(DATABASE_URL="postgres://db/name").database_url == "postgres://db/name"


def test_settings_show_and_change_nothing() -> None:
    settings = load(DATABASE_URL="postgresql://me:secret@db/name", RAPPORT_KEYS="secret-key")
    for shown in (repr(settings), str(settings), f"{settings}"):
        assert "secret" not in shown
        assert "xoxb" not in shown
    with pytest.raises(ValueError, match="frozen"):
        settings.log_level = "DEBUG"  # type: ignore[misc]  # the checker forbids it too


def test_every_setting_says_what_it_means_and_what_to_do() -> None:
    for field in Settings.model_fields.values():
        assert field.description
        assert isinstance(field.json_schema_extra, dict)
        assert field.json_schema_extra["remedy"]


def test_the_table_names_every_variable_once() -> None:
    lines = setting_lines()
    names = [line.name for line in lines]
    assert names[: len(Settings.model_fields)] == [str(f.validation_alias) for f in Settings.model_fields.values()]
    assert names[len(Settings.model_fields) :] == [line.name for line in TEST_SETTINGS]
    assert len(set(names)) == len(names)
    assert [line.default for line in lines[:3]] == ["required", "required", "https://slack.com/api/"]


@given(st.text(), st.text())
def test_no_token_whatever_it_is_comes_back_in_a_message(bot_token: str, app_token: str) -> None:
    assert "§" not in complaint(SLACK_BOT_TOKEN=f"?{bot_token}!§", SLACK_APP_TOKEN=f"?{app_token}!§")


@pytest.mark.parametrize("url", ["http://127.0.0.2:1", "http://localhost", "http://[::1]/x", "ws://127.0.0.1:1"])
def test_this_machine_is_known_as_such(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://10.0.0.1", ""]
)
def test_another_machine_is_never_taken_for_this_one(url: str) -> None:
    assert not is_loopback(url)
