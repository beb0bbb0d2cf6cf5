"""`python app.py check`: everything Rapport needs, looked at. Changes nothing at Slack and nothing that is kept.

On a machine where Rapport never ran it makes what any first command makes: the key file and an empty database file.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.console.findings import Finding, fine, wrong
from bot.console.relay_findings import relay_findings
from bot.console.status import GOES, duration
from bot.console.tokens import with_own_token
from bot.deps import Deps
from bot.errors import DeliveryError, TransientDeliveryError
from bot.runtime.gateway import web_client
from bot.runtime.standing import Standing, standing_of, try_app_token
from bot.services import access, delivery, installations
from bot.services.keys import missing_keys
from bot.services.status import silences
from bot.settings import Settings
from storage.vocabulary import TouchpointState

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


def check(settings: Settings, *, compose: Callable[[Settings], Deps]) -> int:
    """Print a line for each thing that Rapport needs; return 1 when anything is wrong.

    Raises:
        ConfigurationError: there are no usable keys.
    """
    deps = with_own_token(compose(settings))
    findings = []
    for finding in _findings(settings, deps):
        print(finding, flush=True)
        findings.append(finding)
    deps.db.dispose()
    return int(any(finding.is_wrong for finding in findings))


def _findings(settings: Settings, deps: Deps) -> Iterator[Finding]:
    yield from _database(deps)
    yield from relay_findings(deps)
    yield from _at_rest(deps)
    try:
        standing = standing_of(web_client(settings))
    except DeliveryError as error:
        yield _refused(
            "bot token", error, "Copy the Bot User OAuth Token once more; install the app first, if it was taken out."
        )
        return
    yield fine("bot token", f"{standing.bot} in {standing.team}")
    yield _app_token(settings)
    yield from _scopes(standing)
    is_made = deps.db.is_up_to_date()
    if is_made or settings.facilitator_channel:
        yield _channel(deps if is_made else replace(deps, relay=None), standing.team_id)  # a roster tells bots apart
    if is_made:
        yield _clockwork(deps)
        yield _messages(deps, standing.team_id)


def _database(deps: Deps) -> Iterator[Finding]:
    if not deps.db.is_up_to_date():
        yield fine("database", f"{deps.db.dialect_name}, not made or not up to date: the next start does it")
        return
    yield fine("database", deps.db.dialect_name)
    missing = missing_keys(deps)
    if missing:
        yield wrong("keys", f"texts were sealed with {', '.join(missing)}, which RAPPORT_KEYS lacks. Put the key back.")
    else:
        yield fine("keys", f"key {deps.keyring.fingerprint} is in force")


def _at_rest(deps: Deps) -> Iterator[Finding]:
    """Say which workspaces have sent Rapport away: one that comes again is taken up within ten minutes."""
    if deps.db.is_up_to_date():
        for team_id, day in installations.at_rest(deps).items():
            yield fine(f"workspace {team_id}", GOES.format(day=day.date()))


def _app_token(settings: Settings) -> Finding:
    try:
        try_app_token(web_client(settings), settings.slack_app_token.get_secret_value())
    except DeliveryError as error:
        return _refused("app token", error, "It needs connections:write, and Socket Mode switched on.")
    return fine("app token", "opens Socket Mode")


def _refused(subject: str, error: DeliveryError, remedy: str) -> Finding:
    """Return what to do about a token; when Slack cannot be reached nothing is known of it."""
    if isinstance(error, TransientDeliveryError):
        return wrong(subject, f"Slack could not be reached ({error.code}). Look at SLACK_API_URL and the network.")
    return wrong(subject, f"Slack answers {error.code}. {remedy}")


def _scopes(standing: Standing) -> Iterator[Finding]:
    if standing.scopes is None:
        yield fine("scopes", "Slack did not say which were granted")
        return
    import yaml  # noqa: PLC0415 - 1.4 MB that no other command needs

    asked: dict[str, Any] = yaml.safe_load(MANIFEST.read_text("utf-8"))["oauth_config"]["scopes"]
    missing = sorted(set(asked["bot"]) - standing.scopes)
    if missing:
        yield wrong("scopes", f"missing {', '.join(missing)}. Update the app from manifest.yml and install it again.")
    else:
        yield fine("scopes", "all that are needed")
    absent = sorted(set(asked["bot_optional"]) - standing.scopes)
    if absent:
        yield fine("optional scopes", f"without {', '.join(absent)}; what needs them says so")


def _channel(deps: Deps, team_id: str) -> Finding:
    subject = "facilitators' channel"
    if access.needs_setup(deps, team_id=team_id):
        return fine(subject, "not chosen yet: an owner or admin chooses it in Rapport's Home")
    try:
        flaw = access.channel_flaw(deps, team_id=team_id)
    except DeliveryError as error:
        return wrong(subject, f"Slack answers {error.code}")
    if flaw is None:
        return fine(subject, "private, unshared, with Rapport in it")
    said = [getattr(deps.catalog.setup, flaw), *([deps.catalog.home.flaw_until] if deps.relay else [])]
    return wrong(subject, f"{' '.join(said)} RAPPORT_FACILITATOR_CHANNEL can name another one.")


def _clockwork(deps: Deps) -> Finding:
    """Look for processes that were killed or hang: they say nothing of it themselves."""
    missed = [f"{each.round} of {each.process} for {duration(each.seconds)}" for each in silences(deps)]
    if missed:
        return wrong("clockwork", f"silent: {', '.join(missed)}. Start Rapport again; its log may say why it stopped.")
    return fine("clockwork", "no running Rapport has missed its turns")


def _messages(deps: Deps, team_id: str) -> Finding:
    counts = delivery.counts(deps, team_id=team_id)
    failed, doubtful = (counts.get(state, 0) for state in (TouchpointState.FAILED, TouchpointState.DOUBTFUL))
    return Finding("messages", False, f"{failed} failed, {doubtful} doubtful (nobody knows whether they arrived)")
