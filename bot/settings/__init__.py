"""Every setting of Rapport: its name, its default, what it means, and what to do when it is wrong."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.errors import ConfigurationError
from bot.settings import checks
from bot.settings.checks import is_loopback
from storage.records import record


def _sqlite_file(given: dict[str, Any]) -> str:
    return f"sqlite:///{given['data_dir'] / 'rapport.db'}"


def _no_token() -> SecretStr:
    return SecretStr("")


class Settings(BaseModel):
    """What the environment says, checked; made by `load_settings`. Its repr shows no value, no field can be changed.

    The extra key `remedy` of each field is the whole of what is said when its value is missing or unusable, so that a
    message never repeats a value. `shown` is how a computed default reads in the table of settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    slack_bot_token: Annotated[SecretStr, checks.beginning("xoxb-")] = Field(
        default_factory=_no_token,
        validate_default=False,
        validation_alias="SLACK_BOT_TOKEN",
        description="The bot's token.",
        json_schema_extra={
            "remedy": "Copy the Bot User OAuth Token (it begins with xoxb-) from OAuth & Permissions of your app.",
            "shown": "required",
        },
    )
    slack_app_token: Annotated[SecretStr, checks.beginning("xapp-")] = Field(
        default_factory=_no_token,
        validate_default=False,
        validation_alias="SLACK_APP_TOKEN",
        description="The app-level token with the scope connections:write; it opens Socket Mode.",
        json_schema_extra={
            "remedy": "Make an app-level token with connections:write (it begins with xapp-) under Basic Information.",
            "shown": "required",
        },
    )
    slack_api_url: Annotated[str, AfterValidator(checks.api_base)] = Field(
        default="https://slack.com/api/",
        validation_alias="SLACK_API_URL",
        description="Where Slack's Web API is; GovSlack and the sandbox have their own.",
        json_schema_extra={"remedy": "Give a full https:// address; plain http:// only for this machine itself."},
    )
    data_dir: Path = Field(
        default=Path("data"),
        validation_alias="RAPPORT_DATA_DIR",
        description="The folder for what Rapport writes: the SQLite file and its key file.",
        json_schema_extra={"remedy": "Name a folder that Rapport may write to."},
    )
    database_url: Annotated[str, AfterValidator(checks.database_url)] = Field(
        default_factory=_sqlite_file,
        validation_alias="DATABASE_URL",
        description="The main database, SQLite or PostgreSQL.",
        json_schema_extra={
            "remedy": "Begin with sqlite:///path or postgresql://user:password@host/name, or leave it out.",
            "shown": "SQLite, `rapport.db` in the data folder",
        },
    )
    keys: SecretStr | None = Field(
        default=None,
        validation_alias="RAPPORT_KEYS",
        description="The keys that seal texts at rest, separated by commas; the first seals, the others only open.",
        json_schema_extra={
            "remedy": "Make a key with `python app.py keys`.",
            "shown": "SQLite: the key file `rapport.keys` beside it; PostgreSQL: none, it must be set",
        },
    )
    relay_keys: SecretStr | None = Field(
        default=None,
        validation_alias="RELAY_KEYS",
        description="The root keys of private requests, separated by commas, newest first; without, none are taken.",
        json_schema_extra={"remedy": "Make a key with `python app.py keys --relay`."},
    )
    relay_database_url: Annotated[str, AfterValidator(checks.database_url)] | None = Field(
        default=None,
        validation_alias="RELAY_DATABASE_URL",
        description="The database of private requests: never the main one.",
        json_schema_extra={
            "remedy": "Begin with sqlite:///path or postgresql://user:password@host/name, or leave it out.",
            "shown": "SQLite: `relay.db` beside the main file; PostgreSQL: none, it must be set",
        },
    )
    relay_k: int = Field(
        default=5,
        ge=5,
        validation_alias="RELAY_K",
        description="The smallest number that a report shows: 5 or more, 11 where HHS counts. Programmes may raise it.",
        json_schema_extra={"remedy": "Give a whole number, 5 or more."},
    )
    facilitator_channel: Annotated[str, AfterValidator(checks.channel_id)] | None = Field(
        default=None,
        validation_alias="RAPPORT_FACILITATOR_CHANNEL",
        description="The id of the facilitators' private channel, for a set-up without Slack's form.",
        json_schema_extra={"remedy": "Give the channel's id (such as C0123456789, at the foot of its details)."},
    )
    log_level: Annotated[str, AfterValidator(checks.log_level)] = Field(
        default="INFO",
        validation_alias="RAPPORT_LOG_LEVEL",
        description="How much is logged: DEBUG, INFO, WARNING or ERROR. No level logs what people write.",
        json_schema_extra={"remedy": "Choose DEBUG, INFO, WARNING or ERROR."},
    )
    clock_url: str | None = Field(
        default=None,
        validation_alias="RAPPORT_CLOCK_URL",
        description="The sandbox's movable clock; refused unless SLACK_API_URL leads to this machine.",
        json_schema_extra={"remedy": "Leave it out: only a sandbox on this machine may move the clock."},
    )

    @field_validator("clock_url")
    @classmethod
    def _local_only(cls, url: str | None, info: ValidationInfo) -> str | None:
        """A clock that others can move would move what people are sent, so it must be the sandbox's own."""
        api_url = info.data.get("slack_api_url", "")
        if url is not None and not (url.startswith("http://") and is_loopback(url) and is_loopback(api_url)):
            raise ValueError
        return url

    @property
    def is_local(self) -> bool:
        """Slack is a sandbox on this machine."""
        return is_loopback(self.slack_api_url)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Show no value: a database's address carries a password."""
        return ()


TOKENS = ("slack_bot_token", "slack_app_token")
"""What every command needs that speaks to Slack, and no other."""


@record
class SettingLine:
    """One line of the table of settings."""

    name: str
    default: str
    """As it reads; `required` where there is none, empty where a setting may be left out."""
    meaning: str


TEST_SETTINGS = (
    SettingLine("RAPPORT_REQUIRE", "", "Tests only: what must not be skipped, such as `browser`."),
    SettingLine("RAPPORT_TOUR", "", "Tests only: the folder into which a journey puts its pictures."),
    SettingLine("RAPPORT_TEST_POSTGRES_URL", "", "Tests only: a PostgreSQL server to use instead of a bundled one."),
)


def setting_lines() -> tuple[SettingLine, ...]:
    """Return every setting in the order of the model, then those that only tests read."""
    return (*(_line(name) for name in Settings.model_fields), *TEST_SETTINGS)


def load_settings(environ: Mapping[str, str], *, env_file: Path | None, needs_tokens: bool = True) -> Settings:
    """Read the settings from `environ`, and from `env_file` where `environ` is silent.

    Empty counts as not set; an empty value in `environ` also hides the one in `env_file`.

    Args:
        environ: the process's environment, or a test's.
        env_file: a `.env` file, read without interpolation; None or a missing file is no error.
        needs_tokens: whether Slack will be spoken to. Else its tokens are neither asked for nor read.

    Raises:
        ConfigurationError: names every variable that is missing or unusable, each with what to do; no values.
    """
    filed = dotenv_values(env_file, interpolate=False) if env_file else {}
    said = {name: (value or "").strip() for name, value in {**filed, **environ}.items()}
    wanted = [_alias(name) for name in Settings.model_fields if needs_tokens or name not in TOKENS]
    given = {name: said[name] for name in wanted if said.get(name)}
    missing = {_alias(name) for name in TOKENS if needs_tokens} - given.keys()
    settings, unusable = None, set[object]()
    try:
        settings = Settings.model_validate(given)
    except ValidationError as failure:
        unusable = {error["loc"][0] for error in failure.errors(include_input=False)}
    # Outside the handler: what pydantic saw must not hang on this error as its context.
    complaints = [_complaint(name, is_missing=name in missing) for name in wanted if name in missing | unusable]
    if settings is None or complaints:
        raise ConfigurationError("\n".join(complaints))
    return settings


def _alias(name: str) -> str:
    return str(Settings.model_fields[name].validation_alias)


def _extra(name: str) -> dict[str, str]:
    extra = Settings.model_fields[name].json_schema_extra
    return {key: str(value) for key, value in extra.items()} if isinstance(extra, dict) else {}


def _line(name: str) -> SettingLine:
    field = Settings.model_fields[name]
    return SettingLine(_alias(name), _extra(name).get("shown", str(field.default or "")), field.description or "")


def _complaint(alias: str, *, is_missing: bool) -> str:
    field = next(name for name in Settings.model_fields if _alias(name) == alias)
    return f"{alias} {'is missing' if is_missing else 'cannot be used'}. {_extra(field)['remedy']}"
