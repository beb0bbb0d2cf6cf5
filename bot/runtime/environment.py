"""Variables of the environment that Slack's libraries obey behind the back of our settings."""

from collections.abc import MutableMapping

import structlog

from bot.settings import Settings

log = structlog.get_logger(__name__)

TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
OAUTH = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def tame_environment(environ: MutableMapping[str, str], settings: Settings) -> None:
    """Drop from `environ` what would lead Bolt or the SDK astray. Call it once the settings are read.

    - Bolt warns at each start of a token in the environment that it will not use.
    - With a client id and secret around, Bolt turns to OAuth with a file store and drops the bot's token.
    - The SDK sends even calls to this machine through a proxy, whatever NO_PROXY says, and Bolt makes a new client for
      each request, so that no argument of ours could keep it from reading the variables again.
    """
    _drop(environ, TOKENS)
    if _drop(environ, OAUTH):
        log.warning("oauth_environment_ignored", reason="Rapport runs in one workspace by its bot token")
    if settings.is_local and _drop(environ, PROXIES):
        log.warning("proxy_environment_ignored", reason="SLACK_API_URL leads to this machine")


def _drop(environ: MutableMapping[str, str], names: tuple[str, ...]) -> bool:
    found = [environ.pop(name) for name in names if name in environ]
    return bool(found)
