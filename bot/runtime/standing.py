"""How Rapport stands with Slack: whether its tokens are good, and what they allow."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.runtime.failures import network_trouble, refusal
from storage.records import record

SCOPES_HEADER = "x-oauth-scopes"
"""Sent with every answer to a bot token (docs.slack.dev/authentication)."""


@record
class Standing:
    """Whose token it is, as Slack says."""

    team_id: str
    team: str
    bot: str
    scopes: frozenset[str] | None
    """What was granted; None where Slack did not say."""


def standing_of(client: WebClient) -> Standing:
    """Ask Slack about the bot's token.

    Raises:
        DeliveryError: Slack refused the token, or did not answer.
    """
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise refusal(error) from None
    except OSError as error:
        raise network_trouble(error) from None
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = headers.get(SCOPES_HEADER)
    scopes = None if granted is None else frozenset(scope.strip() for scope in granted.split(","))
    return Standing(answer["team_id"], answer.get("team", ""), answer.get("user", ""), scopes)


def try_app_token(client: WebClient, app_token: str) -> None:
    """Ask Slack for a Socket Mode address that is never used; it lapses by itself.

    Raises:
        DeliveryError: Slack refused the token, or did not answer.
    """
    try:
        client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise refusal(error) from None
    except OSError as error:
        raise network_trouble(error) from None
