"""`python app.py check`: everything Rapport needs, looked at without changing anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.deps import Deps
from bot.errors import DeliveryError
from bot.runtime.gateway import web_client
from bot.runtime.standing import Standing, standing_of, try_app_token
from bot.services import access, delivery
from bot.services.keys import missing_keys
from bot.settings import Settings
from storage.vocabulary import TouchpointState

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: in order, worth knowing, or wrong."""

    subject: str
    is_wrong: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'wrong' if self.is_wrong else 'ok':<6} {self.subject}: {self.sentence}"


def check(settings: Settings, *, compose: Callable[[Settings], Deps]) -> int:
    """Print a line for each thing that Rapport needs; return 1 when anything is wrong.

    Raises:
        ConfigurationError: there are no usable keys.
    """
    deps = compose(settings)
    findings = []
    for finding in _findings(settings, deps):
        print(finding, flush=True)
        findings.append(finding)
    deps.db.dispose()
    return int(any(finding.is_wrong for finding in findings))


def _findings(settings: Settings, deps: Deps) -> Iterator[Finding]:
    yield from _database(deps)
    try:
        standing = standing_of(web_client(settings))
    except DeliveryError as error:
        yield Finding("bot token", True, f"Slack answers {error.code}. Copy the Bot User OAuth Token once more.")
        return
    yield Finding("bot token", False, f"{standing.bot} in {standing.team}")
    yield _app_token(settings)
    yield from _scopes(standing)
    if deps.db.is_up_to_date():
        yield _channel(deps, standing.team_id)
        yield _messages(deps, standing.team_id)


def _database(deps: Deps) -> Iterator[Finding]:
    if not deps.db.is_up_to_date():
        yield Finding("database", False, f"{deps.db.dialect_name}, not made or not up to date: the next start does it")
        return
    yield Finding("database", False, deps.db.dialect_name)
    missing = missing_keys(deps)
    sentence = f"key {deps.keyring.fingerprint} is in force"
    if missing:
        sentence = f"texts were sealed with {', '.join(missing)}, which RAPPORT_KEYS lacks. Put the key back."
    yield Finding("keys", bool(missing), sentence)


def _app_token(settings: Settings) -> Finding:
    try:
        try_app_token(web_client(settings), settings.slack_app_token.get_secret_value())
    except DeliveryError as error:
        sentence = f"Slack answers {error.code}. It needs connections:write, and Socket Mode switched on."
        return Finding("app token", True, sentence)
    return Finding("app token", False, "opens Socket Mode")


def _scopes(standing: Standing) -> Iterator[Finding]:
    if standing.scopes is None:
        yield Finding("scopes", False, "Slack did not say which were granted")
        return
    asked: dict[str, Any] = yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]
    missing = sorted(set(asked["bot"]) - standing.scopes)
    sentence = "all that are needed"
    if missing:
        sentence = f"missing {', '.join(missing)}. Update the app from manifest.yml and install it again."
    yield Finding("scopes", bool(missing), sentence)
    absent = sorted(set(asked["bot_optional"]) - standing.scopes)
    if absent:
        yield Finding("optional scopes", False, f"without {', '.join(absent)}; what needs them says so")


def _channel(deps: Deps, team_id: str) -> Finding:
    subject = "facilitators' channel"
    if access.needs_setup(deps, team_id=team_id):
        return Finding(subject, False, "not chosen yet: an owner or admin chooses it in Rapport's Home")
    try:
        flaw = access.channel_flaw(deps, team_id=team_id)
    except DeliveryError as error:
        return Finding(subject, True, f"Slack answers {error.code}")
    if flaw is None:
        return Finding(subject, False, "private, unshared, with Rapport in it")
    sentence = f"{getattr(deps.catalog.setup, flaw)} RAPPORT_FACILITATOR_CHANNEL can name another one."
    return Finding(subject, True, sentence)


def _messages(deps: Deps, team_id: str) -> Finding:
    counts = delivery.counts(deps, team_id=team_id)
    failed, doubtful = (counts.get(state, 0) for state in (TouchpointState.FAILED, TouchpointState.DOUBTFUL))
    return Finding("messages", False, f"{failed} failed, {doubtful} doubtful (nobody knows whether they arrived)")
