"""Whose token a command speaks with."""

from dataclasses import replace

from bot.deps import Deps
from bot.runtime.directory import LiveDirectory
from bot.runtime.gateway import SlackGateway, web_client


def with_own_token(deps: Deps) -> Deps:
    """Return the collaborators that speak in every workspace with the settings' token, kept or not."""
    slack = SlackGateway(web_client(deps.settings))
    return replace(deps, slack=slack, directory=LiveDirectory(slack))
